"""What becomes of a review in the database, and who votes for it."""

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction

from community.moderation import services as moderation
from community.moderation.enums import Act
from community.moderation.models import Ban
from community.reviews import selectors, services
from community.reviews.contributed import ages_label, facts
from community.reviews.errors import ReviewError
from community.reviews.models import Review, Vote
from portal.accounts import services as accounts
from portal.core import generation
from tests.factories.accounts import FamilyMemberFactory, ReaderFactory, UserFactory
from tests.factories.moderation import ReasonFactory
from tests.factories.reviews import TEXT, book, publish_review, send_review

pytestmark = pytest.mark.django_db


def test_only_what_was_accepted_is_there(db):
    send_review()
    assert Review.objects.count() == 0
    row = publish_review(rating=5, title="一座城", age_from=12)
    assert (row.rating, row.title, row.text, row.age_from) == (5, "一座城", TEXT, 12)
    assert list(Review.objects.visible()) == [row]
    assert row.edited_at is None


def test_an_accepted_edit_changes_the_words_and_keeps_the_votes():
    row = publish_review()
    services.vote(row, ReaderFactory())
    moderation.edit(row.contribution, {"text": "新" * 30})
    row.refresh_from_db()
    assert row.text == TEXT
    moderation.decide(row.contribution, UserFactory(), Act.ACCEPTED)
    row.refresh_from_db()
    assert (row.text, row.helpful_count, row.edited_at is not None) == ("新" * 30, 1, True)


def test_hidden_is_not_gone_and_withdrawn_is():
    row = publish_review()
    moderation.decide(row.contribution, UserFactory(), Act.HIDDEN, reason=ReasonFactory())
    row.refresh_from_db()
    assert not row.is_visible
    assert not Review.objects.visible().exists()
    moderation.withdraw(row.contribution)
    assert not Review.objects.exists()


def test_publishing_tells_the_page_cache(django_capture_on_commit_callbacks):
    cache.clear()
    before = generation.current()
    with django_capture_on_commit_callbacks(execute=True):
        publish_review()
    assert generation.current() > before


def test_the_database_keeps_the_rules():
    row = publish_review()
    other = publish_review()
    for change in (
        {"work": row.work, "voice": row.voice},
        {"rating": 6},
        {"rating": 0},
        {"age_from": 9, "age_to": 6},
        {"age_from": 120},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Review.objects.filter(pk=other.pk).update(**change)


def test_a_review_and_a_response_about_the_same_book():
    author, work = ReaderFactory(), book()
    publish_review(work, author)
    publish_review(work, author, form="response")
    assert Review.objects.count() == 2


def test_votes_count_once_and_not_for_ones_own():
    row, reader = publish_review(), ReaderFactory()
    assert services.vote(row, reader) == 1
    assert services.vote(row, reader) == 1
    assert services.vote(row, ReaderFactory()) == 2
    assert services.unvote(row, reader) == 1
    assert services.unvote(row, reader) == 1
    with pytest.raises(ReviewError):
        services.vote(row, row.voice.reader)
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.bulk_create([Vote(review=row, reader=reader) for _number in range(2)])


def test_nobody_votes_for_what_is_hidden_or_while_banned():
    row, reader = publish_review(), ReaderFactory()
    Ban.objects.create(reader=reader, until="2100-01-01T00:00:00+00:00", reason="广告")
    with pytest.raises(ReviewError, match="广告"):
        services.vote(row, reader)
    row.is_visible = False
    with pytest.raises(ReviewError):
        services.vote(row, ReaderFactory())


def test_votes_of_who_leaves_are_taken_back():
    row, reader = publish_review(), ReaderFactory()
    services.vote(row, reader)
    services.vote(row, ReaderFactory())
    assert "骆驼祥子" in str(accounts.export_my_data(reader.user))
    accounts.erase_account(reader.user)
    row.refresh_from_db()
    assert (row.helpful_count, row.votes.count()) == (1, 1)


def test_reviews_go_with_the_account_and_with_the_child():
    child = FamilyMemberFactory()
    work = book()
    publish_review(work, child.guardian, member=child)
    own = publish_review(work, child.guardian)
    accounts.remove_family_member(child)
    assert list(Review.objects.all()) == [own]
    accounts.erase_account(child.guardian.user)
    assert not Review.objects.exists()


def test_two_ratings_make_no_average_and_three_do():
    work = book()
    publish_review(work, rating=5)
    publish_review(work, rating=4)
    publish_review(work)
    assert (selectors.rating_of(work.pk).count, selectors.rating_of(work.pk).average) == (2, None)
    publish_review(work, rating=2, form="review")
    rating = selectors.rating_of(work.pk)
    assert (rating.count, rating.rounded, rating.stars, rating.texts) == (3, 3.7, 4, 4)


def test_what_is_hidden_counts_for_nothing():
    work = book()
    rows = [publish_review(work, rating=5) for _number in range(3)]
    moderation.decide(rows[0].contribution, UserFactory(), Act.HIDDEN, reason=ReasonFactory())
    assert selectors.rating_of(work.pk).count == 2


def test_picks_come_first_on_the_page_of_the_book():
    work = book()
    plain, helpful, picked = (publish_review(work) for _number in range(3))
    services.vote(helpful, ReaderFactory())
    services.pick(picked)
    services.pick(picked)
    assert selectors.best_about(work.pk) == [picked, helpful, plain]
    assert list(Review.objects.visible().picked()) == [picked]
    services.unpick(picked)
    assert selectors.best_about(work.pk) == [helpful, picked, plain]


def test_the_excerpt_ends_with_a_sentence_if_it_can():
    assert publish_review(text="好。" * 10 + "很好看").excerpt == "好。" * 10 + "很好看"
    long = Review(text="读" * 150 + "。" + "书" * 200)
    assert long.excerpt == "读" * 150 + "。"
    assert Review(text="读" * 400).excerpt == "读" * 220 + "…"


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [(None, None, ""), (6, None, "6"), (None, 9, "9"), (6, 9, "6"), (0, 3, "0")],
)
def test_ages_in_words(start, end, label):
    assert label in ages_label(start, end)
    assert bool(ages_label(start, end)) == bool(label)


def test_the_facts_of_a_review_for_moderators():
    content = {"rating": 4, "age_from": 6, "age_to": 9, "has_spoiler": True}
    assert len(facts(content)) == 3
    assert facts({}) == []
