"""Where the numbers come from: every batch, to look at and to undo; tables to import."""

import datetime as dt
from typing import Any

from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton

from reports.figures.models import Alias, Batch
from reports.figures.views.desk import tables

NOTHING = "—"


def _moment(moment: dt.datetime | None) -> str:
    if moment is None:
        return NOTHING
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")


class BatchIndexView(generic.IndexView):
    @cached_property
    def header_buttons(self) -> list[Any]:
        url = reverse("figure_batches:send")
        return [HeaderButton(_("Import a table"), url=url, icon_name="upload")]


class BatchInspectView(generic.InspectView):
    """Times of here, and a dash where nothing was written down."""

    def get_user_display_value(self) -> str:
        return str(self.object.user or NOTHING)

    def get_created_at_display_value(self) -> str:
        return _moment(self.object.created_at)

    def get_undone_at_display_value(self) -> str:
        return _moment(self.object.undone_at)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = [*super().header_more_buttons]
        if self.object.undone_at is None:
            url = reverse("figure_batches:undo", args=[self.object.pk])
            buttons.append(Button(_("Undo"), url=url, icon_name="history"))
        return buttons


class BatchViewSet(ModelViewSet):
    model = Batch
    url_namespace = "figure_batches"
    url_prefix = "figures/batches"
    icon = "history"
    menu_label = pgettext_lazy("figure", "Where from")
    index_view_class = BatchIndexView
    inspect_view_class = BatchInspectView
    # Who sent it and what was unchanged stand on its page: so the rest fits on a telephone.
    list_display = ["label", "kind", "created_at", "added", "changed", "undone_at"]
    inspect_view_fields_exclude = ["id"]
    list_filter = ["kind"]
    search_backend_name = None
    search_fields = ["label", "file_name"]
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields: list[str] = []

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("table/", tables.SendView.as_view(), name="send"),
            path("table/<int:pk>/", tables.TableView.as_view(), name="table"),
            path("table/<int:pk>/progress/", tables.ProgressView.as_view(), name="progress"),
            path("undo/<int:pk>/", tables.UndoView.as_view(), name="undo"),
        ]


class AliasViewSet(ModelViewSet):
    model = Alias
    icon = "tag"
    list_display = ["text", "library", "indicator"]
    search_backend_name = None
    search_fields = ["text"]
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields = ["text", "library", "indicator"]
