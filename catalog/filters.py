"""Filters of the list of records in the admin."""

import datetime as dt

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters import BooleanFilter, ChoiceFilter, DateFilter, ModelChoiceFilter, NumberFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import AdminDateInput, BooleanRadioSelect

from catalog.enums import ClcClass, ReaderGroup
from catalog.languages import LANGUAGES
from catalog.models import HiddenRecord, Holding, Record
from catalog.selectors import sources
from portal.core.models import Library


def _sources() -> list[tuple[str, str]]:
    return [(source, source) for source in sources()]


class RecordFilterSet(WagtailFilterSet):
    clc_top = ChoiceFilter(
        label=pgettext_lazy("book", "class"),
        choices=[(c.value, f"{c.value} {c.label}") for c in ClcClass],
    )
    audience = ChoiceFilter(label=_("reader group"), choices=ReaderGroup.choices)
    language = ChoiceFilter(
        label=pgettext_lazy("book", "language"), choices=list(LANGUAGES.items())
    )
    year_from = NumberFilter(label=_("published from"), field_name="year", lookup_expr="gte")
    year_to = NumberFilter(label=_("published until"), field_name="year", lookup_expr="lte")
    library = ModelChoiceFilter(
        label=_("library"), queryset=Library.objects.all(), method="held_by"
    )
    source = ChoiceFilter(label=_("catalogue"), choices=_sources)
    since = DateFilter(label=_("new since"), method="new_since", widget=AdminDateInput)
    is_withdrawn = BooleanFilter(
        label=pgettext_lazy("book", "withdrawn"), widget=BooleanRadioSelect
    )
    without_copies = BooleanFilter(
        label=_("without copies"), method="by_copies", widget=BooleanRadioSelect
    )
    wrong_isbn = BooleanFilter(label=_("wrong ISBN"), method="by_isbn", widget=BooleanRadioSelect)
    hidden = BooleanFilter(
        label=_("hidden from recommendations"), method="by_mark", widget=BooleanRadioSelect
    )

    class Meta:
        model = Record
        fields: list[str] = []

    def held_by(self, queryset: QuerySet[Record], name: str, library: Library) -> QuerySet[Record]:
        return queryset.filter(
            Exists(Holding.objects.filter(record=OuterRef("pk"), library=library))
        )

    def new_since(self, queryset: QuerySet[Record], name: str, day: dt.date) -> QuerySet[Record]:
        return queryset.filter(created_at__date__gte=day)

    def by_copies(self, queryset: QuerySet[Record], name: str, without: bool) -> QuerySet[Record]:
        copies = Exists(Holding.objects.filter(record=OuterRef("pk")))
        return queryset.filter(~copies if without else copies)

    def by_isbn(self, queryset: QuerySet[Record], name: str, wrong: bool) -> QuerySet[Record]:
        return queryset.exclude(bad_isbns=[]) if wrong else queryset.filter(bad_isbns=[])

    def by_mark(self, queryset: QuerySet[Record], name: str, hidden: bool) -> QuerySet[Record]:
        marks = Exists(HiddenRecord.objects.filter(record=OuterRef("pk")))
        return queryset.filter(marks if hidden else ~marks)
