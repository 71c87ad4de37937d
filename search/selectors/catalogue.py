"""Facets of the catalogue: how many books there are of each class, reader group, language, library.

A group is counted without its own choice, so that one may change to a neighbour.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import pgettext

from catalog.clc import subclass_label
from catalog.enums import ClcClass, ReaderGroup
from catalog.languages import language_name
from portal.core.models import Library
from search.question import FACETS, Question

from .hits import book_results

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Option:
    label: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FacetGroup:
    label: str
    options: list[Option]

    @property
    def first(self) -> list[Option]:
        return self.options[:SHOWN]

    @property
    def more(self) -> list[Option]:
        return self.options[SHOWN:]


def facet_groups(question: Question, query: QueryDict) -> list[FacetGroup]:
    counts = _counts(question)
    groups = []
    for name, title in _titles().items():
        if name == "subclass" and "class" not in question.facets:
            continue
        label, chosen = _labels(name), question.facets.get(name)
        options = [
            Option(label(value), count, _address(query, name, value), chosen == str(value))
            for value, count in counts[name].items()
            if value
        ]
        if options:
            groups.append(FacetGroup(title, options))
    return groups


def chosen_facets(question: Question, query: QueryDict) -> list[Option]:
    """The choices that hold now; each address takes one back."""
    return [
        Option(_labels(name)(value), 0, _address(query, name, None), is_chosen=True)
        for name, value in question.facets.items()
    ]


def _counts(question: Question) -> dict[str, dict[Any, int]]:
    free = [name for name in FACETS if name not in question.facets]
    together = book_results(question).facets([FACETS[name] for name in free])
    counts = {name: together[FACETS[name]] for name in free}
    for name in question.facets:
        others = {other: value for other, value in question.facets.items() if other != name}
        counts[name] = book_results(replace(question, facets=others)).facet(FACETS[name])
    return counts


def _titles() -> dict[str, str]:
    return {
        "class": pgettext("book", "Class"),
        "subclass": pgettext("book", "Within the class"),
        "audience": pgettext("book", "For whom"),
        "language": pgettext("book", "Language"),
        "library": pgettext("book", "Library"),
    }


def _labels(name: str) -> Callable[[Any], str]:
    if name == "class":
        return lambda value: f"{value} {ClcClass(value).label}" if value in ClcClass else value
    if name == "subclass":
        return subclass_label
    if name == "audience":
        return lambda value: str(ReaderGroup(value).label) if value in ReaderGroup else value
    if name == "language":
        return language_name
    names = {library.code: library.short_label for library in Library.objects.all()}
    return lambda value: names.get(value, value)


def _address(query: QueryDict, name: str, value: Any) -> str:
    changed = query.copy()
    changed.pop("page", None)
    changed.pop(name, None)
    if name == "class":
        changed.pop("subclass", None)
    if value is not None:
        changed[name] = value
    return "?" + changed.urlencode()
