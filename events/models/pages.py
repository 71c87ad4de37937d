"""The pages editors write: what's on, and one page per series of events."""

from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from events.admin_forms import EventSeriesForm
from portal.core.blocks import BodyBlock
from portal.core.fields import StreamField
from portal.core.models import BasePage

from .schedule import ExtraDay, Schedule, SkippedDay
from .series import EventSeries


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


class EventSeriesPage(Schedule, BasePage):  # type: ignore[django-manager-missing]
    """An event, or a series of them. Its sessions are planned when the page is published."""

    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    registration_note = models.CharField(
        _("how to take part"),
        max_length=200,
        blank=True,
        help_text=_("For example “Free, no booking needed” or “Book by telephone”."),
    )

    base_form_class = EventSeriesForm
    parent_page_types = ["events.EventsIndexPage"]
    subpage_types: list[str] = []
    template = "events/series.html"

    class Meta:
        verbose_name = _("event or series")
        verbose_name_plural = _("events and series")

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
        index.FilterField("kind"),
    ]

    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *(SynchronizedField(field.name) for field in Schedule._meta.fields),
        SynchronizedField("skipped_days"),
        SynchronizedField("extra_days"),
        TranslatableField("registration_note"),
    ]

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                "kind",
                FieldRowPanel(["start_date", "start_time"]),
                FieldRowPanel(["duration", "all_day"]),
                "rule",
                FieldRowPanel(["ends_on", "session_limit"]),
                "holiday_policy",
                InlinePanel(
                    "skipped_days",
                    label=_("day without a session"),
                    panels=[FieldRowPanel(["date", "reason", "reason_en"])],
                ),
                InlinePanel(
                    "extra_days",
                    label=_("extra session"),
                    panels=[FieldRowPanel(["date", "start_time", "reason", "reason_en"])],
                ),
            ],
            heading=_("When"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(["space", "space_en"]),
                FieldRowPanel(["presenter", "presenter_en"]),
                "language",
                "registration_note",
            ],
            heading=_("Where and with whom"),
        ),
        FieldPanel("body"),
    ]


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
