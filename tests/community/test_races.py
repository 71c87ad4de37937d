"""A thousand at once, on PostgreSQL: one review of each reader, every vote counted once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction

from community.moderation import services as moderation
from community.moderation.enums import Act, State
from community.moderation.errors import ModerationError
from community.moderation.models import Contribution, Decision
from community.reviews import services
from community.reviews.models import Review, Vote
from tests.factories.accounts import ReaderFactory, UserFactory
from tests.factories.reviews import TEXT, book, publish_review, send_review

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
CLIENTS, SENT = 16, 1_000
CONTENT = {
    "rating": 5,
    "title": "",
    "text": TEXT,
    "age_from": None,
    "age_to": None,
    "has_spoiler": False,
}


def crowd(attempt, numbers) -> list:
    """*attempt* for each of *numbers*, many at a time, each in a connection of its own."""

    def run(number):
        try:
            return attempt(number)
        except ModerationError as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CLIENTS) as pool:
        return list(pool.map(run, numbers))


def test_a_thousand_submissions_are_one_review_of_each_reader():
    readers, work = [ReaderFactory() for _number in range(50)], book()

    def attempt(number):
        content = {**CONTENT, "text": f"{TEXT}{number % 3}"}
        return moderation.submit("review", readers[number % 50], content=content, target=work.pk)

    crowd(attempt, range(SENT))
    assert Contribution.objects.count() == 50
    assert set(Contribution.objects.values_list("latest_version__number", flat=True)) == {1}


def test_a_thousand_votes_are_counted_exactly():
    review = publish_review()
    readers = [ReaderFactory() for _number in range(100)]

    def attempt(number):
        reader = readers[number % 100]
        # Every third press takes it back.
        change = services.unvote if number // 100 % 3 == 2 else services.vote
        return change(review, reader)

    crowd(attempt, range(SENT))
    review.refresh_from_db()
    assert review.helpful_count == Vote.objects.count()


def test_counting_before_writing_is_not_enough():
    """The control: the same crowd that reads the count and writes it back loses votes."""
    review = publish_review()
    readers = [ReaderFactory() for _number in range(100)]

    def attempt(number):
        with transaction.atomic():
            Vote.objects.create(review=review, reader=readers[number])
            row = Review.objects.get(pk=review.pk)
            row.helpful_count += 1
            row.save(update_fields=["helpful_count"])

    crowd(attempt, range(100))
    review.refresh_from_db()
    assert review.helpful_count < Vote.objects.count() == 100


def test_two_moderators_never_decide_the_same_twice():
    work = book()
    rows = [send_review(work) for _number in range(20)]
    moderators = [UserFactory() for _number in range(4)]

    def attempt(number):
        return moderation.decide(
            rows[number // 4], moderators[number % 4], Act.ACCEPTED, seen_version=1
        )

    found = crowd(attempt, range(80))
    assert sum(isinstance(each, Decision) for each in found) == 20
    assert Decision.objects.filter(act=Act.ACCEPTED).count() == 20
    assert (
        Contribution.objects.filter(state=State.PUBLISHED).count() == Review.objects.count() == 20
    )


def test_reports_at_once_are_counted_exactly_and_hide_once():
    review = publish_review()
    readers = [ReaderFactory() for _number in range(30)]

    def attempt(number):
        return moderation.report(review.contribution, readers[number % 30], reason="other")

    crowd(attempt, range(90))
    row = Contribution.objects.get()
    assert row.state == State.HIDDEN
    assert row.reports_count == row.reports.count() == 3
    assert row.decisions.filter(act=Act.HIDDEN_BY_REPORTS).count() == 1
