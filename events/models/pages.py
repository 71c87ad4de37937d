"""The pages editors write: what's on, and one page per series of events."""

from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from events.admin_forms import EventSeriesForm, SeriesCopyForm
from events.panels import SERIES_PANELS
from events.permissions import may_see_staff_pages
from portal.core.bilingual import localized
from portal.core.blocks import BodyBlock
from portal.core.fields import StreamField
from portal.core.models import BasePage

from .particulars import particulars_constraints
from .provision import Provision
from .schedule import ExtraDay, Schedule, SkippedDay
from .series import EventSeries
from .terms import PriorityGroup, Question, Terms, terms_constraints


class EventsIndexPage(BasePage):
    """What's on: the list and the month of all events."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventSeriesPage"]
    template = "events/list.html"

    class Meta:
        verbose_name = _("what's on")
        verbose_name_plural = _("what's on")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return import_string("events.views.whats_on")(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return self.serve(request)


class EventSeriesPage(Terms, Schedule, BasePage):  # type: ignore[django-manager-missing]
    """An event, or a series of them. Its sessions are planned when the page is published."""

    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    registration_note = models.CharField(
        _("how to take part"),
        max_length=200,
        blank=True,
        help_text=_("For example “Free, no booking needed” or “Book by telephone”."),
    )
    provisions = ParentalManyToManyField(
        Provision, verbose_name=_("provisions for access"), blank=True, related_name="+"
    )
    priority_groups = ParentalManyToManyField(
        PriorityGroup, verbose_name=_("priority groups"), blank=True, related_name="+"
    )
    reading_list = models.ForeignKey(
        Page,
        verbose_name=_("reading list"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Books that go with it; shown on the page."),
    )
    # Stays on the page: nothing public is made of it.
    internal_note = models.TextField(
        _("internal note"),
        blank=True,
        help_text=_("Only staff read it, here in the editor."),
    )

    base_form_class = EventSeriesForm
    copy_form_class = SeriesCopyForm
    parent_page_types = ["events.EventsIndexPage"]
    subpage_types: list[str] = []
    template = "events/series.html"

    class Meta:
        verbose_name = _("event or series")
        verbose_name_plural = _("events and series")
        constraints = [
            *particulars_constraints("series_page"),
            *terms_constraints("series_page"),
        ]

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """A page for staff is no page for others: not even its existence is told."""
        if self.staff_only and not may_see_staff_pages(request.user):
            raise Http404
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return import_string("events.views.series")(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return self.serve(request)

    def parts(self) -> QuerySet[EventSeries]:
        """What was published of this page's schedule, part by part."""
        return EventSeries.objects.parts(self.translation_key)

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("presenter"),
        index.SearchField("space"),
        index.SearchField("address"),
        index.SearchField("partners"),
        index.RelatedFields(
            "provisions", [index.SearchField("name"), index.SearchField("name_en")]
        ),
        index.FilterField("kind"),
    ]

    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *(SynchronizedField(field.name) for field in Schedule._meta.fields),
        *(SynchronizedField(field.name) for field in Terms._meta.fields),
        SynchronizedField("priority_groups"),
        SynchronizedField("questions"),
        SynchronizedField("skipped_days"),
        SynchronizedField("extra_days"),
        SynchronizedField("provisions"),
        SynchronizedField("materials"),
        SynchronizedField("reading_list"),
        SynchronizedField("internal_note"),
        TranslatableField("registration_note"),
    ]

    content_panels = SERIES_PANELS
    promote_panels = Page.promote_panels


class SkippedDate(SkippedDay):
    page = ParentalKey(EventSeriesPage, on_delete=models.CASCADE, related_name="skipped_days")

    class Meta(SkippedDay.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.date} {self.reason}"


class ExtraDate(ExtraDay):
    page = ParentalKey(EventSeriesPage, on_delete=models.CASCADE, related_name="extra_days")

    class Meta(ExtraDay.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.date} {self.reason}"


class SeriesQuestion(Orderable, Question):
    page = ParentalKey(EventSeriesPage, on_delete=models.CASCADE, related_name="questions")

    class Meta(Orderable.Meta):
        pass

    def __str__(self) -> str:
        return self.text


class SeriesMaterial(Orderable):
    """A file to take along: a worksheet, the slides of a lecture."""

    page = ParentalKey(EventSeriesPage, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(_("title"), max_length=80)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("document"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        return localized(self, "title")
