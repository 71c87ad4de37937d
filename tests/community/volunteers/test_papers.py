"""Certificates and statements as PDF."""

import pytest

from community.volunteers import services
from community.volunteers.models import Certificate
from portal.core import pdf
from tests.factories.volunteers import VolunteerFactory, sign_up

ME = "/en/me/volunteering/"


@pytest.fixture
def person(clock, shift, client):
    """Somebody signed in who has helped for two hours."""
    row = VolunteerFactory(name="王小明")
    signup = sign_up(shift, row)
    clock.move_to(shift.starts_at)
    services.check_in(signup)
    services.close(shift)
    client.force_login(row.reader.user)
    return row


def test_a_certificate_in_both_languages(client, person, shift):
    day = shift.local_date.isoformat()
    assert client.get(f"{ME}{person.uid}/certificates/").status_code == 200
    client.post(f"{ME}{person.uid}/certificates/", {"since": day, "until": day})
    row = Certificate.objects.get()
    assert row.spaced_code in client.get(f"{ME}{person.uid}/certificates/").content.decode()
    answer = client.get(f"{ME}certificates/{row.code}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert len(answer.content) > 5000


def test_the_statement(client, person):
    answer = client.get(f"{ME}{person.uid}/statement.pdf")
    assert answer.content.startswith(b"%PDF-")


def test_no_hours_no_certificate(client, person):
    address = f"{ME}{person.uid}/certificates/"
    answer = client.post(address, {"since": "2020-01-01", "until": "2020-01-02"})
    assert answer.context["form"].errors
    assert not Certificate.objects.exists()


def test_papers_of_others_are_not_found(client, person, shift):
    row = services.issue(person, since=shift.local_date, until=shift.local_date)
    client.force_login(VolunteerFactory().reader.user)
    for end in (f"certificates/{row.code}.pdf", f"{person.uid}/statement.pdf"):
        assert client.get(f"{ME}{end}").status_code == 404


def test_one_taken_back_is_not_printed(client, person, shift):
    row = services.issue(person, since=shift.local_date, until=shift.local_date)
    services.revoke(row, reason="记录有误")
    assert client.get(f"{ME}certificates/{row.code}.pdf").status_code == 404


def test_without_pango_the_feature_says_so(client, person, shift, monkeypatch):
    """A machine without the library: nothing else breaks."""
    monkeypatch.setattr(pdf, "_engine", lambda: None)
    row = services.issue(person, since=shift.local_date, until=shift.local_date)
    page = client.get(f"{ME}{person.uid}/certificates/").content.decode()
    assert "cannot make PDF files" in page
    assert client.get(f"{ME}certificates/{row.code}.pdf").status_code == 302
    answer = client.get(f"{ME}{person.uid}/statement.pdf", follow=True)
    assert "Pango is missing" in answer.content.decode()
