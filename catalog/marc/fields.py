"""The fields of one record, looked up by tag."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Self

from pymarc import Record

from .profiles import HoldingsProfile
from .text import clean
from .types import Item


class MarcField(NamedTuple):
    """A control field has *data*, any other has *subfields* of a code and a value."""

    tag: str
    indicators: str
    subfields: list[tuple[str, str]]
    data: str

    def first(self, code: str) -> str:
        return next((value for found, value in self.subfields if found == code), "")


_NONE: list[MarcField] = []


class Fields:
    """A record whose fields are looked up by tag."""

    __slots__ = ("_by_tag", "leader")

    def __init__(self, leader: str, fields: Iterable[MarcField]) -> None:
        self.leader = leader
        self._by_tag: dict[str, list[MarcField]] = {}
        for field in fields:
            self._by_tag.setdefault(field.tag, []).append(field)

    @classmethod
    def of(cls, record: Record) -> Self:
        """The fields of a record that pymarc has read."""
        return cls(
            str(record.leader),
            (
                MarcField(
                    field.tag,
                    "".join(field.indicators or ()),
                    [(code, value) for code, value in field.subfields],
                    field.data or "",
                )
                for field in record.fields
            ),
        )

    def __str__(self) -> str:
        """The beginning of the record, for a report."""
        values = (
            field.data or " ".join(value for _code, value in field.subfields)
            for fields in self._by_tag.values()
            for field in fields
        )
        return " | ".join(values)

    def __contains__(self, tag: str) -> bool:
        return tag in self._by_tag

    def control(self, tag: str) -> str:
        fields = self._by_tag.get(tag)
        return fields[0].data if fields else ""

    def each(self, *tags: str) -> Iterator[MarcField]:
        for tag in tags:
            yield from self._by_tag.get(tag, _NONE)

    def texts(self, tag: str, codes: str) -> list[str]:
        """The values of subfields *codes* of all fields *tag*, cleaned and without empty ones."""
        return [
            text
            for field in self._by_tag.get(tag, _NONE)
            for code, value in field.subfields
            if code in codes and (text := clean(value))
        ]

    def text(self, tag: str, code: str) -> str:
        """The first value, cleaned; empty if there is none."""
        for field in self._by_tag.get(tag, _NONE):
            for found, value in field.subfields:
                if found == code and (text := clean(value)):
                    return text
        return ""

    def coded(self, tag: str, code: str) -> str:
        """The first value as it stands: in coded data every blank has its place."""
        return next((found for field in self.each(tag) if (found := field.first(code))), "")

    def preferred(self, *tags: str) -> Iterator[MarcField]:
        """Fields in the script of the book: the linked 880 where the field is romanised."""
        own_script = {}
        for field in self._by_tag.get("880", _NONE):
            link = field.first("6")[:6]
            if not link.endswith("-00"):
                own_script[link] = field
        for tag in tags:
            for field in self._by_tag.get(tag, _NONE):
                link = field.first("6")
                yield own_script.get(f"{tag}-{link[4:6]}", field) if link else field

    def items(self, profile: HoldingsProfile) -> list[Item]:
        return [profile.item(first_values(field)) for field in self.each(profile.tag)]


def first_values(field: MarcField) -> dict[str, str]:
    """The first value of each subfield code, cleaned."""
    first: dict[str, str] = {}
    for code, value in field.subfields:
        if code not in first:
            first[code] = clean(value)
    return first


def joined(field: MarcField, codes: str, separator: str = " ") -> str:
    """The values of *codes* in one text."""
    return clean(separator.join(clean(value) for code, value in field.subfields if code in codes))


def extent(fields: Fields, tag: str, codes: str) -> str:
    """306页 : 彩图 ; 21cm, from the subfields for pages, illustrations and size."""
    text = fields.text(tag, codes[0])
    for mark, code in zip(":;", codes[1:], strict=True):
        if part := fields.text(tag, code):
            text += f" {mark} {part}"
    return text
