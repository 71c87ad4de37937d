"""The form of a family, and what it answers."""

import uuid
from contextlib import contextmanager

import pytest
from bs4 import BeautifulSoup
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from events.places.enums import Status
from events.registration.models import Registration
from portal.accounts.models import ConsentKind
from tests.factories.accounts import ConsentTextFactory, FamilyMemberFactory, ReaderFactory
from tests.factories.registration import PriorityGroupFactory, course, enter, event, family, uid_of

pytestmark = pytest.mark.django_db
BACKEND = "portal.accounts.backends.ReaderBackend"


@contextmanager
def locked_database():
    """As SQLite answers while another process writes for longer than is waited for."""

    def refuse(execute, sql, params, many, context):
        if "INSERT" in sql:
            raise OperationalError("database is locked")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


@pytest.fixture
def sign_in(client):
    def sign_in(reader):
        client.force_login(reader.user, backend=BACKEND)
        return client

    return sign_in


def address(pool, language="en") -> str:
    return f"/{language}/events/o/{uid_of(pool)}/register/"


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def words(node) -> str:
    return " ".join(node.get_text(" ").split())


def form_of(client, pool) -> dict:
    """What a browser would send of the form as it comes."""
    page = soup(client.get(address(pool)))
    return {"key": page.select_one("[name=key]")["value"], "adults": "1"}


def test_visitor_is_led_through_sign_in_and_back(client):
    pool = event()
    response = client.get(address(pool))
    assert response.status_code == 302
    assert response["Location"].endswith(f"?next={address(pool)}")
    assert "no-store" in response["Cache-Control"]


def test_family_registers_and_sees_the_ticket(sign_in):
    pool, reader = event(capacity=5), family((2020, 5), (2022, 8))
    client = sign_in(reader)
    sent = form_of(client, pool) | {"members": [str(child.pk) for child in reader.family.all()]}
    response = client.post(address(pool), sent, follow=True)
    registration = Registration.objects.get()
    assert response.redirect_chain == [(f"/en/me/registrations/{registration.uid}/", 302)]
    assert (registration.status, registration.people) == (Status.CONFIRMED, 3)
    page = soup(response)
    assert "You have 3 places." in words(page)
    assert page.select_one(".ticket svg.qr")
    assert words(page.select_one(".ticket__code")) == registration.short_code


def test_form_tells_each_childs_age_on_the_day(sign_in):
    pool = event(min_age=3, max_age=6)
    reader = ReaderFactory()
    fits = FamilyMemberFactory(guardian=reader, birth_year=2023, birth_month=3)
    young = FamilyMemberFactory(guardian=reader, birth_year=2023, birth_month=4)
    page = soup(sign_in(reader).get(address(pool)))
    rows = page.select(".who")
    assert [words(row).split()[0] for row in rows] == [fits.nickname, young.nickname]
    assert page.select_one(f"input[value='{fits.pk}']")
    assert page.select_one(f"input[value='{young.pk}']") is None
    assert "is too young on" in words(rows[1])


def test_child_one_month_too_young_is_told_at_the_child(sign_in):
    pool = event(min_age=3, max_age=6)
    reader = family((2023, 4))
    child = reader.family.get()
    client = sign_in(reader)
    sent = form_of(client, pool) | {"members": [str(child.pk)], "adults": "2"}
    response = client.post(address(pool), sent)
    assert response.status_code == 200
    page = soup(response)
    box = page.select_one(f"input[value='{child.pk}']")
    note = page.find(id=box["aria-describedby"])
    assert "field__error" in note["class"]
    assert child.nickname in words(note)
    assert page.select_one("[name=adults] option[selected]")["value"] == "2"
    assert not Registration.objects.exists()


def test_family_of_four_waits_as_a_whole_where_three_are_left(sign_in):
    pool = event(capacity=5)
    enter(pool, adults=2)
    reader = family((2019, 1), (2020, 5))
    client = sign_in(reader)
    sent = form_of(client, pool) | {
        "members": [str(child.pk) for child in reader.family.all()],
        "adults": "2",
    }
    page = soup(client.post(address(pool), sent, follow=True))
    assert Registration.objects.get(reader=reader).status == Status.WAITING
    assert "You are number 1 on the waiting list." in words(page)
    assert page.select_one(".ticket") is None


def test_the_second_of_two_phones_waits(client, sign_in):
    pool = event(capacity=1)
    first, second = ReaderFactory(), ReaderFactory()
    forms = [form_of(sign_in(reader), pool) for reader in (first, second)]
    for reader, sent in zip((first, second), forms, strict=True):
        assert sign_in(reader).post(address(pool), sent).status_code == 302
    states = [Registration.objects.get(reader=reader).status for reader in (first, second)]
    assert states == [Status.CONFIRMED, Status.WAITING]


def test_form_sent_twice_is_one_registration(sign_in):
    pool = event()
    client = sign_in(ReaderFactory())
    sent = form_of(client, pool)
    answers = [client.post(address(pool), sent) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Registration.objects.count() == 1


def test_registering_takes_eight_queries(sign_in):
    """And four on PostgreSQL, where all that is written goes in one statement."""
    pool, reader = event(), family((2020, 5), (2022, 8))
    client = sign_in(reader)
    sent = form_of(client, pool) | {"members": [str(child.pk) for child in reader.family.all()]}
    with CaptureQueriesContext(connection) as queries:
        assert client.post(address(pool), sent).status_code == 302
    statements = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    expected = 4 if connection.vendor == "postgresql" else 8
    assert len(statements) == expected, "\n".join(statements)


@pytest.mark.parametrize("count", [1, 3])
def test_form_costs_the_same_for_one_child_and_three(sign_in, count, django_assert_num_queries):
    pool, reader = event(), family(*[(2018 + number, 5) for number in range(count)])
    client = sign_in(reader)
    client.get(address(pool))
    with django_assert_num_queries(FORM_QUERIES):
        assert len(soup(client.get(address(pool))).select(".who")) == count


FORM_QUERIES = 5


def test_full_event_without_list_says_so_instead_of_a_form(sign_in):
    pool = event(capacity=1, waiting_limit=0)
    enter(pool)
    page = soup(sign_in(ReaderFactory()).get(address(pool)))
    assert page.select_one("form.form") is None
    assert "the waiting list is full" in words(page.select_one(".message"))


def test_place_lost_meanwhile_keeps_the_form(sign_in):
    pool = event(capacity=1, waiting_limit=0)
    client = sign_in(ReaderFactory())
    sent = form_of(client, pool)
    enter(pool)
    page = soup(client.post(address(pool), sent))
    assert "the waiting list is full" in words(page.select_one(".message--error"))
    assert page.select_one("[name=key]")["value"] == sent["key"]


def test_answers_are_asked_in_the_readers_language_and_kept(sign_in):
    question = {
        "key": "abcd1234", "text": "几年级？", "text_en": "Which class?", "kind": "choice",
        "choices": [["一年级", "First"], ["二年级", "Second"]], "is_required": True,
    }  # fmt: skip
    pool = event(questions=[question])
    client = sign_in(ReaderFactory())
    sent = form_of(client, pool)
    page = soup(client.post(address(pool), sent))
    assert "Which class?" in words(page.select_one(".field--error"))
    sent["answer_abcd1234"] = "二年级"
    client.post(address(pool), sent)
    assert Registration.objects.get().answers == {"abcd1234": "二年级"}


def test_consent_is_asked_once_and_recorded(sign_in):
    text = ConsentTextFactory(kind=ConsentKind.PHOTO)
    pool, reader = event(needs_photo_consent=True), ReaderFactory()
    client = sign_in(reader)
    sent = form_of(client, pool)
    page = soup(client.post(address(pool), sent))
    assert page.select_one(f'.field--error a[href="/en/accounts/texts/photo/{text.version}/"]')
    assert not Registration.objects.exists()
    sent[f"agree_photo_{text.version}"] = "on"
    assert client.post(address(pool), sent).status_code == 302
    assert reader.consents.active().filter(text=text).count() == 1
    again = soup(client.get(address(event(needs_photo_consent=True))))
    assert again.select("[name^=agree_]") == []


def test_consent_about_children_is_needed_only_where_children_come(sign_in):
    pool = event(needs_children_consent=True)
    reader = family((2020, 5))
    text = ConsentTextFactory(kind=ConsentKind.CHILDREN)  # a new version
    client = sign_in(reader)
    sent = form_of(client, pool)
    with_child = sent | {"members": [str(reader.family.get().pk)]}
    assert soup(client.post(address(pool), with_child)).select_one(".field--error")
    assert client.post(address(pool), sent).status_code == 302
    assert not reader.consents.active().filter(text=text).exists()


def test_priority_group_takes_a_kept_place(sign_in):
    pool = event(capacity=2, reserved_places=1)
    group = PriorityGroupFactory(name_en="Seniors")
    pool.terms.priority_groups.add(group)
    enter(pool)
    client = sign_in(ReaderFactory())
    sent = form_of(client, pool)
    client.post(address(pool), sent | {"priority_group": str(group.pk)})
    assert Registration.objects.get(key=sent["key"]).status == Status.CONFIRMED


def test_course_is_registered_for_once(sign_in):
    pool = course(dates=3, capacity=4)
    client = sign_in(ReaderFactory())
    page = soup(client.post(address(pool), form_of(client, pool), follow=True))
    assert "All dates of the course" in words(page)
    other = pool.series.occurrences.last()
    response = client.get(f"/en/events/o/{other.uid}/register/")
    assert response["Location"].endswith(f"{Registration.objects.get().uid}/")


def test_somebody_elses_child_is_no_choice(sign_in):
    pool, stranger = event(), family((2020, 5))
    client = sign_in(ReaderFactory())
    sent = form_of(client, pool) | {"members": [str(stranger.family.get().pk)]}
    assert client.post(address(pool), sent).status_code == 200
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    "sent", [{}, {"adults": "x"}, {"adults": "-1"}, {"adults": "99"}, {"members": ["'\x00"]}]
)
def test_bad_input_comes_back_with_the_form(sign_in, sent):
    pool = event()
    response = sign_in(ReaderFactory()).post(address(pool), sent)
    assert response.status_code == 200
    assert soup(response).select_one(".message--error")


def test_nothing_to_register_for_is_not_found(sign_in):
    client = sign_in(ReaderFactory())
    inside = event(staff_only=True)
    by_staff = event(registration="staff_only")
    for uid in (uuid.uuid4(), uid_of(inside), uid_of(by_staff)):
        assert client.get(f"/en/events/o/{uid}/register/").status_code == 404


def test_visitor_hears_of_an_unknown_date_before_any_sign_in(client):
    inside = event(staff_only=True)
    by_staff, draft = event(registration="staff_only"), event(live=False)
    for uid in (uuid.uuid4(), uid_of(inside), uid_of(by_staff), uid_of(draft)):
        for send in (client.get, client.post):
            assert send(f"/en/events/o/{uid}/register/").status_code == 404


def test_busy_event_asks_to_try_again_and_keeps_the_form(sign_in):
    pool = event()
    client = sign_in(ReaderFactory())
    sent = form_of(client, pool)
    with locked_database():
        response = client.post(address(pool), sent)
    assert response.status_code == 503
    assert response["Retry-After"] == "3"
    page = soup(response)
    assert page.select_one("[name=key]")["value"] == sent["key"]
    assert client.post(address(pool), sent).status_code == 302
