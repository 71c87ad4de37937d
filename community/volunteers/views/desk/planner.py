"""The week of the user's libraries, with what is at risk in front."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from community.volunteers import selectors
from community.volunteers.enums import Stage
from events.filters.reading import read_date

from .base import DeskView


class PlannerView(DeskView):
    page_title = gettext_lazy("Shifts")
    header_icon = "calendar-alt"
    template_name = "volunteers/admin/planner.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        rows = selectors.own_shifts(request.user)
        waiting = selectors.own_volunteers(request.user).filter(
            stage__in=[Stage.APPLIED, Stage.INTERVIEW]
        )
        return self.answer(
            week=selectors.week_of(rows, read_date(request.GET.get("week", "")) or today),
            at_risk=list(selectors.at_risk(rows)),
            today=today,
            applications=waiting.count(),
        )
