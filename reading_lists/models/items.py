"""One book on a list: same place and record in all languages, a note in each language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField


class ReadingListItem(TranslatableMixin, Orderable):
    # A list is nothing without its page; a record that stands on a list may not vanish unnoticed.
    page = ParentalKey(
        "reading_lists.ReadingListPage", on_delete=models.CASCADE, related_name="items"
    )
    record = models.ForeignKey(
        "catalog.Record",
        verbose_name=_("book"),
        on_delete=models.PROTECT,
        related_name="list_items",
    )
    note = models.TextField(
        _("why we chose it"),
        max_length=400,
        blank=True,
        help_text=_("One or two sentences of your own that make someone want to open the book."),
    )

    panels = ["record", "note"]
    search_fields = [index.SearchField("note")]
    override_translatable_fields = [SynchronizedField("record"), TranslatableField("note")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("book on a list")
        verbose_name_plural = _("books on lists")
        constraints = [
            models.UniqueConstraint(fields=["page", "record"], name="record_once_per_list"),
        ]

    def __str__(self) -> str:
        return str(self.record)
