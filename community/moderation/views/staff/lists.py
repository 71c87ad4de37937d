"""Everything that was ever sent in, one thing with its whole history, and who decided what."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from community.moderation import kinds, selectors
from community.moderation.enums import Act, State
from community.moderation.models import Contribution

from .base import ModeratorView

PER_PAGE = 50


class AllView(ModeratorView):
    """All that staff may see: what the guardian has not approved yet is not among it."""

    page_title = gettext_lazy("All contributions")
    template_name = "moderation/admin/all.html"

    def rows(self) -> QuerySet[Contribution]:
        rows = selectors.seen_by_staff(self.request.user)
        query = self.request.GET
        if query.get("state") in State.values:
            rows = rows.filter(state=query["state"])
        if query.get("kind") in dict(kinds.choices()):
            rows = rows.filter(kind=query["kind"])
        if query.get("author", "").isalnum():
            rows = rows.filter(voice__code=query["author"][:10])
        return rows.detailed().order_by("-submitted_at", "-pk")

    def get(self, request: HttpRequest) -> HttpResponse:
        page = Paginator(self.rows(), PER_PAGE).get_page(request.GET.get("p"))
        context = self.get_context_data(
            lines=selectors.with_targets(page.object_list),
            page_obj=page,
            states=State.choices,
            kinds=kinds.choices(),
            state=request.GET.get("state", ""),
            kind=request.GET.get("kind", ""),
        )
        return self.render_to_response(context)


class ContributionView(ModeratorView):
    """One contribution with all versions and lines of its history; hidden and shown again here."""

    page_title = gettext_lazy("Contribution")
    template_name = "moderation/admin/contribution.html"

    def get(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        row = self.own(uid)
        (card,) = selectors.cards([row])
        context: dict[str, Any] = {
            "card": card,
            "reasons": self.reasons(),
            "versions": self._versions(row),
            "all_reports": row.reports.all(),
        }
        return self.render_to_response(self.get_context_data(**context))

    def _versions(self, row: Contribution) -> list[Any]:
        """What only the guardian may see yet is left out."""
        versions = row.versions.order_by("-number")
        if row.needs_guardian and row.waiting_version:
            versions = versions.exclude(pk=row.waiting_version.pk)
        return list(versions)


class HistoryView(ModeratorView):
    """Who decided what, when and why: nobody can change a line of it."""

    page_title = gettext_lazy("Decisions")
    template_name = "moderation/admin/history.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = selectors.history(request.user)
        act = request.GET.get("act", "")
        if act in Act.values:
            rows = rows.filter(act=act)
        if request.GET.get("mine"):
            rows = rows.filter(by=request.user)
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
        context = self.get_context_data(
            decisions=page.object_list, page_obj=page, acts=Act.choices, act=act
        )
        return self.render_to_response(context)
