"""The front page of a language."""

from django.utils.translation import gettext_lazy as _
from wagtail.search import index
from wagtail_localize.fields import BaseTranslatableField

from home.blocks import FrontPageBody
from portal.core.fields import StreamField
from portal.core.models import BasePage


class HomePage(BasePage):
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
    ]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")
