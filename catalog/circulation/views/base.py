"""What all pages of the desk share: who may serve, and at which library."""

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
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from catalog.borrowing.wording import explain_all
from catalog.circulation.errors import RefusedError
from catalog.circulation.models import Patron
from catalog.circulation.permissions import desks_of, may_serve
from catalog.ils.values import Block
from portal.core.models import Library

AT = "circulation.desk"


@method_decorator(never_cache, name="dispatch")
class DeskPage(WagtailAdminTemplateMixin, View):
    header_icon = "desktop"
    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_serve(request.user):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def desks(self) -> list[Library]:
        return list(desks_of(self.request.user))

    @cached_property
    def library(self) -> Library:
        """Where the member of staff stands: what was chosen last, else the first of their own."""
        wanted = self.request.GET.get("at", "")
        by_code = {each.code: each for each in self.desks}
        if wanted in by_code:
            self.request.session[AT] = wanted
        chosen = by_code.get(self.request.session.get(AT, ""))
        if not self.desks:
            raise PermissionDenied
        return chosen or self.desks[0]

    @cached_property
    def patron(self) -> Patron:
        rows = Patron.objects.select_related("rules", "home")
        return get_object_or_404(rows, uid=self.kwargs["uid"])

    def patron_url(self, patron: Patron) -> str:
        return reverse("circulation:patron", args=[patron.uid])

    def say_refused(self, refused: RefusedError) -> None:
        for words in explain_all(Block(code) for code in refused.codes):
            messages.error(self.request, words)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        desk = {"url": reverse("circulation:desk"), "label": _("Lending desk")}
        if self.request.path == desk["url"]:
            return [*self.breadcrumbs_items, {**desk, "url": ""}]
        return [*self.breadcrumbs_items, desk, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(library=self.library, desks=self.desks, **kwargs)
