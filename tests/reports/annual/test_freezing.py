"""The numbers of a published report stay what they were; corrections are told beside them."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageLogEntry

from portal.core.roles import BRANCH_STAFF, EDITORS, ensure_roles
from reports.annual import services
from reports.annual.errors import ReportError
from reports.annual.models import AnnualReportPage, Freeze
from tests.factories.accounts import UserFactory
from tests.factories.annual import chart, enter, report, table


def loans(page) -> tuple[str, str, str]:
    """The number shown, the change on the year before, and today's number if it is another."""
    figure = AnnualReportPage.objects.get(pk=page.pk).numbers.figure("loans")
    return figure.number, figure.change, figure.number_now if figure.correction else ""


def staff(role):
    ensure_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    return user


def test_a_draft_shows_the_numbers_of_the_moment(index, library):
    page = report(index, chart(), live=False)
    assert loans(page) == ("1,000", "+25%", "")
    enter("loans", library, 1200)
    assert loans(page) == ("1,200", "+50%", "")
    assert not Freeze.objects.exists()


def test_publishing_freezes_and_a_correction_is_a_note(client, index, library):
    page = report(index, ("figures", {"title": "", "figures": [{"indicator": "loans"}]}), chart())
    enter("loans", library, 1004, label="12 月补报")
    assert loans(page) == ("1,000", "+25%", "1,004")
    text = client.get("/annual-report/2025/").content.decode()
    assert "1,000" in text
    assert "后来更正为 1,004" in text
    assert "12 月补报" in text


def test_publishing_again_leaves_the_numbers(index, library):
    page = report(index, chart())
    enter("loans", library, 1004)
    page.title = "换个说法"
    page.save_revision().publish()
    assert loans(page) == ("1,000", "+25%", "1,004")
    assert Freeze.objects.count() == 1


def test_freezing_again_needs_a_reason_is_logged_and_keeps_what_was(index, library, english):
    page = report(index, chart())
    enter("loans", library, 1004)
    user = staff(EDITORS)
    with pytest.raises(ReportError, match="why"):
        services.freeze_again(page, reason=" ", user=user)
    services.freeze_again(page, reason="三馆补报", user=user)
    assert loans(page) == ("1,004", "+25.5%", "")
    assert [(row.number, row.reason) for row in page.freezes] == [(2, "三馆补报"), (1, "")]
    first = Freeze.objects.get(number=1)
    assert first.snapshot["this"]["figures"]["loans"]["value"] == "1000.0000"
    entry = PageLogEntry.objects.get(action="annual.freeze")
    assert (entry.user, entry.data["reason"]) == (user, "三馆补报")
    assert not ModelLogEntry.objects.filter(action="annual.freeze").exists()


def test_a_draft_cannot_be_frozen_by_hand(index, library, english):
    with pytest.raises(ReportError, match="published"):
        services.freeze_again(report(index, live=False), reason="x", user=None)


def test_an_editor_confirms_before_numbers_change(client, index, library):
    page = report(index, chart())
    enter("loans", library, 1004)
    client.force_login(staff(EDITORS))
    address = reverse("annual_desk:freeze", args=[page.pk])
    assert "1,004" in client.get(address).content.decode()
    client.post(address, {"reason": "补报"})
    assert Freeze.objects.count() == 1
    answer = client.post(address, {"reason": "补报", "is_sure": "on"})
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert Freeze.objects.count() == 2


def test_branch_staff_cannot_freeze(client, index, library):
    page = report(index, chart())
    client.force_login(staff(BRANCH_STAFF))
    for name in ("freeze", "file"):
        answer = client.post(reverse(f"annual_desk:{name}", args=[page.pk]), {"reason": "x"})
        assert answer.status_code in (302, 403)
    assert Freeze.objects.count() == 1


def test_the_editor_is_told_what_is_missing_and_what_has_changed(client, index, library, english):
    page = report(index, chart(), table("visits"))
    assert page.numbers.warnings(page.codes) == [
        f"{page.numbers.figure('visits').label}: nothing has been entered for 2025."
    ]
    enter("loans", library, 1004, label="补报")
    fresh = AnnualReportPage.objects.get(pk=page.pk)
    assert "frozen 1,000, today 1,004 (补报" in fresh.numbers.changed(fresh.codes)[0]
    client.force_login(staff(EDITORS))
    text = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "2025 年还没有填报" in text
    assert reverse("annual_desk:freeze", args=[page.pk]) in text


def test_a_year_has_one_report_and_its_address(index, library):
    page = report(index)
    assert page.slug == "2025"
    with pytest.raises(ValidationError, match="2025"):
        report(index)
