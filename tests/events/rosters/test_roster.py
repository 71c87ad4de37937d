"""The roster of a date, and the list of dates."""

import pytest
from django.urls import reverse

from events.registration import services
from events.registration.enums import Channel
from tests.events.rosters.reading import names, soup
from tests.factories.registration import enter, event, family

from .conftest import address

pytestmark = pytest.mark.django_db


def test_roster_shows_children_with_their_age_at_the_date(desk, library):
    pool = event(library=library)  # 11 March 2026
    reader = family((2020, 3), (2024, 4))
    enter(pool, reader, members=reader.family.all(), adults=1)
    first, second = (child.nickname for child in reader.family.all())
    assert names(desk.get(address("roster", pool)))[1:] == [
        f"{first} 6 岁",
        f"{second} 1 岁 11 个月",
    ]


def test_roster_says_who_waits_in_order_and_until_when_places_are_offered(desk, library):
    pool = event(library=library, capacity=1)
    holder = enter(pool)
    for _number in range(3):
        enter(pool)
    services.cancel(holder)
    page = soup(desk.get(address("roster", pool)))
    groups = [group.h2.get_text(" ", strip=True) for group in page.select(".roster-group")]
    assert [group.split()[-1] for group in groups] == ["1", "2"]
    assert page.select_one(".roster-deadline") is not None
    numbers = [each.get_text(strip=True) for each in page.select(".roster-party__number")]
    assert numbers == ["1", "2"]


@pytest.mark.parametrize("count", [1, 3])
def test_roster_asks_the_same_number_of_questions(desk, library, count, django_assert_num_queries):
    pool = event(library=library)
    for _number in range(count):
        reader = family()
        enter(pool, reader, members=reader.family.all())
    url = address("roster", pool)
    desk.get(url)
    with django_assert_num_queries(17):
        desk.get(url)


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_dates_asks_the_same_number_of_questions(
    desk, library, count, django_assert_num_queries
):
    for _number in range(count):
        event(library=library)
    desk.get(reverse("rosters:index"))
    with django_assert_num_queries(12):
        desk.get(reverse("rosters:index"))


def test_list_shows_own_dates_of_a_series(desk, library):
    pool, _other = event(library=library, capacity=24), event(library=library)
    event()  # of no library
    enter(pool)
    assert len(soup(desk.get(reverse("rosters:index"))).select("tbody tr")) == 2
    url = f"{reverse('rosters:index')}?series={pool.terms.translation_key}"
    [row] = soup(desk.get(url)).select("tbody tr")
    assert row.a["href"] == address("roster", pool)
    assert "24" in row.select_one(".roster-places").get_text()


@pytest.mark.parametrize("query", ["series=nonsense", "p=x", "past=1&p=999"])
def test_list_bears_odd_addresses(desk, library, query):
    event(library=library)
    assert desk.get(f"{reverse('rosters:index')}?{query}").status_code == 200


def test_search_finds_children_readers_and_telephones(desk, library):
    pool = event(library=library)
    reader = family((2020, 5))
    enter(pool, reader, members=reader.family.all())
    services.register_by_staff(
        pool, channel=Channel.PHONE, name="王女士", phone="13800001234", adults=1
    )
    child = reader.family.get().nickname
    for words, found in {
        child: [child],
        reader.nickname: [child],
        "王女士": ["王女士"],
        "1234": ["王女士"],
    }.items():
        shown = names(desk.post(address("roster", pool), {"q": words}))
        assert [name.split()[0] for name in shown] == found
    assert names(desk.post(address("roster", pool), {"q": "<script>"})) == []
