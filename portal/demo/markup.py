"""A few marks in plain text become the blocks of a page, and pairs of texts for its translation.

Paragraphs are set apart by an empty line. `## ` begins a heading, `- ` an item of a list, `> ` a
quotation with its source in the line `> — …`, `! ` a box whose first line is its title, `| ` a
table: its name, its headings, its rows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that belong together; *kind* is the mark they begin with."""

    kind: str
    lines: tuple[str, ...]

    @property
    def texts(self) -> list[str]:
        """What is to be translated, in the order of the page."""
        if self.kind == "|":
            return [cell for line in self.lines for cell in cells(line)]
        return list(self.lines)


def parts(text: str) -> list[Part]:
    return [_part(chunk.splitlines()) for chunk in re.split(r"\n\s*\n", text.strip()) if chunk]


def _part(lines: list[str]) -> Part:
    mark = re.match(r"(##|[->!|]) ", lines[0])
    if mark is None:
        return Part("", (" ".join(lines),))
    kind = mark[1]
    return Part(kind, tuple(line.removeprefix(kind).removeprefix(" — ").strip() for line in lines))


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("| ").split("|")]


def html(text: str) -> str:
    """Paragraphs, headings and lists alone, for a rich-text field."""
    return "".join(_html(part) for part in parts(text))


def _html(part: Part) -> str:
    lines = [escape(line) for line in part.lines]
    if part.kind == "##":
        return f"<h2>{lines[0]}</h2>"
    if part.kind == "-":
        return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
    return f"<p>{lines[0]}</p>"


def stream(text: str) -> list[dict[str, Any]]:
    """The raw value of a stream; running text that belongs together stands in one block."""
    blocks: list[dict[str, Any]] = []
    for part in parts(text):
        if part.kind in ("", "##", "-"):
            if not blocks or blocks[-1]["type"] != "text":
                blocks.append({"type": "text", "value": ""})
            blocks[-1]["value"] += _html(part)
        else:
            blocks.append(_BLOCKS[part.kind](part))
    return blocks


def _quote(part: Part) -> dict[str, Any]:
    text, source = (*part.lines, "")[:2]
    return {"type": "quote", "value": {"text": text, "source": source}}


def _callout(part: Part) -> dict[str, Any]:
    heading, *lines = part.lines
    text = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return {"type": "callout", "value": {"kind": "info", "title": heading, "text": text}}


def _table(part: Part) -> dict[str, Any]:
    (caption,), headings, *body = [cells(line) for line in part.lines]
    columns = [{"type": "text", "heading": heading} for heading in headings]
    value = {"caption": caption, "columns": columns, "rows": [{"values": row} for row in body]}
    return {"type": "table", "value": value}


_BLOCKS = {">": _quote, "!": _callout, "|": _table}


def pairs(text: str, english: str) -> Iterator[tuple[str, str]]:
    """Each text with its translation; the two must be built alike."""
    for ours, theirs in zip(parts(text), parts(english), strict=True):
        if ours.kind != theirs.kind:
            raise ValueError(f"“{ours.lines[0]}” is translated by another kind of block")
        yield from zip(ours.texts, theirs.texts, strict=True)
