"""Pages that stand on their own: about us, how to get a card, accessibility statement …"""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from home.blocks import ArticleBody
from portal.core.fields import StreamField
from portal.core.models import BasePage


class StandardPage(BasePage):
    body = StreamField(ArticleBody(), verbose_name=_("text"), blank=True)

    content_panels = [*BasePage.content_panels, "body"]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The pages of the same section: those below, or those beside one that has none."""
        context = super().get_context(request, *args, **kwargs)
        pages = StandardPage.objects.live().public().defer_streamfields()
        below = list(pages.child_of(self))
        if not below and self.depth > 3:
            below = list(pages.sibling_of(self, inclusive=False))
        context["below"] = below
        return context
