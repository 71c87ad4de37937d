"""Books on other apps' pages."""

from functools import cached_property
from importlib import import_module
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.coreutils import resolve_model_string

from catalog.enums import ClcClass, ReaderGroup


class RecordChooserBlock(blocks.ChooserBlock):
    """A record of the catalogue, chosen by title, author, ISBN or pinyin."""

    class Meta:
        icon = "openquote"

    @cached_property
    def target_model(self) -> Any:
        return resolve_model_string("catalog.Record")

    @cached_property
    def widget(self) -> Any:
        # Blocks lie below the admin's views; Wagtail's own choosers look up in the same way.
        return import_module("catalog.widgets").AdminRecordChooser()


class BookRowValue(blocks.StructValue):
    @property
    def books(self) -> list[Any]:
        """Chosen records in their order, or the newest of a class, group or subject."""
        selectors = import_module("catalog.selectors")
        chosen = [record for record in self.get("records", ()) if record is not None]
        if not chosen:
            chosen = selectors.newest(
                clc_top=self.get("clc_top", ""),
                audience=self.get("audience", ""),
                subject=self.get("subject", ""),
                limit=self.get("limit") or BookRowBlock.DEFAULT,
            )
        found = selectors.availability(chosen)
        return [{"record": record, "availability": found[record.pk]} for record in chosen]


class BookRowBlock(blocks.StructBlock):
    """A row of books with their covers and where they can be had."""

    DEFAULT = 6

    title = blocks.CharBlock(label=_("title"), max_length=60, required=False, default="")
    records = blocks.ListBlock(
        RecordChooserBlock(label=pgettext_lazy("book", "book"), required=False),
        label=pgettext_lazy("book", "books"),
        max_num=12,
        default=[],
        help_text=_("Leave empty to show the newest books that fit the choices below."),
    )
    clc_top = blocks.ChoiceBlock(
        label=pgettext_lazy("book", "class"), choices=ClcClass.choices, required=False
    )
    audience = blocks.ChoiceBlock(
        label=_("reader group"), choices=ReaderGroup.choices, required=False
    )
    subject = blocks.CharBlock(
        label=_("subject"),
        max_length=40,
        required=False,
        default="",
        help_text=_("A word that must stand in the title or among the subjects."),
    )
    limit = blocks.IntegerBlock(
        label=pgettext_lazy("book", "how many at most"),
        min_value=1,
        max_value=12,
        default=DEFAULT,
        required=False,
    )

    class Meta:
        icon = "openquote"
        group = _("From the library")
        label = _("Books")
        description = _("Books of the catalogue: chosen ones, or the newest of a class or group.")
        template = "catalog/blocks/book_row.html"
        value_class = BookRowValue
        preview_value = {"title": "新书上架", "records": [], "limit": 3}

    def clean(self, value: BookRowValue) -> BookRowValue:
        value = super().clean(value)
        chosen = [record for record in value["records"] if record is not None]
        if not chosen and not any(value[key] for key in ("clc_top", "audience", "subject")):
            error = ValidationError(_("Choose books, or a class, a reader group or a subject."))
            raise StructBlockValidationError(block_errors={"records": error})
        return value


class MostBorrowedValue(blocks.StructValue):
    @cached_property
    def found(self) -> dict[str, Any] | None:
        """The books with their loans and who counted them; nothing where nobody does."""
        selectors = import_module("catalog.selectors")
        most = selectors.most_borrowed(
            int(self.get("days") or MostBorrowedBlock.DAYS),
            clc_top=self.get("clc_top", ""),
            audience=self.get("audience", ""),
            limit=self.get("limit") or BookRowBlock.DEFAULT,
        )
        if most is None:
            return None
        known = selectors.availability(most.records)
        return {
            "count": most.count,
            "books": [
                {
                    "record": record,
                    "availability": known[record.pk],
                    "note": _loans(most.loans[record.pk]),
                }
                for record in most.records
            ],
        }


def _loans(number: int) -> str:
    return ngettext("%(count)d loan", "%(count)d loans", number) % {"count": number}


class MostBorrowedBlock(blocks.StructBlock):
    """What the library system has counted; hidden by itself where it counts nothing."""

    DAYS = 30

    title = blocks.CharBlock(label=_("title"), max_length=60, required=False, default="")
    days = blocks.ChoiceBlock(
        label=_("period"),
        choices=[
            ("7", _("Last 7 days")),
            ("30", _("Last 30 days")),
            ("90", _("Last 90 days")),
            ("365", _("Last 365 days")),
        ],
        default=str(DAYS),
    )
    clc_top = blocks.ChoiceBlock(
        label=pgettext_lazy("book", "class"), choices=ClcClass.choices, required=False
    )
    audience = blocks.ChoiceBlock(
        label=_("reader group"), choices=ReaderGroup.choices, required=False
    )
    limit = blocks.IntegerBlock(
        label=pgettext_lazy("book", "how many at most"),
        min_value=1,
        max_value=12,
        default=BookRowBlock.DEFAULT,
        required=False,
    )

    class Meta:
        icon = "openquote"
        group = _("From the library")
        label = _("Most borrowed books")
        description = _("What was borrowed most in a period, as the library system has counted it.")
        template = "catalog/blocks/most_borrowed.html"
        value_class = MostBorrowedValue
        preview_value = {"title": "借得最多", "days": "30", "limit": 3}
