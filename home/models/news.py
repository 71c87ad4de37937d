"""News: an index with categories, and articles."""

from typing import Any, Self

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageManager, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from home.blocks import ArticleBody
from portal.core.fields import StreamField
from portal.core.models import BasePage
from portal.core.models.vocabulary import VocabularyTerm
from portal.images.renditions import with_pictures

PER_PAGE = 12


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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """`category` is the code asked for, and nothing where no such category exists."""
        context = super().get_context(request, *args, **kwargs)
        categories = list(NewsCategory.objects.all())
        asked = request.GET.get("category", "")
        chosen = next((row for row in categories if row.slug == asked), None)
        news = NewsPage.objects.child_of(self).listed()
        if chosen:
            news = news.filter(category=chosen)
        paginator = Paginator(with_pictures(news, "cover"), PER_PAGE)
        context.update(
            categories=categories,
            category=chosen,
            results=paginator.get_page(request.GET.get("page")),
        )
        return context


class NewsQuerySet(PageQuerySet):
    def listed(self) -> Self:
        """What anyone may read, the newest first."""
        news = self.live().unrestricted().select_related("category")
        return news.defer_streamfields().order_by("-date", "-pk")

    def unrestricted(self) -> Self:
        """As Wagtail's `public`, without asking for all restrictions of the site first."""
        path = ExpressionWrapper(OuterRef("path"), output_field=models.CharField())
        on_the_way = PageViewRestriction.objects.annotate(news_path=path)
        return self.exclude(Exists(on_the_way.filter(news_path__startswith=F("page__path"))))

    def in_language(self, code: str) -> Self:
        return self.filter(locale__language_code=code)

    def related_to(self, page: "NewsPage") -> Self:
        """Other news of the same category or library."""
        near = models.Q(category=page.category_id)
        if page.library_id:
            near |= models.Q(library=page.library_id)
        return self.sibling_of(page, inclusive=False).filter(near).listed()


class NewsPage(BasePage):
    date = models.DateField(_("date"), default=timezone.localdate, db_index=True)
    category = models.ForeignKey(
        NewsCategory, verbose_name=_("category"), on_delete=models.PROTECT, related_name="+"
    )
    body = StreamField(ArticleBody(), verbose_name=_("text"), blank=True)

    objects = PageManager.from_queryset(NewsQuerySet)()

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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["related"] = NewsPage.objects.related_to(self)[:4]
        return context
