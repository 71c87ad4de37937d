"""The page "Library system" of the admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from catalog.enums import CommandState
from catalog.models import ILSCommand
from catalog.status.report import SystemReport, report
from catalog.status.words import CAPABILITIES, GROUPS, ROLES, STATES
from catalog.systems import ils

OPEN_SHOWN = 20


def may_see(user: Any) -> bool:
    """Those who look after the whole site."""
    return bool(user.has_perm("core.change_siteidentity"))


class StatusView(WagtailAdminTemplateMixin, TemplateView):
    """What each system can do and how it fares; a POST asks each of them now."""

    page_title = _("Library system")
    header_icon = "link"
    template_name = "catalog/admin/status.html"
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The page itself last, which is its title."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.render_to_response(self.get_context_data(is_asked=True))

    def get_context_data(self, *, is_asked: bool = False, **kwargs: Any) -> dict[str, Any]:
        unsettled = ILSCommand.objects.filter(state__in=[CommandState.SENT, CommandState.UNKNOWN])
        return super().get_context_data(
            systems=[_shown(each) for each in report(ils(), ask=is_asked)],
            is_asked=is_asked,
            unsettled=list(unsettled[:OPEN_SHOWN]),
            **kwargs,
        )


def _shown(each: SystemReport) -> dict[str, Any]:
    return {
        "report": each,
        "roles": [ROLES[role] for role in each.roles],
        "can": [words for flag, words in CAPABILITIES.items() if flag in each.capabilities],
        "cannot": [CAPABILITIES[flag] for flag in each.lacking],
        "groups": [(GROUPS[row.group], STATES[row.state], row) for row in each.groups],
    }
