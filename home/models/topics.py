"""Topic pages and campaigns: one page that gathers what shares a topic."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from home.blocks import ArticleBody
from portal.core.fields import StreamField
from portal.core.models import BasePage


class TopicPage(BasePage):
    """Gathers events, reading lists and news that share one of this page's topics."""

    starts = models.DateField(_("first day"), null=True, blank=True)
    ends = models.DateField(_("last day"), null=True, blank=True)
    body = StreamField(ArticleBody(), verbose_name=_("text"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel(
            "topics",
            heading=_("Topics to gather"),
            help_text=_("Events, lists and news with one of these topics appear on this page."),
        ),
        FieldRowPanel(
            ["starts", "ends"],
            heading=_("Campaign"),
            help_text=_("Leave both empty for a topic that has no end."),
        ),
        "body",
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("starts"),
        SynchronizedField("ends"),
    ]

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("topic page")
        verbose_name_plural = _("topic pages")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts__isnull=True)
                | models.Q(ends__isnull=True)
                | models.Q(ends__gte=models.F("starts")),
                name="topic_ends_after_start",
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.starts and self.ends and self.ends < self.starts:
            raise ValidationError({"ends": _("The last day comes before the first one.")})
