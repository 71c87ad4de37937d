"""iCalendar (RFC 5545, RFC 7986) as bytes: a writer without Django and without surprises.

Every line ends in CRLF and has at most 75 octets, folded between characters: Google refuses a whole
file for one bad fold. Times are UTC, so no VTIMEZONE is needed. Nothing depends on the moment of
writing: the same event gives the same bytes. `series_ical` adds what a whole series needs.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

MAX_OCTETS = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u2028\u2029]+")
_NOT_IN_URI = re.compile(r"[\x00-\x20\x7f\"<>\\^`{|}]")


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One VEVENT. Whole days are given as the local midnights at which they begin and end.

    After the description comes the address, for programs that do not show URL.
    """

    uid: str
    sequence: int
    modified: dt.datetime
    start: dt.datetime
    end: dt.datetime
    summary: str
    url: str
    all_day: bool = False
    cancelled: bool = False
    location: str = ""
    description: str = ""
    categories: tuple[str, ...] = ()
    geo: tuple[float, float] | None = None
    related_to: str = ""


@dataclass(frozen=True, slots=True)
class CalendarHead:
    """What stands at the top of a calendar."""

    name: str
    publisher: str
    language: str
    url: str
    source: str
    tz: str
    modified: dt.datetime
    description: str = ""
    refresh: str = "PT6H"
    color: tuple[str, str] = ("firebrick", "#B0301D")


@lru_cache(maxsize=1024)
def escape(text: str) -> str:
    """Text as a property value; control characters, which no parser likes, become spaces.

    Kept, as `_text_line` is: all dates of a series have the same title, place and description.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub(" ", text).translate(_ESCAPES)


def fold(line: str) -> bytes:
    """A content line as bytes, broken before it grows over 75 octets, never inside a character."""
    data = line.encode()
    if len(data) <= MAX_OCTETS:
        return data + b"\r\n"
    pieces = []
    room = MAX_OCTETS
    while len(data) > room:
        cut = room
        while data[cut] & 0xC0 == 0x80:
            cut -= 1
        pieces.append(data[:cut])
        data, room = data[cut:], MAX_OCTETS - 1
    pieces.append(data)
    return b"\r\n ".join(pieces) + b"\r\n"


def uri(address: str) -> str:
    if _NOT_IN_URI.search(address):
        raise ValueError(f"not an address: {address[:50]!r}")
    return address


def utc(moment: dt.datetime) -> str:
    """Spelt out by hand: `strftime` takes ten times as long, and a calendar has thousands."""
    m = moment if moment.tzinfo is dt.UTC else moment.astimezone(dt.UTC)
    return f"{m.year:04}{m.month:02}{m.day:02}T{m.hour:02}{m.minute:02}{m.second:02}Z"


@lru_cache(maxsize=1024)
def _text_line(name: str, *values: str) -> bytes:
    return fold(f"{name}:" + ",".join(map(escape, values)))


def vevent(event: CalendarEvent, when: Sequence[str] = ()) -> bytes:
    """One event; *when* are the lines that say its time if it is part of a series."""
    stamp, url = utc(event.modified), uri(event.url)
    lines = [
        fold(f"UID:{uri(event.uid)}"),
        f"DTSTAMP:{stamp}\r\nLAST-MODIFIED:{stamp}\r\nSEQUENCE:{event.sequence}\r\n".encode(),
        *map(fold, when or _span(event)),
        _text_line("SUMMARY", event.summary),
    ]
    if event.location:
        lines.append(_text_line("LOCATION", event.location))
    description = f"{escape(event.description)}\\n" if event.description else ""
    lines += [fold(f"DESCRIPTION:{description}{url.translate(_ESCAPES)}"), fold(f"URL:{url}")]
    if event.categories:
        lines.append(_text_line("CATEGORIES", *event.categories))
    if event.geo:
        lines.append(fold("GEO:{:.6f};{:.6f}".format(*event.geo)))
    if event.related_to:
        lines.append(_text_line("RELATED-TO", event.related_to))
    lines += [
        b"STATUS:CANCELLED\r\n" if event.cancelled else b"STATUS:CONFIRMED\r\n",
        b"TRANSP:TRANSPARENT\r\n" if event.cancelled or event.all_day else b"TRANSP:OPAQUE\r\n",
    ]
    return b"BEGIN:VEVENT\r\n" + b"".join(lines) + b"END:VEVENT\r\n"


def _span(event: CalendarEvent) -> list[str]:
    if event.all_day:
        return [
            f"DTSTART;VALUE=DATE:{event.start:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.end:%Y%m%d}",
        ]
    return [f"DTSTART:{utc(event.start)}", f"DTEND:{utc(event.end)}"]


def vcalendar(head: CalendarHead, events: Iterable[bytes]) -> bytes:
    name = escape(head.name)
    css_color, rgb = head.color
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{escape(head.publisher)}//Events 1.0//{escape(head.language.upper())}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{name}",
        f"X-WR-CALNAME:{name}",
    ]
    if head.description:
        description = escape(head.description)
        lines += [f"DESCRIPTION:{description}", f"X-WR-CALDESC:{description}"]
    lines += [
        f"X-WR-TIMEZONE:{escape(head.tz)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{head.refresh}",
        f"X-PUBLISHED-TTL:{head.refresh}",
        f"SOURCE;VALUE=URI:{uri(head.source)}",
        f"URL:{uri(head.url)}",
        f"COLOR:{css_color}",
        f"X-APPLE-CALENDAR-COLOR:{rgb}",
        f"LAST-MODIFIED:{utc(head.modified)}",
    ]
    return b"".join([*map(fold, lines), *events, fold("END:VCALENDAR")])
