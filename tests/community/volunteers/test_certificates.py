"""Certificates say what the ledger says, and can be taken back."""

import datetime as dt

import pytest

from community.volunteers import services
from community.volunteers.errors import VolunteerError
from tests.factories.volunteers import ShiftFactory, VolunteerFactory, sign_up


@pytest.fixture
def person(clock, shift):
    """Somebody who helped two hours on one day and two on the next."""
    row = VolunteerFactory(name="王小明")
    later = ShiftFactory(starts_at=shift.starts_at + dt.timedelta(days=1))
    rows = [sign_up(each, row) for each in (shift, later)]
    for signup in rows:
        clock.move_to(signup.starts_at)
        services.check_in(signup)
        services.close(signup.pool)
    return row


def test_hours_between_two_days(person, shift):
    day = shift.local_date
    row = services.issue(person, since=day, until=day + dt.timedelta(days=1))
    assert (row.minutes, row.shifts, row.public_name) == (240, 2, "王**")
    assert services.issue(person, since=day, until=day).minutes == 120
    same = services.issue(person, since=day, until=day + dt.timedelta(days=1))
    assert same.code == row.code


def test_nothing_to_certify(person, shift):
    day = shift.local_date
    with pytest.raises(VolunteerError):
        services.issue(person, since=day, until=day - dt.timedelta(days=1))
    with pytest.raises(VolunteerError):
        services.issue(VolunteerFactory(), since=day, until=day)


def test_its_page_shows_what_it_says_and_no_more(client, person, shift):
    row = services.issue(person, since=shift.local_date, until=shift.local_date)
    page = client.get(f"/en/volunteer/verify/{row.spaced_code.lower()}/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "王**" in text
    assert "2 h" in text
    assert "王小明" not in text
    assert person.phone not in text


def test_the_full_name_where_the_volunteer_allows_it(client, person, shift):
    person.shows_name = True
    row = services.issue(person, since=shift.local_date, until=shift.local_date)
    assert "王小明" in client.get(row.get_absolute_url()).content.decode()


def test_taken_back(client, person, shift):
    row = services.issue(person, since=shift.local_date, until=shift.local_date)
    with pytest.raises(VolunteerError):
        services.revoke(row, reason=" ")
    services.revoke(row, reason="记录有误")
    text = client.get(f"/en/volunteer/verify/{row.code}/").content.decode()
    assert "no longer holds" in text
    assert "王**" not in text
    assert "记录有误" not in text
    again = services.issue(person, since=shift.local_date, until=shift.local_date)
    assert again.code != row.code


@pytest.mark.parametrize("code", ["AAAA", "x" * 300, "<script>", "23456789ABCD"])
def test_codes_that_are_none(client, code):
    assert client.get(f"/en/volunteer/verify/{code}/").status_code == 404


def test_typing_a_code(client, person, shift):
    row = services.issue(person, since=shift.local_date, until=shift.local_date)
    answer = client.get("/en/volunteer/verify/", {"code": f" {row.spaced_code} "})
    assert answer["Location"] == f"/en/volunteer/verify/{row.code}/"
    answer = client.get("/en/volunteer/verify/", {"code": "ＡＢ２３"})
    assert answer["Location"] == "/en/volunteer/verify/AB23/"
    for typed in ("…", "١٢٣", "证书"):
        answer = client.get("/en/volunteer/verify/", {"code": typed})
        assert "only letters and digits" in answer.content.decode()
