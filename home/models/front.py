"""The front page of a language."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import BaseTranslatableField

from home.blocks import FrontPageBody
from home.blocks.links import resolve_links
from portal.core.fields import StreamField
from portal.core.models import BasePage

from .short_lived import ShortLived


class HomePage(ShortLived, BasePage):
    body = StreamField(FrontPageBody(), verbose_name=_("sections"), blank=True)

    content_panels = [*BasePage.content_panels, "body"]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    # The front pages are siblings below the root, where two pages cannot share a slug.
    override_translatable_fields = [
        BaseTranslatableField("slug"),
        *(f for f in BasePage.override_translatable_fields if f.field_name != "slug"),
    ]

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "events.EventsIndexPage",
        "reading_lists.ReadingListIndexPage",
        "home.NewsIndexPage",
        "home.LibrariesIndexPage",
        "home.TopicPage",
        "home.StandardPage",
        "annual.AnnualReportIndexPage",
    ]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Straight to the page with this address: Wagtail asks twice for each level above it."""
        if path_components:
            page = Page.objects.filter(
                slug=path_components[-1],
                depth=self.depth + len(path_components),
                url_path=f"{self.url_path}{'/'.join(path_components)}/",
            ).first()
            if page:
                return page.specific.route(request, [])
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        resolve_links(self.body, self.locale.language_code)
        context["has_hero"] = any(section.block_type == "hero" for section in self.body)
        return context
