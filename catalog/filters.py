"""Filters of the list of records in the admin."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet

from catalog.enums import ClcClass, ReaderGroup
from catalog.languages import LANGUAGES
from catalog.models import Holding, Record
from portal.core.models import Library


class RecordFilterSet(WagtailFilterSet):
    clc_top = ChoiceFilter(
        label=pgettext_lazy("book", "class"),
        choices=[(c.value, f"{c.value} {c.label}") for c in ClcClass],
    )
    language = ChoiceFilter(
        label=pgettext_lazy("book", "language"), choices=list(LANGUAGES.items())
    )
    audience = ChoiceFilter(label=_("reader group"), choices=ReaderGroup.choices)
    library = ModelChoiceFilter(
        label=_("library"), queryset=Library.objects.all(), method="held_by"
    )

    class Meta:
        model = Record
        fields = ["clc_top", "language", "audience", "library", "is_withdrawn"]

    def held_by(self, queryset: QuerySet[Record], name: str, library: Library) -> QuerySet[Record]:
        return queryset.filter(
            Exists(Holding.objects.filter(record=OuterRef("pk"), library=library))
        )
