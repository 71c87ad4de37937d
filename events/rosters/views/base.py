"""What all pages about one date share: whose it is, and the way there."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from events.enums import State
from events.models import Occurrence
from events.registration import selectors as registrations
from events.registration.models import Registration
from events.rosters.permissions import ROSTERS


@method_decorator(never_cache, name="dispatch")
class DateView(WagtailAdminTemplateMixin, View):
    """A page about the people of one date. For who may not see them, there is no such date."""

    header_icon = "group"
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def occurrence(self) -> Occurrence:
        rows = Occurrence.objects.select_related("series", "library")
        row = get_object_or_404(rows.exclude(state=State.WITHDRAWN), uid=self.kwargs["uid"])
        if not ROSTERS.user_has_permission_for_instance(self.request.user, "change", row):
            raise Http404
        return row

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.page_subtitle = self.occurrence.label

    def pool(self) -> Any:
        """The places of the date; where there are none, nobody registers."""
        pool = registrations.pool_of(self.occurrence.uid)
        if pool is None:
            raise Http404
        return pool

    def registration(self) -> Registration:
        """The one of this date that the address names."""
        rows = Registration.objects.of_occurrence(self.occurrence)
        return get_object_or_404(
            rows.select_related("pool__occurrence__series", "pool__series", "reader__user"),
            uid=self.kwargs["registration"],
        )

    @property
    def roster_url(self) -> str:
        return reverse("rosters:roster", args=[self.occurrence.uid])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        way = [
            *self.breadcrumbs_items,
            {"url": reverse("rosters:index"), "label": _("Registrations")},
            {"url": self.roster_url, "label": self.occurrence.label},
        ]
        if self.request.path == self.roster_url:
            return [*way[:-1], {**way[-1], "url": ""}]
        here = {"label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*way, {"url": "", **here}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(occurrence=self.occurrence, **kwargs)


def uid_of(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
