"""What a visitor may narrow the list of reviews by. Unknown words in an address are ignored."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from catalog.enums import ClcClass, ReaderGroup
from community.reviews.enums import Form

NEWEST, HELPFUL, PICKS = "", "helpful", "picks"


@dataclass(frozen=True, slots=True)
class ReviewFilters:
    view: str = NEWEST
    form: str = ""
    audience: str = ""
    clc: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Self:
        return cls(
            view=_known(query.get("view", ""), (HELPFUL, PICKS)),
            form=_known(query.get("kind", ""), Form.values),
            audience=_known(query.get("audience", ""), ReaderGroup.values),
            clc=_known(query.get("category", ""), ClcClass.values),
        )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        if self.form:
            rows = rows.filter(form=self.form)
        if self.audience:
            rows = rows.filter(work__record__audience=self.audience)
        if self.clc:
            rows = rows.filter(work__record__clc_top=self.clc)
        if self.view == PICKS:
            return rows.picked()
        return rows.most_helpful() if self.view == HELPFUL else rows.newest()

    @property
    def is_active(self) -> bool:
        return bool(self.form or self.audience or self.clc)

    def query(self, **changed: str) -> str:
        """The address part of these filters, with some of them changed."""
        values = {
            "view": self.view,
            "kind": self.form,
            "audience": self.audience,
            "category": self.clc,
        } | changed
        return "?" + urlencode({name: value for name, value in values.items() if value})

    @property
    def views(self) -> list[dict[str, Any]]:
        labels = {NEWEST: _("Newest"), HELPFUL: _("Most helpful"), PICKS: _("Editors’ picks")}
        return [
            {"label": label, "url": self.query(view=view), "is_current": view == self.view}
            for view, label in labels.items()
        ]

    @property
    def forms(self) -> list[tuple[str, str, bool]]:
        labels = [("", _("All")), ("review", _("Reviews")), ("response", _("Reading responses"))]
        return [(value, label, value == self.form) for value, label in labels]

    @property
    def audiences(self) -> list[tuple[str, str, bool]]:
        return _options(ReaderGroup.choices, self.audience)

    @property
    def classes(self) -> list[tuple[str, str, bool]]:
        return _options(ClcClass.choices, self.clc)


def _options(choices: list[tuple[Any, Any]], chosen: str) -> list[tuple[str, str, bool]]:
    return [("", _("All"), not chosen)] + [
        (str(value), str(label), value == chosen) for value, label in choices
    ]


def _known(word: str, words: Any) -> str:
    return word if word in words else ""
