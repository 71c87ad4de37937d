"""The annual reports: a page that lists them, and one for each year."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from portal.core.fields import StreamField
from portal.core.models import BasePage
from reports.annual import reading
from reports.annual.blocks import ReportBody
from reports.annual.numbers import Numbers, codes_of
from reports.annual.panels import NumbersPanel

from .freeze import Freeze


class AnnualReportIndexPage(BasePage):
    parent_page_types = ["home.HomePage"]
    subpage_types = ["annual.AnnualReportPage"]
    max_count_per_parent = 1
    template = "annual/index.html"

    class Meta:
        verbose_name = _("annual reports page")
        verbose_name_plural = _("annual reports pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        reports = AnnualReportPage.objects.child_of(self).live().public().defer_streamfields()
        return {
            **super().get_context(request, *args, **kwargs),
            "reports": reports.order_by("-year").prefetch_related("cover"),
        }


class AnnualReportPage(BasePage):
    """One year told in words and numbers. The numbers are frozen when it is published."""

    year = models.PositiveSmallIntegerField(
        _("year of the report"), validators=[MinValueValidator(1949), MaxValueValidator(2200)]
    )
    basis = models.TextField(
        _("what it rests on"),
        max_length=400,
        blank=True,
        help_text=_("The laws that ask for it and the plan it belongs to, each on its own line."),
    )
    method = models.TextField(
        _("how it was counted"),
        max_length=600,
        blank=True,
        help_text=_("Where the numbers come from and what they leave out."),
    )
    body = StreamField(ReportBody(), verbose_name=pgettext_lazy("annual", "report"), blank=True)

    parent_page_types = ["annual.AnnualReportIndexPage"]
    subpage_types: list[str] = []
    template = "annual/report.html"

    content_panels = [
        NumbersPanel(),
        *BasePage.content_panels,
        FieldPanel("year"),
        "body",
        FieldRowPanel(["basis", "method"]),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("year"),
        TranslatableField("basis"),
        TranslatableField("method"),
    ]

    class Meta:
        verbose_name = _("annual report")
        verbose_name_plural = _("annual reports")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """The address of a report is its year."""
        if self.year:
            self.slug = str(self.year)
        super().full_clean(*args, **kwargs)

    @cached_property
    def numbers(self) -> Numbers:
        """Frozen ones where there are; a draft shows those of this moment."""
        return reading.numbers_of(self.translation_key, self.year)

    @property
    def freezes(self) -> list[Freeze]:
        return reading.freezes(self.translation_key, self.year)

    @property
    def codes(self) -> list[str]:
        return codes_of(self.body)

    @property
    def basis_lines(self) -> list[str]:
        return [line.strip() for line in self.basis.splitlines() if line.strip()]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        blocks = list(self.body)
        head = blocks[0] if blocks and blocks[0].block_type == "figures" else None
        is_preview = getattr(request, "is_preview", False)
        return {
            **context,
            "numbers": self.numbers,
            "freezes": self.freezes,
            "head": head and head.block.get_context(head.value, {"numbers": self.numbers})["rows"],
            "blocks": blocks[1:] if head else blocks,
            "all_figures": self.numbers.figures(self.codes),
            "warnings": self.numbers.warnings(self.codes) if is_preview else [],
            "changed": self.numbers.changed(self.codes) if is_preview else [],
            "is_preview": is_preview,
            "comments": reading.comments(self.year)[: reading.SHOWN],
            "has_plan": reading.has_plan(),
            "other_years": reading.other_years(self),
        }
