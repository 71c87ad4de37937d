"""Records in the admin: found, looked at, kept out of recommendations; never edited by hand."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.models import Page, ReferenceIndex

from catalog import selectors
from catalog.filters import RecordFilterSet
from catalog.models import ImportRun, Record
from catalog.permissions import may_hide
from catalog.services import recommendations

USES_SHOWN = 30
RUNS_SHOWN = 5


class RecordIndexView(generic.IndexView):
    def search_queryset(self, queryset: QuerySet[Record]) -> QuerySet[Record]:
        """Search in the catalogue's index, then keep what the filters let through."""
        if not self.is_searching:
            return queryset
        return selectors.in_order(selectors.looked_up(self.search_query), queryset)


class RecordInspectView(generic.InspectView):
    """All that the catalogue knows of a record, and what of the site speaks of it."""

    template_name = "catalog/admin/record.html"
    labels = {
        "full_title": pgettext_lazy("book", "Title"),
        "isbn_text": "ISBN",
        "subjects_text": pgettext_lazy("book", "Subjects"),
        "other_titles_text": gettext_lazy("other titles"),
        "language_name": pgettext_lazy("book", "Language"),
        "original_language_name": gettext_lazy("translated from"),
        "holdings": pgettext_lazy("book", "Copies"),
        "uses": pgettext_lazy("book", "Used by"),
        "history": gettext_lazy("Imports of this catalogue"),
        "hidden": gettext_lazy("Hidden from recommendations"),
    }

    def get_field_label(self, field_name: str, field: Any) -> str:
        own = self.labels.get(field_name)
        return str(own) if own else str(super().get_field_label(field_name, field))

    def get_fields_context(self) -> list[dict[str, Any]]:
        """What the record does not say is left out."""
        return [each for each in super().get_fields_context() if each["value"] not in ("", None)]

    def get_bad_isbns_display_value(self) -> str:
        return " ".join(self.object.bad_isbns)

    def get_holdings_display_value(self) -> Any:
        copies = self.object.holdings.select_related("library")
        return _lines(
            " · ".join(filter(None, (
                str(copy.library), copy.call_number, copy.area, copy.shelf, copy.barcode,
                copy.get_status_display(),
            )))
            for copy in copies
        )  # fmt: skip

    def get_uses_display_value(self) -> Any:
        """Lists, events and pages that show the book; the page editor sees to who may edit."""
        pages = ContentType.objects.get_for_model(Page)
        uses = ReferenceIndex.get_references_to(self.object).filter(base_content_type=pages)
        keys = {int(key) for key in uses.values_list("object_id", flat=True)[:USES_SHOWN]}
        return _lines(
            format_html(
                '<a href="{}">{}</a>', reverse("wagtailadmin_pages:edit", args=[page.pk]), page
            )
            for page in Page.objects.filter(pk__in=keys).order_by("title", "pk")
        )

    def get_history_display_value(self) -> Any:
        runs = ImportRun.objects.filter(source=self.object.source)[:RUNS_SHOWN]
        return _lines(
            format_html('<a href="{}">{}</a>', reverse("imports:inspect", args=[run.pk]), run)
            for run in runs
        )

    def get_hidden_display_value(self) -> str:
        return str(_("yes") if self.is_hidden else _("no"))

    @cached_property
    def is_hidden(self) -> bool:
        return recommendations.is_hidden(self.object)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [
            Button(_("See the public page"), url=self.object.get_absolute_url(), icon_name="view")
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            is_hidden=self.is_hidden, may_hide=may_hide(self.request.user), **kwargs
        )


def _lines(parts: Any) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ((part,) for part in parts))


@require_POST
def hide(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a book out of recommendations, or let it in again."""
    if not may_hide(request.user):
        raise PermissionDenied
    record = get_object_or_404(Record, pk=pk)
    if "show" in request.POST:
        recommendations.show(record)
        messages.success(request, _("The book may be recommended again."))
    else:
        recommendations.hide(record, user=request.user)
        messages.success(
            request, _("The book is no longer recommended; it is still found and lent.")
        )
    return redirect("records:inspect", pk)


class RecordViewSet(ModelViewSet):
    model = Record
    icon = "openquote"
    menu_label = gettext_lazy("Records")
    index_view_class = RecordIndexView
    inspect_view_class = RecordInspectView
    filterset_class = RecordFilterSet
    list_display = ["__str__", "authors_text", "publisher", "year", "clc"]
    ordering = ["title_pinyin", "pk"]
    list_per_page = 50
    inspect_view_enabled = True
    inspect_view_fields = [
        "full_title", "other_titles_text", "authors_text", "edition", "place", "publisher", "year",
        "extent", "series", "isbn_text", "bad_isbns", "price", "clc", "subjects_text",
        "language_name", "original_language_name", "audience", "summary", "holdings", "uses",
        "hidden", "source", "record_id", "entered", "is_withdrawn", "created_at", "updated_at",
        "history",
    ]  # fmt: skip
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields: list[str] = []

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("hide/<int:pk>/", hide, name="hide")]
