"""Harvests in the admin: what came from catalogues elsewhere, and what stopped one."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from catalog.models import HarvestRun

from .reports import RunInspectView, report_view


class HarvestInspectView(RunInspectView):
    report_url_name = "harvests:report"


class HarvestRunViewSet(ModelViewSet):
    model = HarvestRun
    icon = "globe"
    menu_label = _("Harvests")
    inspect_view_class = HarvestInspectView
    list_filter = ["status", "source"]
    list_display = [
        "source", "status", "last_stamp", "read", "created", "updated", "withdrawn", "rejected",
        "started_at",
    ]  # fmt: skip
    inspect_view_enabled = True
    inspect_view_fields_exclude = ["unindexed", "position", "lines"]
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields: list[str] = []

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("report/<int:pk>/", report_view(HarvestRun), name="report"),
        ]
