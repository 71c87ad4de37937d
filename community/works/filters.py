"""What a visitor may narrow the gallery by. Unknown words in an address are ignored."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from community.works.enums import Band, Form
from community.works.models import Call, Category

Option = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class WorkFilters:
    call: Call | None = None
    category: Category | None = None
    band: str = ""
    form: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Self:
        slug, number = query.get("call", ""), query.get("category", "")
        call = Call.objects.published().filter(slug=slug).first() if slug else None
        category = None
        if call and number.isascii() and number.isdecimal():
            category = call.categories.filter(pk=int(number[:9])).first()
        return cls(
            call=call,
            category=category,
            band=_known(query.get("age", ""), Band.values),
            form=_known(query.get("kind", ""), Form.values),
        )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        if self.call:
            rows = rows.filter(call=self.call)
        if self.category:
            rows = rows.filter(category=self.category)
        if self.band:
            rows = rows.filter(band=self.band)
        return rows.filter(form=self.form) if self.form else rows

    @property
    def is_active(self) -> bool:
        return bool(self.call or self.band or self.form)

    @property
    def calls(self) -> list[Option]:
        rows = Call.objects.published().only("slug", "title", "title_en")
        chosen = self.call.slug if self.call else ""
        return _options(((call.slug, call.label) for call in rows), chosen)

    @property
    def categories(self) -> list[Option]:
        """Only of the call that is chosen."""
        if not self.call:
            return []
        chosen = str(self.category.pk) if self.category else ""
        rows = ((str(row.pk), row.label) for row in self.call.categories.all())
        options = _options(rows, chosen)
        return options if len(options) > 1 else []

    @property
    def bands(self) -> list[Option]:
        return _options(Band.choices, self.band)

    @property
    def forms(self) -> list[Option]:
        return _options(Form.choices, self.form)


def _options(choices: Any, chosen: str) -> list[Option]:
    return [("", _("All"), not chosen)] + [
        (str(value), str(label), str(value) == chosen) for value, label in choices
    ]


def _known(word: str, words: Any) -> str:
    return word if word in words else ""
