"""What people thought: counted for staff of the library, never so that one could tell who."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import ModelLogEntry

from events.models import Occurrence
from events.registration import services
from tests.factories.registration import course, enter, event

from .conftest import address, at

pytestmark = pytest.mark.django_db


def soup(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(node) -> str:
    return " ".join(node.get_text(" ").split())


def say(pool, *answers: tuple[int, str], at_date: Occurrence | None = None) -> None:
    """One party for each answer."""
    for score, comment in answers:
        services.give_feedback(
            enter(pool), at_date or pool.occurrence, score=score, comment=comment
        )


def of_series(pool) -> str:
    return reverse("rosters:series_feedback", args=[pool.terms.translation_key])


@pytest.fixture
def pool(library):
    """Over by *later*; three parties have said something of it."""
    pool = event(library=library, days=1)
    say(pool, (5, "=HYPERLINK()"), (5, ""), (2, "太挤了"))
    return pool


@pytest.fixture
def later(pool):
    with at(days=2):
        yield


def test_feedback_is_for_staff_of_the_library(people, pool, later):
    for url in (of_series(pool), address("feedback", pool)):
        for who, code in {"branch": 200, "programmer": 200, "other": 404}.items():
            assert people[who].post(url).status_code == code, (who, url)
        for who in ("anonymous", "reader"):
            assert people[who].post(url).status_code == 302
    assert people["other"].get(of_series(pool)).status_code == 404
    assert people["editor"].get(of_series(pool)).status_code == 302
    assert people["editor"].post(address("feedback", pool)).status_code == 404


def test_roster_counts_each_answer_and_shows_the_words(desk, pool, later):
    box = soup(desk.get(address("roster", pool))).select_one("#feedback")
    assert words(box.select_one(".roster-average b")) == "4.0"
    assert [words(number) for number in box.select("dd")] == ["2", "0", "0", "1", "0"]
    assert [words(row) for row in box.select("li")] == ["=HYPERLINK()", "太挤了"]
    assert box.select_one("p > a")["href"] == of_series(pool)


def test_fewer_than_three_answers_are_only_counted(desk, library):
    pool = event(library=library, days=1)
    say(pool, (1, "某某家太吵"), (4, ""))
    with at(days=2):
        box = soup(desk.get(address("roster", pool))).select_one("#feedback")
        assert "某某家太吵" not in str(box)
        assert box.select("dl, form") == []
        assert desk.post(address("feedback", pool)).status_code == 404
        assert desk.post(of_series(pool)).status_code == 404
        page = soup(desk.get(of_series(pool)))
        assert words(page.select_one("tbody td:nth-of-type(3)")) == "2"
        assert "某某家太吵" not in str(page)


def test_nothing_stands_on_the_roster_before_it_is_over(desk, pool):
    assert soup(desk.get(address("roster", pool))).select_one("#feedback") is None


def test_series_shows_own_dates_together_and_hides_the_small_ones(people, library):
    pool = course(dates=3, library=library)
    first, second, elsewhere = pool.series.occurrences.order_by("start")
    Occurrence.objects.filter(pk__in=[first.pk, second.pk]).update(library=library)
    say(pool, (5, "b"), (4, ""), (3, "a"), at_date=first)
    say(pool, (1, "c"), at_date=second)
    say(pool, (1, "elsewhere"), at_date=elsewhere)
    page = soup(people["branch"].get(of_series(pool)))
    averages = [words(row.select("td")[3]) for row in page.select("tbody tr")]
    assert [average[0] for average in averages] == ["–", "4"]
    assert [words(row) for row in page.select(".roster-comments li")] == ["a", "b", "c"]
    assert words(page.select_one(".roster-average b")) == "3.3"
    everything = soup(people["programmer"].get(of_series(pool)))
    assert len(everything.select("tbody tr")) == 3


def test_spreadsheet_runs_no_formula_and_does_not_name_a_date_of_few(desk, library, pool):
    other = event(library=library, days=2)
    Occurrence.objects.filter(pk=other.occurrence.pk).update(series=pool.terms)
    say(other, (3, "unique"))
    with at(days=3):
        lines = desk.post(of_series(pool)).content.decode("utf-8-sig").splitlines()
        day = f"{pool.occurrence.local_date:%Y-%m-%d}"
        assert lines[1:] == [
            f"{day},{library.short_label},5,",
            f"{day},{library.short_label},5,'=HYPERLINK()",
            f"{day},{library.short_label},2,太挤了",
            ",,3,unique",
        ]
        single = desk.post(address("feedback", pool)).content.decode("utf-8-sig")
        assert single.splitlines()[1:] == lines[1:4]
        assert desk.get(address("feedback", pool)).status_code == 405
    rows = [entry.data["rows"] for entry in ModelLogEntry.objects.filter(action="rosters.feedback")]
    assert sorted(rows) == [3, 4]


def test_list_of_a_series_leads_there(desk, pool, later):
    index = reverse("rosters:index")
    assert soup(desk.get(index)).select_one(f'a[href="{of_series(pool)}"]') is None
    of_one = f"{index}?past=1&series={pool.terms.translation_key}"
    assert soup(desk.get(of_one)).select_one(f'a[href="{of_series(pool)}"]') is not None


@pytest.mark.parametrize("count", [1, 3])
def test_roster_after_the_end_asks_one_question_more(
    desk, library, count, django_assert_num_queries
):
    pool = event(library=library, days=1)
    say(pool, *[(4, "")] * count)
    with at(days=2):
        desk.get(address("roster", pool))
        with django_assert_num_queries(18):
            desk.get(address("roster", pool))


@pytest.mark.parametrize("count", [1, 3])
def test_series_asks_the_same_number_of_questions(desk, library, count, django_assert_num_queries):
    pool = course(dates=count, library=library)
    Occurrence.objects.update(library=library)
    for date in pool.series.occurrences.all():
        say(pool, *[(4, "")] * count, at_date=date)
    desk.get(of_series(pool))
    with django_assert_num_queries(10):
        desk.get(of_series(pool))
