"""The table of a call for those who run it: places, prizes, the verdict, a spreadsheet."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.admin import messages

from community.works import selectors, services
from community.works.errors import WorkError
from community.works.selectors.jury import entries_of
from portal.core.spreadsheets import csv_response

from .base import JuryView


class TableView(JuryView):
    template_name = "works/admin/table.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not selectors.is_manager(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return self.call.label

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if request.GET.get("export") == "csv":
            return csv_response(self._lines(), filename=f"{self.call.slug}.csv")
        return self.answer(
            call=self.call,
            groups=selectors.groups(self.call),
            prizes=list(self.call.prizes.all()),
            is_blind=self.is_blind,
        )

    def _lines(self) -> Iterator[list[Any]]:
        names = [] if self.is_blind else [_("Pen name")]
        yield [
            _("No."),
            _("Title"),
            *names,
            _("Category"),
            _("Age group"),
            pgettext("ranking", "Place"),
            _("Points"),
            _("Jurors"),
            _("Lowest"),
            _("Highest"),
            _("Prize"),
        ]
        for group in selectors.groups(self.call):
            for row in group.rows:
                entry, result = row.entry, row.result
                award = getattr(entry, "award", None)
                yield [
                    entry.pk,
                    entry.title,
                    *([] if self.is_blind else [entry.voice.pen_name]),
                    group.category.label if group.category else "",
                    group.age_group.label if group.age_group else "",
                    row.place or "",
                    "" if result.rounded is None else result.rounded,
                    result.jurors,
                    "" if result.lowest is None else round(float(result.lowest), 2),
                    "" if result.highest is None else round(float(result.highest), 2),
                    award.prize.label if award else "",
                ]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            self._act(request)
        except WorkError as error:
            messages.error(request, str(error))
        return redirect("works_desk:table", self.call.pk)

    def _act(self, request: HttpRequest) -> None:
        act = request.POST.get("act")
        if act == "settle":
            services.settle(self.call, request.user)
            messages.success(request, _("The winners are settled."))
        elif act == "reopen":
            services.reopen(self.call)
            messages.success(request, _("The verdict is open again."))
        elif act == "award":
            self._award(request)

    def _award(self, request: HttpRequest) -> None:
        entry = get_object_or_404(entries_of(self.call), pk=_number(request.POST.get("entry", "")))
        wanted = _number(request.POST.get("prize", ""))
        prize = get_object_or_404(self.call.prizes.all(), pk=wanted) if wanted else None
        services.award(entry, prize)
        messages.success(request, _("Written down: %(title)s") % {"title": entry.title})


def _number(text: str) -> int:
    return int(text[:12]) if text.isascii() and text.isdecimal() else 0
