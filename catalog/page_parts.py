"""Parts of the record page that higher layers add: reviews, lists, whatever stands on a book.

An app registers its parts when it starts (`AppConfig.ready`); the catalogue knows none of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from catalog.models import Record


@dataclass(frozen=True, slots=True)
class Content:
    """What the part's template needs, and what it adds to the record's structured data."""

    context: Mapping[str, Any]
    structured: Mapping[str, Any] = field(default_factory=dict)


Build = Callable[[Record], Content | None]


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    template: str
    build: Build
    position: int


@dataclass(frozen=True, slots=True)
class Shown:
    template: str
    content: Content


_parts: dict[str, Part] = {}


def register(name: str, template: str, build: Build, *, position: int = 100) -> None:
    """Add the part *name*; the lowest *position* stands first."""
    _parts[name] = Part(name, template, build, position)


def parts_of(record: Record) -> list[Shown]:
    """What is to be shown below the copies of *record*."""
    rows = sorted(_parts.values(), key=lambda part: (part.position, part.name))
    built = [(row.template, row.build(record)) for row in rows]
    return [Shown(template, content) for template, content in built if content is not None]


def structured_data(shown: list[Shown]) -> dict[str, Any]:
    """All that the parts add to the description of the book."""
    return {key: value for part in shown for key, value in part.content.structured.items()}
