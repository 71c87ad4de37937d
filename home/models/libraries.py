"""The network of libraries as pages: an index with a map, and a page for each library."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from home.blocks import ArticleBody
from portal.core.fields import StreamField
from portal.core.models import BasePage, Library


class LibrariesIndexPage(BasePage):
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.LibraryPage"]

    class Meta:
        verbose_name = _("libraries index")
        verbose_name_plural = _("libraries indexes")


class LibraryPage(BasePage):
    """The story of one library; its hours, address and facilities are the library's own data."""

    library = models.ForeignKey(
        Library, verbose_name=_("library"), on_delete=models.PROTECT, related_name="pages"
    )
    body = StreamField(ArticleBody(), verbose_name=_("text"), blank=True)

    content_panels = ["title", "library", "summary", "cover", "body"]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.RelatedFields(
            "library",
            [
                index.SearchField("name"),
                index.SearchField("name_en"),
                index.SearchField("address"),
                index.SearchField("address_en"),
            ],
        ),
    ]

    parent_page_types = ["home.LibrariesIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("library page")
        verbose_name_plural = _("library pages")

    def full_clean(self, *args, **kwargs) -> None:
        """A new page takes its address from the library."""
        if not self.slug and self.library_id:
            self.slug = self.library.slug
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """One page per library and language; the locale is in Wagtail's table, out of reach
        of a constraint of ours.
        """
        super().clean()
        twins = LibraryPage.objects.filter(library_id=self.library_id, locale_id=self.locale_id)
        if self.library_id and twins.exclude(pk=self.pk).exists():
            raise ValidationError({"library": _("This library has a page already.")})
