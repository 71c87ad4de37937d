"""The catalogue in the admin: choosing a record, looking one up, following an import."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from catalog import selectors
from catalog.enums import ClcClass
from catalog.filters import RecordFilterSet
from catalog.models import ImportRun, Record


class RecordSearchForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Search term"),
        required=False,
        max_length=selectors.QUERY_LENGTH,
        widget=forms.TextInput(attrs={"placeholder": _("Title, author, ISBN or pinyin")}),
    )
    clc_top = forms.ChoiceField(
        label=pgettext_lazy("book", "class"),
        required=False,
        choices=[("", _("All classes")), *((c.value, f"{c.value} {c.label}") for c in ClcClass)],
        widget=forms.Select(attrs={"data-chooser-modal-search-filter": True}),
    )

    def filter(self, objects: QuerySet[Record]) -> QuerySet[Record]:
        if letter := self.cleaned_data.get("clc_top"):
            objects = objects.filter(clc_top=letter)
        if query := self.cleaned_data.get("q"):
            self.is_searching, self.search_query = True, query
            objects = selectors.in_order(selectors.matching(query), objects)
        return super().filter(objects)


class BaseRecordChooseView(chooser.BaseChooseView):
    filter_form_class = RecordSearchForm
    ordering = ["-entered", "title_pinyin"]

    @property
    def columns(self) -> list[Column]:
        return [
            *super().columns,
            Column("authors_text", label=_("Authors")),
            Column("publisher", label=_("Publisher")),
            Column("year", label=_("Year")),
            Column("clc", label=_("Class number")),
        ]


class RecordChooseView(chooser.ChooseViewMixin, chooser.CreationFormMixin, BaseRecordChooseView):
    pass


class RecordChooseResultsView(
    chooser.ChooseResultsViewMixin, chooser.CreationFormMixin, BaseRecordChooseView
):
    pass


class RecordChooserViewSet(ChooserViewSet):
    model = Record
    icon = "openquote"
    choose_one_text = _("Choose a book")
    choose_another_text = _("Choose another book")
    edit_item_text = _("Look at this book")
    choose_view_class = RecordChooseView
    choose_results_view_class = RecordChooseResultsView
    per_page = 12

    def get_object_list(self) -> QuerySet[Record]:
        return selectors.records()


record_chooser = RecordChooserViewSet("record_chooser")


class RecordIndexView(generic.IndexView):
    def search_queryset(self, queryset: QuerySet[Record]) -> QuerySet[Record]:
        """Search in the catalogue's index, then keep what the filters let through."""
        if not self.is_searching:
            return queryset
        return selectors.in_order(selectors.matching(self.search_query), queryset)


class RecordInspectView(generic.InspectView):
    """All that the catalogue knows of a record, and the way to its page."""

    labels = {
        "full_title": pgettext_lazy("book", "Title"),
        "isbn_text": "ISBN",
        "subjects_text": pgettext_lazy("book", "Subjects"),
        "language_name": pgettext_lazy("book", "Language"),
        "holdings": pgettext_lazy("book", "Copies"),
    }

    def get_field_label(self, field_name: str, field: Any) -> str:
        own = self.labels.get(field_name)
        return str(own) if own else str(super().get_field_label(field_name, field))

    def get_bad_isbns_display_value(self) -> str:
        return " ".join(self.object.bad_isbns)

    def get_holdings_display_value(self) -> Any:
        copies = self.object.holdings.select_related("library")
        return format_html_join(
            mark_safe("<br>"),
            "{} · {} · {} · {}",
            ((c.library, c.call_number, c.barcode, c.get_status_display()) for c in copies),
        )

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [
            Button(_("See the public page"), url=self.object.get_absolute_url(), icon_name="view")
        ]


class RecordViewSet(ModelViewSet):
    model = Record
    icon = "openquote"
    menu_label = _("Records")
    index_view_class = RecordIndexView
    inspect_view_class = RecordInspectView
    filterset_class = RecordFilterSet
    list_display = ["__str__", "authors_text", "publisher", "year", "clc"]
    ordering = ["title_pinyin", "pk"]
    inspect_view_enabled = True
    inspect_view_fields = [
        "full_title",
        "authors_text",
        "edition",
        "publisher",
        "year",
        "extent",
        "series",
        "isbn_text",
        "bad_isbns",
        "clc",
        "subjects_text",
        "language_name",
        "audience",
        "summary",
        "holdings",
        "source",
        "record_id",
        "entered",
        "is_withdrawn",
        "updated_at",
    ]
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields: list[str] = []


class ImportRunViewSet(ModelViewSet):
    model = ImportRun
    icon = "download"
    menu_label = pgettext_lazy("import", "Imports")
    list_display = [
        "file_name",
        "status",
        "read",
        "created",
        "updated",
        "unchanged",
        "rejected",
        "started_at",
    ]
    inspect_view_enabled = True
    inspect_view_fields_exclude = ["unindexed", "position", "file_hash"]
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields: list[str] = []


class CatalogueGroup(ViewSetGroup):
    menu_label = _("Catalogue")
    menu_icon = "folder-open-1"
    menu_order = 400
    items: Any = (RecordViewSet("records"), ImportRunViewSet("imports"))
