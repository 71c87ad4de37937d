"""Topic pages and campaigns: one page that gathers what shares a topic."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from events.models import Occurrence
from events.selectors import upcoming_dates, with_pages
from home.blocks import ArticleBody
from portal.core.fields import StreamField
from portal.core.models import Audience, BasePage, Topic
from portal.images.renditions import with_pictures
from reading_lists.models import ReadingListPage

from .news import NewsPage
from .short_lived import ShortLived

MOST_DATES = 60  # looked through for
MOST_SERIES = 6


class TopicPage(ShortLived, BasePage):
    """Gathers events, reading lists and news that share its topics, or are for its groups.

    With both, what is gathered has a topic and a group in common with the page.
    """

    starts = models.DateField(_("first day"), null=True, blank=True)
    ends = models.DateField(_("last day"), null=True, blank=True)
    body = StreamField(ArticleBody(), verbose_name=_("text"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("topics"),
                FieldPanel("audiences"),
            ],
            heading=_("What to gather"),
            help_text=_(
                "Events, lists and news with one of these topics, for one of these groups, appear "
                "on this page. Leave one of the two empty to gather by the other alone."
            ),
        ),
        FieldRowPanel(
            ["starts", "ends"],
            heading=_("Campaign"),
            help_text=_("Leave both empty for a topic that has no end."),
        ),
        "body",
    ]
    promote_panels = [
        FieldPanel("library"),
        *(panel for panel in BasePage.promote_panels[1:]),
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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        topics, audiences = list(self.topics.all()), list(self.audiences.all())
        if not topics and not audiences:
            return context
        lists = ReadingListPage.objects.filter(locale=self.locale).published()
        news = NewsPage.objects.in_language(self.locale.language_code).listed()
        dates = upcoming_dates(
            topics=[topic.slug for topic in topics],
            audiences=[audience.slug for audience in audiences],
        )
        context.update(
            occurrences=with_pages(_one_per_series(dates[:MOST_DATES]), self.locale),
            lists=_sharing(lists, topics, audiences)[:6].with_fans(),
            news=with_pictures(_sharing(news, topics, audiences), "cover")[:6],
        )
        return context


def _sharing(pages: Any, topics: list[Topic], audiences: list[Audience]) -> Any:
    if topics:
        pages = pages.filter(topics__in=topics)
    if audiences:
        pages = pages.filter(audiences__in=audiences)
    return pages.distinct()


def _one_per_series(dates: Iterable[Occurrence]) -> list[Occurrence]:
    """The next date of each series, the soonest first."""
    seen: dict[int, Occurrence] = {}
    for date in dates:
        seen.setdefault(date.series_id, date)
    return list(seen.values())[:MOST_SERIES]
