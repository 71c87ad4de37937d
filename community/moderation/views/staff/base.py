"""What all pages of moderators share: whose they are, and the way there."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import View
from wagtail.admin.auth import PermissionPolicyChecker
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from community.moderation import selectors
from community.moderation.models import Contribution, Reason
from community.moderation.permissions import CONTRIBUTIONS


@method_decorator(never_cache, name="dispatch")
@method_decorator(PermissionPolicyChecker(CONTRIBUTIONS).require("change"), name="dispatch")
class ModeratorView(WagtailAdminTemplateMixin, View):
    """For who may not moderate there is no such page; rows of other libraries are not found."""

    header_icon = "view"
    _show_breadcrumbs = True
    request: HttpRequest

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        queue = reverse("moderation_staff:queue")
        way = [*self.breadcrumbs_items]
        if self.request.path != queue:
            way.append({"url": queue, "label": _("Queue of moderators")})
        return [*way, {"url": "", "label": self.get_page_title()}]

    def own(self, uid: UUID) -> Contribution:
        rows = selectors.seen_by_staff(self.request.user).detailed()
        return get_object_or_404(rows, uid=uid)

    def reasons(self) -> list[Reason]:
        return list(Reason.objects.filter(is_active=True)[:9])

    @property
    def wants_json(self) -> bool:
        return self.request.headers.get("Accept") == "application/json"
