"""The counts beside the filters: they say what choosing an option would leave."""

import datetime as dt
import random

import pytest
from django.http import QueryDict
from django.utils import timezone

from events.enums import Language
from events.filters import CHOICES, Filters
from events.models import Occurrence
from events.selectors.summary import ages_between, summary
from events.whats_on.counts import read_facets
from tests.factories.core import AudienceFactory, LibraryFactory, TopicFactory
from tests.factories.events import EventSeriesFactory, OccurrenceFactory, ProvisionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def programme():
    """Sixty dates of twenty series that differ in all that can be filtered."""
    dice = random.Random(7)
    bands = [(None, None), (0, 36), (36, 84), (72, None), (None, 18)]
    audiences = [AudienceFactory(min_months=low, max_months=high) for low, high in bands]
    topics = TopicFactory.create_batch(3)
    provisions = ProvisionFactory.create_batch(2)
    ages = [(None, None), (3, 6), (8, None), (None, 2), (None, None)]
    libraries = [*LibraryFactory.create_batch(3), None]
    for number in range(20):
        series = EventSeriesFactory(
            language=dice.choice(Language.values),
            words="故事" if number % 3 else "讲座",
            capacity=dice.choice([None, 5]),
            **dict(zip(("min_age", "max_age"), dice.choice(ages), strict=True)),
        )
        series.provisions.set(dice.sample(provisions, dice.randint(0, 2)))
        series.audiences.set(dice.sample(audiences, dice.randint(0, 2)))
        series.topics.set(dice.sample(topics, dice.randint(0, 2)))
        for day in range(3):
            start = timezone.now() + dt.timedelta(days=number + day, hours=-2)
            OccurrenceFactory(
                series=series,
                start=start,
                library=dice.choice(libraries),
                people=dice.choice([0, 5]),
                state=dice.choice(["scheduled", "scheduled", "cancelled"]),
            )


def filters(query: str) -> Filters:
    return Filters.from_query(QueryDict(query))


def found(query: str) -> int:
    rows = Occurrence.objects.public().upcoming()
    return filters(query).apply(rows).count()


@pytest.mark.parametrize(
    "query",
    [
        "",
        "age=4",
        "language=en",
        "language=en&language=zh&age=0",
        "branch={branch}&topic={topic}",
        "audience={audience}&age=7&language=zh",
        "q=讲座&age=2",
        "access={access}&places=1",
        "access={access}&access={second}&age=5",
        "from=2026-03-08&to=2026-03-15&topic={topic}",
        "branch=nowhere",
    ],
)
def test_count_is_what_choosing_would_find(programme, query):
    choice = filters("")
    options = {name: [option.value for option in rows] for name, rows in choice.options.items()}
    query = query.format(
        branch=options["branch"][0], topic=options["topic"][0], audience=options["audience"][1],
        access=options["access"][0], second=options["access"][1],
    )  # fmt: skip
    chosen = filters(query)
    today = timezone.localdate()
    facets = read_facets(chosen, chosen.first or today, chosen.last)
    assert facets.total == found(query)
    pairs = [*chosen.pairs, *chosen.day_pairs]
    for name, values in options.items():
        others = "&".join(f"{key}={value}" for key, value in pairs if key != name)
        if chosen.chosen.get(name):
            assert facets.without[name] == found(others), name
        for value in values:
            kept = "&".join(f"{name}={v}" for v in chosen.chosen[name] if name == "access")
            query = f"{others}&{kept}&{name}={value}"
            assert facets.counts[name][value] == found(query), (name, value)


def test_summary_takes_two_queries_for_any_number(programme, django_assert_num_queries):
    with django_assert_num_queries(2):
        cells = summary(Occurrence.objects.all())
    assert sum(cell.count for cell in cells) == 60
    assert summary(Occurrence.objects.filter(pk=0)) == []


def test_summary_is_kept_for_every_choice(programme, django_assert_num_queries):
    today = timezone.localdate()
    read_facets(filters(""), today, None)
    with django_assert_num_queries(0):
        read_facets(filters("age=4&language=en"), today, None)
    with django_assert_num_queries(1):  # words are another matter
        read_facets(filters("q=故事"), today, None)


def test_dates_that_go_on_into_the_days_count_once():
    now = timezone.now()
    OccurrenceFactory(start=now - dt.timedelta(days=3), end=now + dt.timedelta(days=3))
    OccurrenceFactory(start=now + dt.timedelta(hours=1))
    OccurrenceFactory(start=now - dt.timedelta(days=2), end=now - dt.timedelta(days=2, hours=-1))
    OccurrenceFactory(start=now + dt.timedelta(days=9))
    today = timezone.localdate()
    assert [
        (c.terms["language"], c.count) for c in summary(Occurrence.objects.all(), today, today)
    ] == [({"zh"}, 2)]


def test_nothing_is_kept_while_the_generation_is_unknown(programme, monkeypatch):
    monkeypatch.setattr("events.whats_on.counts.generation.current", lambda: -1)
    today = timezone.localdate()
    before = read_facets(filters(""), today, None).total
    Occurrence.objects.last().delete()
    assert read_facets(filters(""), today, None).total == before - 1


@pytest.mark.parametrize(
    ("least", "most", "ages"),
    [
        (None, None, []),
        (0, 36, [0, 1, 2]),
        (36, 84, [3, 4, 5, 6]),
        (None, 18, [0, 1]),
        (190, None, [15, 16, 17]),
        (216, None, []),
    ],
)
def test_ages_of_an_audience(least, most, ages):
    assert ages_between(least, most) == set(map(str, ages))


def test_every_filter_can_be_counted(programme):
    [cell, *_] = summary(Occurrence.objects.all())
    assert set(cell.terms) == {choice.name for choice in CHOICES}
