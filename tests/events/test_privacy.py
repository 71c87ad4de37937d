"""What nobody but those concerned may read: links, notes, trainings for colleagues."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.http import QueryDict
from wagtail.models import Locale, PageViewRestriction

from events.filters import Filters
from events.models import EventSeries, EventSeriesPage, Occurrence
from portal.core.roles import PROGRAMMERS, ensure_roles
from portal.core.translations import translate_page
from tests.factories.accounts import UserFactory
from tests.factories.core import LibraryFactory
from tests.factories.events import published_series
from tests.factories.home import site_tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SATURDAYS = "RRULE:FREQ=WEEKLY;BYDAY=SA"
LINK, NOTE = "meet-me-at-7431", "storeroom-key-9952"
TITLE, TITLE_EN = "云上读书会", "Reading in the cloud"
PUBLIC = [
    "/",
    "/events/",
    "/events/?view=month&from=2026-03-01",
    "/events/?q=" + LINK,
    "/events/{slug}/",
    "/events/o/{uid}/",
    "/events/o/{uid}.ics",
    "/events/calendar.ics",
    "/events/{slug}/calendar.ics",
    "/events/{slug}/calendar.ics?form=series",
    "/cal/all.ics",
    "/cal/s/{key}.ics",
    "/cal/s/{key}.ics?form=series",
    "/events/?view=map",
    "/feeds/events.xml",
    "/search/?q=" + TITLE,
    "/search/?q=" + LINK,
    "/search/?q=" + NOTE,
    "/search/suggest?q=" + TITLE,
    "/sitemap.xml",
]


@pytest.fixture
def index():
    return site_tree().page("events")


@pytest.fixture
def page(index) -> EventSeriesPage:
    page = published_series(
        index,
        title=TITLE,
        slug="cloud",
        library=LibraryFactory(),
        start_date=dt.date(2026, 3, 7),
        rule=SATURDAYS,
        place_kind="online",
        online_url=f"https://meet.example.org/{LINK}",
        internal_note=NOTE,
    )
    translate_page(page, Locale.objects.get(language_code="en"), {TITLE: TITLE_EN})
    call_command("update_index", backend_name="default", verbosity=0)
    return page


def answers(client) -> dict[str, str]:
    """What each public address says, in both languages."""
    row = Occurrence.objects.first()
    said = {}
    for path in PUBLIC:
        for prefix in ("", "/en"):
            url = prefix + path.format(slug="cloud", uid=row.uid, key=row.series.translation_key)
            said[url] = client.get(url).content.decode()
    return said


def test_link_and_note_are_told_nowhere(client, page):
    said = answers(client)
    assert TITLE in said["/events/cloud/"]
    assert TITLE_EN in said["/en/events/cloud/"]
    for url, text in said.items():
        shown = text.replace(f"q={LINK}", "").replace(f"q={NOTE}", "")
        if "q=" in url:  # a search box repeats what was typed
            assert "meet.example.org" not in shown, url
            continue
        assert LINK not in shown, url
        assert NOTE not in shown, url


def test_nobody_finds_a_page_by_its_link_or_note(client, page):
    for word in (LINK, NOTE, "meet.example.org"):
        assert TITLE not in client.get(f"/search/?q={word}").content.decode()
        filters = Filters.from_query(QueryDict(f"q={word}"))
        assert not Occurrence.objects.public().matching(filters).exists()


def test_note_stays_on_the_page(page):
    assert "internal_note" not in EventSeries.COPIED
    assert not hasattr(EventSeries, "internal_note")


@pytest.fixture
def training(page) -> EventSeriesPage:
    page.staff_only = True
    page.save_revision().publish()
    return EventSeriesPage.objects.get(pk=page.pk)


def test_training_for_staff_is_hidden_in_all_languages_at_once(client, training):
    row = Occurrence.objects.first()
    said = answers(client)
    for url, text in said.items():
        if "/search/" not in url:  # the page repeats the words
            assert TITLE not in text, url
            assert TITLE_EN not in text, url
        assert "cloud" not in text or "cloud" in url, url  # a 404 repeats its address
    for path in ("/events/cloud/", f"/events/o/{row.uid}/", f"/events/o/{row.uid}.ics"):
        for prefix in ("", "/en"):
            assert client.get(prefix + path).status_code == 404
    for path in ("/events/cloud/calendar.ics", f"/cal/s/{row.series.translation_key}.ics"):
        assert client.get(path).status_code == 404


def test_reader_who_is_signed_in_does_not_find_it_either(client, training):
    client.force_login(UserFactory())
    assert client.get("/events/cloud/").status_code == 404
    assert client.get(f"/events/o/{Occurrence.objects.first().uid}/").status_code == 404


def test_staff_sees_the_training_and_its_dates(client, training, settings):
    settings.PORTAL_STAFF_MFA = "optional"
    user = UserFactory()
    user.groups.add(next(group for group in ensure_roles() if group.name == PROGRAMMERS))
    client.force_login(user)
    for url in ("/events/cloud/", "/en/events/cloud/"):
        response = client.get(url)
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]
        assert "webcal:" not in response.content.decode()
        assert LINK not in response.content.decode()
        assert response.content.decode().count('class="dates__l') > 5
    response = client.get(f"/events/o/{Occurrence.objects.first().uid}/")
    assert response.status_code == 200
    assert "private" in response["Cache-Control"]


def test_training_that_is_opened_to_all_is_found_again(client, training):
    training.staff_only = False
    training.save_revision().publish()
    assert not PageViewRestriction.objects.exists()
    assert EventSeries.objects.get().is_public
    for url in ("/events/cloud/", "/en/events/cloud/"):
        assert client.get(url).status_code == 200
    assert TITLE in client.get("/events/").content.decode()


def test_translation_made_later_is_hidden_too(client, index):
    page = published_series(index, title=TITLE, slug="cloud", staff_only=True)
    translate_page(page, Locale.objects.get(language_code="en"), {TITLE: TITLE_EN})
    page.create_alias(update_slug="cloud-alias")
    EventSeriesPage.objects.update(staff_only=False)  # the restriction holds by itself
    shown = EventSeriesPage.objects.live().public()
    assert [each.slug for each in shown] == []
    assert "cloud" not in client.get("/sitemap.xml").content.decode()


def test_alias_that_is_published_is_hidden_with_its_original(page):
    alias = page.create_alias(update_slug="cloud-alias")
    page.staff_only = True
    page.save_revision().publish()
    assert not EventSeriesPage.objects.filter(pk=alias.pk).public().exists()
