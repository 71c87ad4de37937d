"""News: an index with categories, and articles."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from home.blocks import ArticleBody
from portal.core.fields import StreamField
from portal.core.models import BasePage
from portal.core.models.vocabulary import VocabularyTerm


class NewsCategory(VocabularyTerm):
    """What kind of news: notices, reports of activities, tenders …"""

    class Meta(VocabularyTerm.Meta):
        verbose_name = _("news category")
        verbose_name_plural = _("news categories")


class NewsIndexPage(BasePage):
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")


class NewsPage(BasePage):
    date = models.DateField(_("date"), default=timezone.localdate, db_index=True)
    category = models.ForeignKey(
        NewsCategory, verbose_name=_("category"), on_delete=models.PROTECT, related_name="+"
    )
    body = StreamField(ArticleBody(), verbose_name=_("text"), blank=True)

    content_panels = ["title", "category", "date", "summary", "cover", "body"]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.FilterField("date"),
        index.FilterField("category_id"),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("date"),
        SynchronizedField("category"),
    ]

    parent_page_types = ["home.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("news page")
        verbose_name_plural = _("news pages")
