"""Many at once, on PostgreSQL: limits of a call, likes, points and prizes hold."""

import datetime as dt

import pytest
from django.utils import timezone

from community.moderation.models import Contribution
from community.works import services
from community.works.errors import WorkError
from community.works.models import Award, Call, Criterion, Entry, Like, Prize, Score
from tests.community.test_races import crowd
from tests.factories.accounts import ReaderFactory, UserFactory
from tests.factories.works import CallFactory, publish_work, send_work

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def quietly(attempt):
    def run(number):
        try:
            return attempt(number)
        except WorkError as error:
            return error

    return run


def test_nobody_gets_past_the_limit_of_a_call():
    call, readers = CallFactory(per_person=2), [ReaderFactory() for _number in range(10)]
    crowd(quietly(lambda number: send_work(readers[number % 10], call=call)), range(100))
    assert Contribution.objects.count() == 20


def test_counting_without_the_readers_lock_is_not_enough():
    """The control: the same crowd that only looks before it writes gets past the limit."""
    call, reader = CallFactory(per_person=1), ReaderFactory()

    def attempt(number):
        if Contribution.objects.filter(target=call.pk, voice__reader=reader).exists():
            return
        send_work(reader)

    crowd(quietly(attempt), range(9))
    assert Contribution.objects.count() > 1


def test_likes_and_points_are_counted_exactly_and_a_prize_is_given_once():
    call = CallFactory()
    criterion = Criterion.objects.create(call=call, name="真切")
    prize = Prize.objects.create(call=call, name="一等奖", number=1)
    entries = [publish_work(call=call) for _number in range(6)]
    readers, jury = [ReaderFactory() for _number in range(30)], [UserFactory(), UserFactory()]
    call.jurors.set(jury)
    call.save()
    crowd(quietly(lambda number: services.like(entries[0], readers[number % 30])), range(200))
    assert Entry.objects.get(pk=entries[0].pk).likes_count == Like.objects.count() == 30
    Call.objects.update(closes_at=timezone.now() - dt.timedelta(hours=1))
    rows = list(Entry.objects.detailed().order_by("pk"))
    crowd(
        quietly(lambda n: services.score(rows[n % 6], jury[n % 2], {criterion: n % 11})), range(60)
    )
    assert Score.objects.count() == 6
    crowd(quietly(lambda number: services.award(rows[number % 6], prize)), range(60))
    assert Award.objects.count() == 1
