"""The few marks of a consent text: "# " a heading, "- " a point of a list, else paragraphs."""

from dataclasses import dataclass
from itertools import groupby
from typing import Literal

Kind = Literal["heading", "list", "paragraph"]


@dataclass(frozen=True, slots=True)
class Block:
    kind: Kind
    lines: tuple[str, ...]


def blocks(text: str) -> list[Block]:
    """The text in order, plain words throughout."""
    found: list[Block] = []
    lines = (line.strip() for line in text.splitlines())
    for kind, group in groupby(lines, key=_kind):
        words = [line.removeprefix("# ").removeprefix("- ") for line in group]
        if kind == "heading":
            found += [Block("heading", (word,)) for word in words]
        elif kind is not None:
            found.append(Block(kind, tuple(words)))
    return found


def _kind(line: str) -> Kind | None:
    if not line:
        return None
    if line.startswith("# "):
        return "heading"
    return "list" if line.startswith("- ") else "paragraph"
