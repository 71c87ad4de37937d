"""A bibliographic record of the local catalogue."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.search import index

from catalog.clc import subclass
from catalog.enums import ClcClass, ReaderGroup
from catalog.isbn import hyphenated
from catalog.languages import language_name

from .work import Work


class _OwnValue:
    """A search field that is an attribute of the record.

    Wagtail looks for relations and tags behind each value, which takes a third of the time of
    indexing; a catalogue has a million records and neither.
    """

    field_name: str

    def get_value(self, record: "Record") -> Any:
        return getattr(record, self.field_name)


class Text(_OwnValue, index.SearchField):
    pass


class Typing(_OwnValue, index.AutocompleteField):
    pass


class Filter(_OwnValue, index.FilterField):
    pass


class RecordQuerySet(models.QuerySet["Record"]):
    def current(self) -> "RecordQuerySet":
        """Without the records the ILS has withdrawn; those keep their page but are not offered."""
        return self.filter(is_withdrawn=False)

    def recommended(self) -> "RecordQuerySet":
        """What may be shown unasked: current, and not kept out by an editor."""
        return self.current().filter(hidden__isnull=True)

    def with_isbn(self, isbn13: str) -> "RecordQuerySet":
        return self.filter(isbns__isbn=isbn13)


class Record(index.Indexed, models.Model):  # type: ignore[django-manager-missing]
    """One edition of a work, as the union catalogue describes it.

    Rows are written by the MARC import alone. Lists, reviews and events point at a row, so a record
    that vanishes from the catalogue is marked as withdrawn and never deleted.
    """

    source = models.CharField(_("catalogue"), max_length=20, default="local")
    record_id = models.CharField(_("control number"), max_length=60)
    title = models.TextField(pgettext_lazy("book", "title"))
    subtitle = models.TextField(_("subtitle"), blank=True)
    volume = models.TextField(pgettext_lazy("book", "volume"), blank=True)
    other_titles = models.JSONField(_("other titles"), default=list, blank=True)
    creators = models.JSONField(
        _("creators"),
        default=list,
        blank=True,
        help_text="[{name, role, is_main, country}]",
    )
    authors_text = models.TextField(_("authors"), blank=True)
    edition = models.TextField(pgettext_lazy("book", "edition"), blank=True)
    place = models.TextField(_("place of publication"), blank=True)
    publisher = models.TextField(_("publisher"), blank=True)
    year = models.PositiveSmallIntegerField(pgettext_lazy("book", "year"), null=True, blank=True)
    extent = models.TextField(_("extent"), blank=True)
    series = models.TextField(pgettext_lazy("book", "series"), blank=True)
    summary = models.TextField(pgettext_lazy("book", "summary"), blank=True)
    subjects = models.JSONField(_("subjects"), default=list, blank=True)
    clc = models.CharField(_("class number"), max_length=40, blank=True)
    clc_top = models.CharField(
        pgettext_lazy("book", "class"), max_length=1, choices=ClcClass.choices, blank=True
    )
    language = models.CharField(pgettext_lazy("book", "language"), max_length=3, blank=True)
    original_language = models.CharField(_("translated from"), max_length=3, blank=True)
    audience = models.CharField(
        _("reader group"), max_length=8, choices=ReaderGroup.choices, blank=True
    )
    price = models.CharField(_("price"), max_length=40, blank=True)
    isbn13 = models.JSONField(_("ISBN"), default=list, blank=True)
    bad_isbns = models.JSONField(_("wrong ISBN"), default=list, blank=True)
    library_codes = models.JSONField(_("held by"), default=list, blank=True)
    entered = models.DateField(_("entered in the catalogue"), null=True, blank=True)
    is_withdrawn = models.BooleanField(pgettext_lazy("book", "withdrawn"), default=False)

    title_pinyin = models.CharField(max_length=200, blank=True, editable=False)
    work = models.ForeignKey(
        Work, on_delete=models.PROTECT, null=True, editable=False, related_name="records"
    )
    content_hash = models.CharField(max_length=32, blank=True, editable=False)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = RecordQuerySet.as_manager()

    # Bulk imports write to the "catalogue" index themselves; the page index never sees records.
    search_auto_update = False
    search_fields = [
        Text("title", boost=4),
        Typing("title"),
        Text("subtitle", boost=2),
        Text("volume"),
        Text("other_titles_text"),
        Text("authors_text", boost=2),
        Typing("authors_text"),
        Text("subjects_text"),
        Text("series"),
        Text("publisher"),
        Text("summary", boost=0.5),
        Text("isbn_text"),
        Text("clc"),
        Filter("id"),
        Filter("source"),
        Filter("record_id"),
        Filter("clc_top"),
        Filter("clc_sub"),
        Filter("language"),
        Filter("audience"),
        Filter("year"),
        Filter("library_codes"),
        Filter("is_withdrawn"),
        Filter("title_pinyin"),
        Filter("entered"),
    ]

    class Meta:
        ordering = ["title_pinyin", "pk"]
        verbose_name = _("record")
        verbose_name_plural = _("records")
        constraints = [
            models.UniqueConstraint(fields=["source", "record_id"], name="one_record_per_number")
        ]
        indexes = [
            models.Index(fields=["title_pinyin", "id"], name="record_by_title"),
            models.Index(fields=["clc_top", "-entered"], name="record_by_class"),
        ]

    def __str__(self) -> str:
        return self.full_title

    def get_absolute_url(self) -> str:
        return reverse("catalog:record", args=[self.pk])

    @property
    def full_title(self) -> str:
        """Title, volume and subtitle in one line."""
        title = f"{self.title} {self.volume}" if self.volume else self.title
        return f"{title}：{self.subtitle}" if self.subtitle else title

    @property
    def main_creators(self) -> list[str]:
        """Names of the authors, without translators, editors and illustrators."""
        return [creator["name"] for creator in self.creators if creator.get("is_main")]

    @property
    def byline(self) -> str:
        """The names alone, as on a cover; *authors_text* also says who did what."""
        names = self.main_creators or [creator["name"] for creator in self.creators[:1]]
        return " ".join(names) or self.authors_text

    @property
    def is_picture_book(self) -> bool:
        return self.clc.startswith("I287.8") or self.audience in (
            ReaderGroup.INFANTS,
            ReaderGroup.PRESCHOOL,
        )

    @property
    def isbn(self) -> str:
        """The first valid ISBN, thirteen digits without hyphens; empty when there is none."""
        return self.isbn13[0] if self.isbn13 else ""

    @property
    def isbns_hyphenated(self) -> list[str]:
        return [hyphenated(isbn) for isbn in self.isbn13]

    @property
    def language_name(self) -> str:
        return language_name(self.language)

    @property
    def original_language_name(self) -> str:
        return language_name(self.original_language)

    @property
    def clc_sub(self) -> str:
        """The step below the class, kept in the search index alone."""
        return subclass(self.clc)

    @property
    def isbn_text(self) -> str:
        return " ".join(self.isbn13)

    @property
    def subjects_text(self) -> str:
        return " ".join(self.subjects)

    @property
    def other_titles_text(self) -> str:
        return " ".join(self.other_titles)


class RecordISBN(models.Model):
    """The ISBNs of a record in thirteen digits, so that one can be looked up by an index."""

    record = models.ForeignKey(
        Record, on_delete=models.CASCADE, related_name="isbns", db_index=False
    )  # the constraint below has the index
    isbn = models.CharField(max_length=13, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "isbn"], name="isbn_once_per_record")
        ]

    def __str__(self) -> str:
        return self.isbn
