"""The queue: one page that needs no other while there is something to decide."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.moderation import kinds, selectors
from community.moderation.enums import Lane
from community.moderation.models import Contribution

from .base import ModeratorView


class QueueBase(ModeratorView):
    page_title = gettext_lazy("Queue of moderators")
    template_name = "moderation/admin/queue.html"

    @property
    def lane(self) -> str:
        wanted = self.request.GET.get("lane", "")
        return wanted if wanted in Lane.values else ""

    @property
    def kind(self) -> str:
        wanted = self.request.GET.get("kind", "")
        return wanted if wanted in dict(kinds.choices()) else ""

    def rows(self) -> QuerySet[Contribution]:
        rows = selectors.queue_of(self.request.user, lane=self.lane, kind=self.kind)
        return rows.detailed().select_related("voice__reader")

    def query(self, **changed: str) -> str:
        values = {"lane": self.lane, "kind": self.kind} | changed
        return "?" + urlencode({name: value for name, value in values.items() if value})


class QueueView(QueueBase):
    """The first cards; script fetches those behind them before they are needed."""

    def get(self, request: HttpRequest) -> HttpResponse:
        load = selectors.load_of(request.user)
        context = self.get_context_data(
            cards=selectors.cards(self.rows()[: selectors.BATCH]),
            load=load,
            lanes=self._lanes(load),
            kinds=self._kinds(),
            query=self.query(),
            reasons=self.reasons(),
            undoable=selectors.undoable(request.user),
        )
        return self.render_to_response(context)

    def _lanes(self, load: selectors.Load) -> list[dict[str, Any]]:
        chosen = [("", _("To be decided"), load.waiting)]
        chosen += [(lane.value, lane.label, load.lanes[lane]) for lane in Lane]
        return [
            {
                "label": label,
                "number": number,
                "url": self.query(lane=value),
                "is_current": value == self.lane,
            }
            for value, label, number in chosen
            if number or value in ("", self.lane)
        ]

    def _kinds(self) -> list[dict[str, Any]]:
        options = [("", _("All kinds")), *kinds.choices()]
        if len(options) < 3:
            return []
        return [
            {"label": label, "url": self.query(kind=name), "is_current": name == self.kind}
            for name, label in options
        ]


class CardsView(QueueBase):
    """The cards behind the last one that the page has, as a fragment."""

    def get(self, request: HttpRequest) -> HttpResponse:
        last = self._last()
        rows = selectors.after(self.rows(), last)[: selectors.BATCH] if last else []
        context = {"cards": selectors.cards(rows), "reasons": self.reasons()}
        return render(request, "moderation/admin/components/cards.html", context)

    def _last(self) -> Contribution | None:
        """The last card of the page, decided meanwhile or not."""
        try:
            uid = UUID(self.request.GET.get("after", ""))
        except ValueError:
            return None
        row = selectors.own(self.request.user).filter(uid=uid).first()
        since = self.request.GET.get("since", "")
        if row and not row.waiting_since:
            row.waiting_since = selectors.moment(since)
        return row
