"""The network of libraries as pages: an index with a map, and a page for each library."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.search import index

from community.clubs.selectors import clubs_of_library, with_cards
from events.selectors import detailed, first_of_each, upcoming_dates, with_pages
from events.spaces.selectors import rooms_of
from home.blocks import ArticleBody
from home.maps import map_links
from home.network import Entry, network
from portal.core.fields import StreamField
from portal.core.languages import localized_path
from portal.core.models import BasePage, Library
from portal.core.page_parts import library_parts
from reading_lists.models import ReadingListPage

from .news import NewsPage
from .short_lived import ShortLived


class LibrariesIndexPage(ShortLived, BasePage):
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.LibraryPage"]

    class Meta:
        verbose_name = _("libraries index")
        verbose_name_plural = _("libraries indexes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        entries = network(self.locale.language_code, timezone.now())
        context.update(
            groups=_groups(entries),
            places=[entry.place for entry in entries],
            open_count=sum(entry.status.is_open for entry in entries),
        )
        return context


class LibraryPage(ShortLived, BasePage):
    """The story of one library; its hours, address and facilities are the library's own data."""

    library = models.ForeignKey(
        Library, verbose_name=_("library"), on_delete=models.PROTECT, related_name="pages"
    )
    body = StreamField(ArticleBody(), verbose_name=_("text"), blank=True)

    content_panels = ["title", "library", "summary", "cover", "body"]
    promote_panels = ["topics", *Page.promote_panels]
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

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """A new page takes its address from the library."""
        if not self.slug and self.library_id:
            self.slug = self.library.slug
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """One page per library and language.

        The language is in Wagtail's table, out of reach of a constraint of ours.
        """
        super().clean()
        twins = LibraryPage.objects.filter(library_id=self.library_id, locale_id=self.locale_id)
        if self.library_id and twins.exclude(pk=self.pk).exists():
            raise ValidationError({"library": _("This library has a page already.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        language = self.locale.language_code
        entries = network(language, timezone.now())
        entry = next(entry for entry in entries if entry.library.pk == self.library_id)
        library = entry.library
        today = entry.status.moment.date()
        facilities = list(library.facilities.all())
        news = NewsPage.objects.in_language(language).filter(library=library).listed()
        lists = ReadingListPage.objects.filter(locale=self.locale, library=library)
        next_of_each_series = first_of_each(upcoming_dates(libraries=[library.slug]))
        context.update(
            entry=entry,
            library=library,
            today=today,
            week=entry.timetable.week(today),
            exceptional_days=list(library.exceptional_days.filter(date__gte=today)),
            facilities=[row for row in facilities if not row.is_accessibility],
            accessibility=[row for row in facilities if row.is_accessibility],
            places=[entry.place for entry in entries],
            main=next((e for e in entries if e.library.pk == library.parent_id), None),
            below=[e for e in entries if e.library.parent_id == library.pk],
            map_links=map_links(library),
            occurrences=with_pages(detailed(next_of_each_series[:6]), self.locale),
            events_url=f"{localized_path('/events/')}?branch={library.slug}",
            rooms=rooms_of(library),
            clubs=with_cards(clubs_of_library(library)),
            lists=lists.published()[:3].with_fans(),
            news=news[:4],
            parts=library_parts(library),
        )
        return context


def _groups(entries: list[Entry]) -> list[list[Entry]]:
    """The entries by main library, which stands first."""
    groups: list[list[Entry]] = []
    for entry in entries:
        if entry.is_main or not groups:
            groups.append([])
        groups[-1].append(entry)
    return groups
