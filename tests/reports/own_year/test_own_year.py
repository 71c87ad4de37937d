"""One's own year is one's own; a picture shows what was ticked."""

import datetime as dt
import io

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from PIL import Image

from events.models import Occurrence
from events.registration.enums import Presence
from events.registration.models import Attendance
from reports.own_year import picture, selectors
from tests.factories.accounts import FamilyMemberFactory, ReaderFactory
from tests.factories.registration import enter, event
from tests.factories.reviews import publish_review

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year
ADDRESS = f"/en/me/year/{YEAR}/"


@pytest.fixture
def reader(client):
    reader = ReaderFactory()
    client.force_login(reader.user)
    return reader


def went(reader, member=None, title="故事会"):
    """One date of this year at which somebody was there."""
    pool = event(days=3)
    registration = enter(pool, reader)
    head = registration.attendees.get()
    head.member = member
    head.save()
    row = pool.occurrence
    row.series.texts = {"zh-hans": {"title": title, "summary": ""}}
    row.series.save()
    Occurrence.objects.filter(pk=row.pk).update(local_date=dt.date(YEAR, 1, 15))
    Attendance.objects.create(attendee=head, occurrence=row, state=Presence.CAME)


def numbers(reader, member=None):
    return {line.key: line.number for line in selectors.own_year(reader, member, YEAR).lines}


def test_a_year_tells_what_the_portal_knows(client, reader):
    went(reader, title="第一场")
    went(reader)
    went(ReaderFactory())
    assert numbers(reader)["events"] == "2"
    page = client.get(ADDRESS)
    text = page.content.decode()
    assert "第一场" in text
    assert "no-store" in page["Cache-Control"]
    assert 'content="noindex"' in text


def test_an_empty_year_is_friendly(client, reader):
    assert "Nothing yet, and that is fine" in client.get(ADDRESS).content.decode()


def test_a_childs_year_is_seen_by_its_guardian_alone(client, reader):
    child = FamilyMemberFactory(guardian=reader)
    went(reader, child, title="小兔子")
    assert numbers(reader) == {}
    assert "小兔子" in client.get(f"{ADDRESS}?who={child.pk}").content.decode()
    other = FamilyMemberFactory()
    for who in (other.pk, "x", "9" * 30):
        assert client.get(f"{ADDRESS}?who={who}").status_code == 404


def test_years_and_persons_stand_in_rows_of_their_own(client, reader):
    joined = timezone.now().replace(year=YEAR - 1, month=3, day=1)
    type(reader.user).objects.filter(pk=reader.user.pk).update(date_joined=joined)
    child = FamilyMemberFactory(guardian=reader)
    page = BeautifulSoup(client.get(f"{ADDRESS}?who={child.pk}").content, "html.parser")
    rows = {row.p.text: row for row in page.find_all("nav", class_="oyear__way")}
    assert list(rows) == ["Whose year", "Which year"]
    chosen = {
        name: [link.text.strip() for link in row.find_all("a", attrs={"aria-current": True})]
        for name, row in rows.items()
    }
    assert chosen == {"Whose year": [str(child)], "Which year": [str(YEAR)]}
    other = rows["Which year"].find("a", attrs={"aria-current": None})
    assert other["href"] == f"/en/me/year/{YEAR - 1}/?who={child.pk}"


def test_who_has_no_choice_is_offered_none(client, reader):
    assert 'oyear__way"' not in client.get(ADDRESS).content.decode()


def test_nobody_sees_it_without_signing_in(client):
    assert "/accounts/login/" in client.get(ADDRESS)["Location"]
    assert client.get(f"/my/year/{YEAR}/")["Location"] == f"/me/year/{YEAR}/"


def test_years_before_one_joined_and_after_today_are_not_there(client, reader):
    assert client.get(f"/me/year/{YEAR + 1}/").status_code == 404
    assert client.get("/me/year/1999/").status_code == 404
    assert client.get("/me/year/")["Location"] == f"/me/year/{YEAR}/"
    assert f"/en/me/year/{YEAR}/" in client.get("/en/me/").content.decode()


def test_the_picture_shows_what_was_ticked(client, reader):
    went(reader)
    answer = client.post(ADDRESS, {"shown": ["events"]})
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    if answer["Content-Type"] == "image/png":
        image = Image.open(io.BytesIO(answer.content))
        assert image.size == (1080, 810)
    assert client.post(ADDRESS, {"shown": ["secrets"]}).status_code == 422
    assert client.post(ADDRESS, {}).status_code == 422


def test_the_same_picture_without_a_font():
    line = selectors.Line("events", "3", "<b>", "calendar")
    drawn = picture.svg(picture.Card("2026", "", [line], "书香"))
    assert "&lt;b&gt;" in drawn
    assert drawn.count("<text") == 4


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_a_year(client, reader, number, django_assert_num_queries):
    for _place in range(number):
        went(reader)
        publish_review(author=reader)
    client.get(ADDRESS)
    with django_assert_num_queries(QUERIES):
        client.get(ADDRESS)
    assert numbers(reader)["books"] == str(number)


QUERIES = 6


def test_dates_lie_in_the_year(reader):
    went(reader)
    last = selectors.own_year(reader, None, YEAR - 1)
    assert last.is_empty
    assert selectors.years_of(reader) == [YEAR]
    assert dt.date.min < selectors.own_year(reader, None, YEAR).events[0].date
