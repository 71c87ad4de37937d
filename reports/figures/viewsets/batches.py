"""Where the numbers come from: every batch, to look at and to undo; tables to import."""

from typing import Any

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton

from reports.figures.models import Alias, Batch
from reports.figures.views.desk import tables


class BatchIndexView(generic.IndexView):
    @cached_property
    def header_buttons(self) -> list[Any]:
        url = reverse("figure_batches:send")
        return [HeaderButton(_("Import a table"), url=url, icon_name="upload")]


class BatchInspectView(generic.InspectView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = [*super().header_more_buttons]
        if self.object.undone_at is None:
            url = reverse("figure_batches:undo", args=[self.object.pk])
            buttons.append(Button(_("Undo"), url=url, icon_name="undo"))
        return buttons


class BatchViewSet(ModelViewSet):
    model = Batch
    url_namespace = "figure_batches"
    url_prefix = "figures/batches"
    icon = "history"
    menu_label = pgettext_lazy("figure", "Where from")
    index_view_class = BatchIndexView
    inspect_view_class = BatchInspectView
    list_display = [
        "label", "kind", "user", "created_at", "added", "changed", "unchanged", "undone_at",
    ]  # fmt: skip
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
