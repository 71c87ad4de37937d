"""The ledger of the user's libraries as a spreadsheet."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from community.volunteers import selectors
from community.volunteers.desk_forms import PeriodForm
from portal.core.spreadsheets import csv_response

from .base import DeskView


class HoursView(DeskView):
    page_title = gettext_lazy("Hours as a spreadsheet")
    template_name = "volunteers/admin/form.html"
    header_icon = "download"

    def get(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        form = PeriodForm(initial={"since": today.replace(month=1, day=1), "until": today})
        return self.answer(form=form, submit=_("Download"))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PeriodForm(request.POST)
        if not form.is_valid():
            return self.answer(form=form, submit=_("Download"))
        head = [
            pgettext("hours", "Entered"),
            pgettext("person", "Name"),
            pgettext("volunteers", "Task"),
            _("Library"),
            _("Day"),
            _("Kind"),
            _("Minutes"),
            _("Reason"),
            _("By"),
        ]
        rows = selectors.hours_rows(request.user, **form.cleaned_data)
        return csv_response([head, *rows], filename="volunteer-hours.csv")
