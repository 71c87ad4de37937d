"""What people thought of a date and of a whole series: numbers and words without names."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from events.models import Occurrence
from events.registration import selectors as registrations
from events.registration.selectors import Opinion
from events.rosters.logbook import note
from events.rosters.selectors import dates_with_feedback
from portal.core.spreadsheets import csv_response

from .base import DateView
from .index import ListView


class DateFeedbackView(DateView):
    """The answers about one date as a spreadsheet."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        opinion = registrations.opinion_of(self.occurrence)
        if not opinion.can_be_shown:
            raise Http404
        name = f"feedback-{self.occurrence.local_date:%Y-%m-%d}.csv"
        return spreadsheet(self, name, [(self.occurrence, opinion)])


class SeriesFeedbackView(ListView):
    """All dates of a series that one may see, together and one by one."""

    page_title = gettext_lazy("What people thought")
    template_name = "rosters/series_feedback.html"
    header_icon = "comment"

    @cached_property
    def opinions(self) -> list[tuple[Occurrence, Opinion]]:
        dates = list(dates_with_feedback(self.request.user, self.kwargs["series"]))
        if not dates:
            raise Http404
        self.page_subtitle = dates[0].series.title
        found = registrations.opinions_of(dates)
        return [(date, found[date.pk]) for date in dates]

    @property
    def all_together(self) -> Opinion:
        return registrations.together(opinion for _date, opinion in self.opinions)

    def get(self, request: HttpRequest, series: uuid.UUID) -> HttpResponse:
        context = {"rows": self.opinions, "opinion": self.all_together}
        return self.render_to_response(self.get_context_data(**context))

    def post(self, request: HttpRequest, series: uuid.UUID) -> HttpResponse:
        if not self.all_together.can_be_shown:
            raise Http404
        return spreadsheet(self, "feedback.csv", self.opinions)


def spreadsheet(
    view: DateView | ListView, name: str, opinions: list[tuple[Occurrence, Opinion]]
) -> HttpResponse:
    """By POST, so that no link takes it out by accident; noted at the latest date."""
    rows = [_header(), *_rows(opinions)]
    note(opinions[0][0], "feedback", by=view.request.user, rows=len(rows) - 1)
    return csv_response(rows, filename=name)


def _header() -> list[str]:
    return [
        _("Date"),
        _("Library"),
        pgettext("feedback", "Answer"),
        pgettext("feedback", "Comment"),
    ]


def _rows(opinions: list[tuple[Occurrence, Opinion]]) -> Iterable[list[Any]]:
    """A date with so few answers that one could guess whose they are is not named."""
    for date, opinion in opinions:
        if opinion.can_be_shown:
            library = date.library.short_label if date.library else ""
            for score, comment in opinion.answers:
                yield [date.local_date.isoformat(), library, score, comment]
    few = [opinion for _date, opinion in opinions if not opinion.can_be_shown]
    for score, comment in registrations.together(few).answers:
        yield ["", "", score, comment]
