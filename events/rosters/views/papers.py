"""What leaves the screen: the sheet to sign and the spreadsheet."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.registration.enums import Presence
from events.rosters.logbook import note
from events.rosters.selectors import Head, Party, roster
from portal.core.spreadsheets import csv_response

from .base import DateView

BLANKS = 8


class SheetView(DateView):
    """To print: names and blanks, and nothing about birth."""

    template_name = "rosters/sheet.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        parties = roster(self.occurrence).confirmed
        rows = [(party.name, head.name) for party in parties for head in party.heads]
        context = {"rows": rows, "blanks": range(BLANKS)}
        return self.render_to_response(self.get_context_data(**context))


class ExportView(DateView):
    """The list as a spreadsheet; by POST, so that no link takes it out by accident."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        parties = roster(self.occurrence).parties
        rows = [_row(party, head) for party in parties for head in party.heads]
        note(self.occurrence, "export", by=request.user, rows=len(rows))
        name = f"registrations-{self.occurrence.local_date:%Y-%m-%d}.csv"
        return csv_response([_header(), *rows], filename=name)


def _header() -> list[str]:
    return [
        pgettext("ticket", "Code"),
        _("Party"),
        pgettext("person", "Name"),
        _("Category"),
        _("Age"),
        _("State"),
        _("Registered"),
        _("Priority group"),
        _("Telephone"),
        _("Attendance"),
        _("Answers"),
    ]


def _row(party: Party, head: Head) -> list[Any]:
    row = party.registration
    return [
        party.code,
        party.name,
        head.name,
        head.attendee.get_category_display(),
        head.age,
        row.get_status_display(),
        row.get_channel_display(),
        row.priority_group.label if row.priority_group else "",
        row.contact_phone,
        Presence(head.mark).label if head.mark else "",
        " · ".join(f"{question} {answer}" for question, answer in party.answers),
    ]
