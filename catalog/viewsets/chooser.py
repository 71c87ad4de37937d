"""Choosing books for a list or an event: by words, by ISBNs pasted in, by a barcode scanner."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from catalog import selectors
from catalog.enums import ClcClass
from catalog.models import Record

LONGEST = 2000  # a hundred ISBNs with what stands between them


class RecordSearchForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Search term"),
        required=False,
        max_length=LONGEST,
        help_text=_("Several ISBNs or barcodes at once find all of them: paste them, or scan."),
        widget=forms.TextInput(
            attrs={"placeholder": _("Title, author, ISBN, barcode or pinyin"), "autofocus": True}
        ),
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
            objects = selectors.in_order(selectors.looked_up(query), objects)
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
    per_page = 20

    def get_object_list(self) -> QuerySet[Record]:
        return selectors.records()


record_chooser = RecordChooserViewSet("record_chooser")
