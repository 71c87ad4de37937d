"""The abstract page every page type of the portal stands on (design, D14)."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from portal.core.admin_forms import LibraryPageForm
from portal.core.permissions import LibraryPagePermissionTester
from portal.core.slugs import pinyin_slug

from .libraries import Library
from .vocabulary import Audience, Topic


class BasePage(Page):
    """Summary, cover, reader groups, topics and the library a page belongs to.

    A page without a library is the whole network's. The slug, cover, groups, topics and library are
    kept the same in all languages; the texts are translated.
    """

    slug: str  # Wagtail's; said again for the type checker, which does not see Wagtail
    summary = models.CharField(
        _("summary"),
        max_length=200,
        blank=True,
        help_text=_("One or two sentences shown in lists, search results and shared links."),
    )
    cover = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("cover picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    audiences = ParentalManyToManyField(
        Audience, verbose_name=_("for whom"), blank=True, related_name="+"
    )
    topics = ParentalManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="+")
    library = models.ForeignKey(
        Library,
        verbose_name=_("library"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Leave empty if the page belongs to the whole network."),
    )

    class Meta:
        abstract = True

    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=1.5),
        index.FilterField("library_id"),
        index.RelatedFields("audiences", [index.SearchField("name"), index.SearchField("name_en")]),
        index.RelatedFields("topics", [index.SearchField("name"), index.SearchField("name_en")]),
    ]

    override_translatable_fields = [
        SynchronizedField("slug"),
        SynchronizedField("cover"),
        SynchronizedField("audiences"),
        SynchronizedField("topics"),
        SynchronizedField("library"),
        TranslatableField("summary"),
    ]

    base_form_class = LibraryPageForm

    content_panels = [*Page.content_panels, "summary", "cover"]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("audiences"),
                FieldPanel("topics"),
                FieldPanel("library"),
            ],
            heading=_("For whom and what about"),
        ),
        *Page.promote_panels,
    ]

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """A page without an address gets one from its title, in pinyin."""
        if not self.slug and self.path and (slug := pinyin_slug(self.title)):
            self.slug = find_available_slug(self.get_parent(), slug, ignore_page_id=self.pk)
        super().full_clean(*args, **kwargs)

    def permissions_for_user(self, user: Any) -> LibraryPagePermissionTester:
        return LibraryPagePermissionTester(user, self)
