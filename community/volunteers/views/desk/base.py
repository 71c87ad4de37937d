"""What all pages of the planner share: who may see them, and the way there."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from community.volunteers import selectors
from community.volunteers.models import Shift
from community.volunteers.permissions import may_plan


@method_decorator(never_cache, name="dispatch")
class DeskView(WagtailAdminTemplateMixin, View):
    header_icon = "group"
    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_plan(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        way = [*self.breadcrumbs_items]
        if self.request.path != reverse("volunteer_desk:planner"):
            way.append({"url": reverse("volunteer_desk:planner"), "label": _("Shifts")})
        return [*way, {"url": "", "label": self.get_page_title()}]

    def answer(self, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context))


class ShiftPage(DeskView):
    """A page about one shift. For who may not see it, there is none."""

    header_icon = "calendar-alt"

    @cached_property
    def shift(self) -> Shift:
        rows = selectors.own_shifts(self.request.user)
        return get_object_or_404(rows, uid=self.kwargs["uid"])

    @property
    def shift_url(self) -> str:
        return reverse("volunteer_desk:shift", args=[self.shift.uid])

    def get_page_subtitle(self) -> str:
        return str(self.shift)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(shift=self.shift, **kwargs)
