"""Parts of pages of the front of the house that areas beside it add.

`home` and `reports` know nothing of each other (architecture): an app registers what it can show
when it starts, and the page asks for it. Nobody registered, or nothing to show, is None.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.core.charts import Chart
from portal.core.models import Library


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Up to four large numbers for the front page, with a chart, their page and their day."""

    figures: Sequence[Mapping[str, str]]
    chart: Chart | None
    url: str
    as_of: dt.date


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page and what its template needs."""

    template: str
    context: Mapping[str, Any]


_library_parts: dict[str, Callable[[Library], Part | None]] = {}
_key_figures: list[Callable[[], KeyFigures | None]] = []


def register_library_part(name: str, build: Callable[[Library], Part | None]) -> None:
    _library_parts[name] = build


def library_parts(library: Library) -> list[Part]:
    """What is to be shown on the page of *library* beside its own."""
    return [part for build in _library_parts.values() if (part := build(library))]


def register_key_figures(build: Callable[[], KeyFigures | None]) -> None:
    _key_figures[:] = [build]


def key_figures() -> KeyFigures | None:
    """The public figures of the year, for pages that show them in a row."""
    return next((found for build in _key_figures if (found := build())), None)
