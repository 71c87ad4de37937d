"""What visitors see: clubs, lead readers, and where they are spoken of."""

import datetime as dt

import pytest
from django.utils import timezone

from community.clubs.enums import Joining, State
from events.enums import State as DateState
from tests.factories.accounts import ReaderFactory
from tests.factories.catalog import BookFactory, WorkFactory
from tests.factories.clubs import ClubBookFactory, ClubFactory, LeadReaderFactory, join
from tests.factories.core import AudienceFactory, TopicFactory
from tests.factories.events import EventSeriesFactory, EventSeriesPageFactory, OccurrenceFactory
from tests.factories.reading_lists import ReadingListFactory
from tests.factories.reviews import publish_review

MARCH, APRIL = dt.date(2026, 3, 20), dt.date(2026, 4, 2)
CLUBS = "/en/clubs/"


def meetings(root_page, number: int = 2):
    """A series with some dates to come, and its page."""
    page = EventSeriesPageFactory(parent=root_page)
    series = EventSeriesFactory(translation_key=page.translation_key)
    start = timezone.now() + dt.timedelta(days=7)
    for week in range(number):
        OccurrenceFactory(series=series, start=start + dt.timedelta(weeks=week))
    return page


def full_club(root_page, **fields):
    """With everything a card shows."""
    club = ClubFactory(series=meetings(root_page), capacity=5, **fields)
    club.audiences.add(AudienceFactory())
    club.leads.add(LeadReaderFactory())
    club.save()
    ClubBookFactory(club=club, month=MARCH)
    ClubBookFactory(club=club, month=MARCH - dt.timedelta(days=60))
    return club


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_list(client, root_page, number, django_assert_num_queries):
    for _ in range(number):
        full_club(root_page)
    client.get(CLUBS)
    with django_assert_num_queries(11):
        page = client.get(CLUBS)
    assert len(page.context["results"].object_list) == number


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_lead_readers(client, root_page, number, django_assert_num_queries):
    for _ in range(number):
        lead = LeadReaderFactory()
        lead.topics.add(TopicFactory())
        lead.save()
    client.get("/en/clubs/leads/")
    with django_assert_num_queries(3):
        page = client.get("/en/clubs/leads/")
    assert len(page.context["results"].object_list) == number


def labels(page) -> list[str]:
    return sorted(club.label for club in page.context["results"].object_list)


def test_filters(client, root_page):
    first, second = full_club(root_page), full_club(root_page, joining=Joining.OPEN)
    ClubFactory(state=State.DRAFT)
    assert labels(client.get(CLUBS)) == sorted([first.name_en, second.name_en])
    audience = first.audiences.get().slug
    assert labels(client.get(CLUBS, {"audience": audience})) == [first.name_en]
    assert labels(client.get(CLUBS, {"branch": second.library.slug})) == [second.name_en]
    assert labels(client.get(CLUBS, {"joining": "open"})) == [second.name_en]
    for _ in range(5):
        join(first)
    assert labels(client.get(CLUBS, {"places": "1"})) == [second.name_en]


@pytest.mark.parametrize(
    "query", ["page=x", "page=99", "branch=%00", "audience='\"", "joining=x", "places=2"]
)
def test_hostile_addresses(client, root_page, query):
    assert client.get(f"{CLUBS}?{query}").status_code == 200


def test_a_club(client, root_page):
    club = full_club(root_page)
    ahead = ClubBookFactory(club=club, month=APRIL, copies=12)
    page = client.get(club.get_absolute_url())
    books = page.context["books"]
    assert [book.month for book in books.now] == [dt.date(2026, 3, 1)]
    assert books.next == [ahead]
    assert [(year, len(rows)) for year, rows in books.before] == [(2026, 1)]
    assert len(page.context["meetings"]) == 2
    assert page["Cache-Control"] == "public, max-age=60"
    assert client.get(ClubFactory(state=State.DRAFT).get_absolute_url()).status_code == 404


def test_what_is_called_off_is_no_meeting(client, root_page):
    club = full_club(root_page)
    series = club.series.parts().get()
    series.occurrences.order_by("start").first().delete()
    series.occurrences.update(state=DateState.CANCELLED)
    assert client.get(club.get_absolute_url()).context["meetings"] == []


def test_a_lead_reader(client, root_page):
    lead = LeadReaderFactory(reader=ReaderFactory())
    club = full_club(root_page)
    club.leads.add(lead)
    club.save()
    OccurrenceFactory(presenter=lead.name)
    past = timezone.now() - dt.timedelta(days=9)
    OccurrenceFactory(presenter=lead.name, start=past)
    OccurrenceFactory(presenter="别人")
    listed = ReadingListFactory(parent=root_page, locale=root_page.locale)
    lead.reading_lists.add(listed)
    lead.save()
    review = publish_review(author=lead.reader)
    page = client.get(f"/clubs/leads/{lead.slug}/")
    assert len(page.context["sessions"]) == 2  # its own, and the next of the club
    assert page.context["led"] == 1
    assert page.context["clubs"] == [club]
    assert page.context["lists"] == [listed]
    assert page.context["reviews"] == []
    lead.shows_reviews = True
    lead.save()
    assert client.get(f"/clubs/leads/{lead.slug}/").context["reviews"] == [review]
    lead.state = State.DRAFT
    lead.save()
    assert client.get(f"/clubs/leads/{lead.slug}/").status_code == 404


def test_the_name_at_an_event_leads_to_the_profile(client, root_page):
    lead = LeadReaderFactory()
    date = OccurrenceFactory(presenter=lead.name, presenter_en="Somebody")
    other = OccurrenceFactory(presenter="别人")
    link = f'href="/en/clubs/leads/{lead.slug}/"'
    assert link in client.get(f"/en/events/o/{date.uid}/").content.decode()
    assert "clubs/leads" not in client.get(f"/en/events/o/{other.uid}/").content.decode()


def test_the_page_of_a_book_names_the_clubs_that_read_any_edition_of_it(client, root_page):
    work = WorkFactory()
    read, shown = BookFactory(work=work), BookFactory(work=work)
    club = ClubFactory()
    ClubBookFactory(club=club, record=read, month=MARCH)
    ClubBookFactory(club=ClubFactory(state=State.DRAFT), record=read, month=MARCH)
    page = client.get(f"/en/books/{shown.pk}/").content.decode()
    assert page.count('href="/en/clubs/') == 1
    assert club.name_en in page


def test_clubs_and_their_leaders_stand_in_the_sitemap(client, django_assert_num_queries):
    assert b"sitemap-clubs" not in client.get("/sitemap.xml").content
    club, draft = ClubFactory(), ClubFactory(state=State.DRAFT)
    lead = LeadReaderFactory()
    assert b"sitemap-clubs-1.xml" in client.get("/sitemap.xml").content
    with django_assert_num_queries(3):
        text = client.get("/sitemap-clubs-1.xml").content.decode()
    for path in (f"/clubs/{club.slug}/", f"/en/clubs/leads/{lead.slug}/", "/en/clubs/"):
        assert f"{path}</loc>" in text
    assert f"/clubs/{draft.slug}/" not in text
