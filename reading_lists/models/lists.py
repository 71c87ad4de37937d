"""One reading list: who it is for, who chose it, and the books in their order."""

from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail_localize.fields import TranslatableField

from catalog.availability import Knowledge
from catalog.selectors import availability
from catalog.structured import json_ld
from events.selectors import detailed, first_of_each, upcoming_dates, with_pages
from portal.core.blocks import BodyBlock
from portal.core.fields import StreamField
from portal.core.models import Audience, BasePage, Topic
from reading_lists.panels import BooksPanel
from reading_lists.picks import ListedBook, Pick
from reading_lists.structured import list_data

from .querysets import ReadingListManager

FAN = 5
MOST_EVENTS = 3
CACHE_SECONDS = 5 * 60  # the next events are on the page


class ReadingListPage(BasePage):
    parent_page_types = ["reading_lists.ReadingListIndexPage"]
    subpage_types: list[str] = []
    template = "reading_lists/list.html"

    compiled_by = models.CharField(
        _("compiled by"),
        max_length=80,
        blank=True,
        help_text=_("Who chose the books, for example “Children's team, First Library”."),
    )
    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("What the books have in common and where to start."),
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("after the books"),
        blank=True,
        help_text=_("Questions to talk about, films, museums, places to go."),
    )

    objects = ReadingListManager()

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("compiled_by"),
        FieldPanel("introduction"),
        BooksPanel(
            "items",
            heading=_("Books"),
            label=_("Book"),
            chooser_field_name="record",
            help_text=_("Choose books from the catalogue and drag them into order."),
        ),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
        index.SearchField("compiled_by"),
        index.RelatedFields(
            "items",
            [
                index.SearchField("note"),
                index.RelatedFields(
                    "record", [index.SearchField("title"), index.SearchField("authors_text")]
                ),
            ],
        ),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        TranslatableField("compiled_by"),
    ]

    class Meta:
        verbose_name = _("reading list")
        verbose_name_plural = _("reading lists")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        books = self._books()
        audiences, topics = list(self.audiences.all()), list(self.topics.all())
        pick = Pick.from_query(request.GET, books)
        records = [book.record for book in books]
        url = settings.PORTAL_BASE_URL.rstrip("/") + request.path
        return {
            **super().get_context(request, *args, **kwargs),
            "books": pick.apply(books),
            "pick": pick,
            "book_count": len(books),
            "knowledge": Knowledge.of(book.availability for book in books),
            "on_shelf": sum(book.is_on_shelf for book in books),
            "fan": records[:FAN],
            "published": self.first_published_at and localdate(self.first_published_at),
            "audiences": audiences,
            "topics": topics,
            "occurrences": self._related_events(audiences, topics),
            "json_ld": json_ld(list_data(self, records, url=url)),
        }

    def _books(self) -> list[ListedBook]:
        items = list(self.items.select_related("record"))
        copies = availability([item.record for item in items])
        return [ListedBook(item.record, item.note, copies[item.record_id]) for item in items]

    def _related_events(self, audiences: list[Audience], topics: list[Topic]) -> list[Any]:
        """The next date of some series for the same readers on the same topics."""
        if not topics:
            return []
        dates = upcoming_dates(
            audiences=[audience.slug for audience in audiences],
            topics=[topic.slug for topic in topics],
        )
        return with_pages(detailed(first_of_each(dates)[:MOST_EVENTS]), get_language() or "")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().serve(request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=CACHE_SECONDS)
        return response

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        self._let_books_change_places()
        super().save(*args, **kwargs)

    def _let_books_change_places(self) -> None:
        """Take away rows that are about to show another book, so that two may be exchanged.

        Rows are written one by one, and a book may stand on a list only once at every moment. The
        rows come back with the same primary key when the page is saved.
        """
        if not self.pk or "items" not in getattr(self, "_cluster_related_objects", {}):
            return
        chosen = {item.pk: item.record_id for item in self.items.all()}
        stored = self.items.get_live_queryset()
        changed = [
            pk
            for pk, record_id in stored.values_list("pk", "record_id")
            if chosen.get(pk, record_id) != record_id
        ]
        stored.filter(pk__in=changed).delete()
