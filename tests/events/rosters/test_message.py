"""A letter to all who are registered: looked at first, sent once, to nobody else."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from events.models import Occurrence
from events.registration import services
from events.registration.enums import Channel
from portal.notify.models import Message
from portal.notify.sender import send_due
from tests.factories.accounts import ReaderFactory
from tests.factories.registration import enter, event

from .conftest import address

pytestmark = pytest.mark.django_db

WORDS = {"subject": "请带围裙", "text": "我们做陶。\n\n请带围裙。", "key": "form-1"}
ENGLISH = {"subject_en": "Bring an apron", "text_en": "We do pottery."}


@pytest.fixture
def pool(library):
    """Two with a place, one waiting, one without an account."""
    pool = event(library=library, capacity=3)
    enter(pool)
    with override("en"):
        enter(pool, ReaderFactory(language="en"))
    services.register_by_staff(pool, channel=Channel.PHONE, name="王", phone="1", adults=1)
    enter(pool)
    Message.objects.all().delete()
    mail.outbox.clear()
    return pool


def letters():
    return Message.objects.filter(template="rosters/message")


def test_writing_is_for_staff_of_the_library(people, pool):
    url = address("message", pool)
    for who, code in {
        "anonymous": 302,
        "reader": 302,
        "other": 404,
        "editor": 404,
        "branch": 200,
        "programmer": 200,
    }.items():
        assert people[who].get(url).status_code == code
        assert people[who].post(url, WORDS).status_code == code
    assert not letters().exists()


def test_preview_says_how_many_and_whom_to_call(desk, pool):
    page = BeautifulSoup(desk.post(address("message", pool), WORDS).content, "html.parser")
    assert "2" in page.select_one(".roster-form h2").get_text()
    assert "1" in page.select_one(".roster-note--warn").get_text()
    assert page.select_one(".roster-letter h3").get_text() == "请带围裙"
    assert not letters().exists()
    sent = {field["name"]: field.get("value") for field in page.select(".roster-form input")}
    assert sent["key"] == "form-1"
    page = desk.post(address("message", pool), {**WORDS, "with_waiting": "on"})
    assert (
        "3" in BeautifulSoup(page.content, "html.parser").select_one(".roster-form h2").get_text()
    )


def test_letter_goes_once_in_the_language_of_each(desk, pool, django_capture_on_commit_callbacks):
    for _twice in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            desk.post(address("message", pool), {**WORDS, **ENGLISH, "send": "1"})
    send_due()
    assert letters().count() == 2
    assert {letter.subject for letter in mail.outbox} == {"请带围裙", "Bring an apron"}
    entry = ModelLogEntry.objects.for_instance(pool.occurrence).get()
    assert entry.data == {"letters": 2, "subject": "请带围裙"}


def test_nothing_is_written_to_who_has_left_meanwhile(desk, pool):
    desk.post(address("message", pool), {**WORDS, "send": "1"})
    first = pool.registrations.filter(reader__isnull=False).first()
    services.cancel(first, is_told=False)
    mail.outbox.clear()
    send_due()
    assert first.reader.user.email not in [to for each in mail.outbox for to in each.to]


def test_english_is_whole_or_absent(desk, pool):
    response = desk.post(
        address("message", pool), {**WORDS, "subject_en": "Only this", "send": "1"}
    )
    assert response.status_code == 200
    assert not letters().exists()
    desk.post(address("message", pool), {"subject": "", "text": "", "key": "x", "send": "1"})
    assert not letters().exists()


def test_it_can_be_changed_after_it_was_looked_at(desk, pool):
    response = desk.post(address("message", pool), {**WORDS, "change": "1"})
    page = BeautifulSoup(response.content, "html.parser")
    assert "我们做陶。" in page.select_one("textarea[name=text]").get_text()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("sent", "queries"), [({}, 12), ({"send": "1"}, 15)])
def test_writing_asks_the_same_number_of_questions(
    desk, library, count, sent, queries, django_assert_num_queries
):
    pool = event(library=library)
    for _number in range(count):
        enter(pool)
    url = address("message", pool)
    desk.get(url)
    ContentType.objects.get_for_model(Occurrence)  # kept in memory once it was looked up
    with django_assert_num_queries(queries):
        desk.post(url, {**WORDS, **sent})
    assert letters().count() == (count if sent else 0)
