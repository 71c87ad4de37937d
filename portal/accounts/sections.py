"""Sections of "my library" that other apps add: what they know of a reader, and how it looks.

An app registers its sections when it starts (`AppConfig.ready`); this one knows none of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from portal.accounts.models import Reader

Build = Callable[[Reader], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Section:
    """*build* answers what *template* needs, or None where there is nothing to show."""

    name: str
    template: str
    build: Build
    position: int


@dataclass(frozen=True, slots=True)
class Shown:
    template: str
    context: Mapping[str, Any]


_sections: dict[str, Section] = {}


def register(name: str, template: str, build: Build, *, position: int = 100) -> None:
    """Add the section *name*; the lowest *position* stands first."""
    _sections[name] = Section(name, template, build, position)


def sections(reader: Reader) -> list[Shown]:
    """What is to be shown to *reader*."""
    rows = sorted(_sections.values(), key=lambda section: (section.position, section.name))
    built = [(row.template, row.build(reader)) for row in rows]
    return [Shown(template, context) for template, context in built if context is not None]
