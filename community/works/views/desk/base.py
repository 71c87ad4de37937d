"""What all pages of the jury share: whose they are, and the way there."""

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

from community.works import selectors
from community.works.models import Call


@method_decorator(never_cache, name="dispatch")
class JuryView(WagtailAdminTemplateMixin, View):
    """For who is in no jury there is no such page; calls of others are not found."""

    header_icon = "pick"
    _show_breadcrumbs = True
    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (selectors.is_manager(request.user) or selectors.may_judge(request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def call(self) -> Call:
        return get_object_or_404(selectors.calls_of(self.request.user), pk=self.kwargs["pk"])

    @property
    def is_blind(self) -> bool:
        """Whether names are kept back: until the winners are settled."""
        return self.call.is_blind and not self.call.is_settled

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = reverse("works_desk:index")
        way = [*self.breadcrumbs_items]
        if self.request.path != index:
            way.append({"url": index, "label": _("Jury")})
        return [*way, {"url": "", "label": self.get_page_title()}]

    def answer(self, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context))
