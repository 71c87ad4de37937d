"""Vocabularies, libraries with their hours, special days and pages."""

import datetime as dt
from typing import Any

from events.models import Provision
from home.models import LibraryPage
from portal.core.models import Audience, ExceptionalDay, Facility, Library, OpeningHours, Topic
from portal.demo import content
from portal.demo.content import Row

from .demo import Demo, stream, texts_of

BILINGUAL = ("name", "short_name", "address", "directions")


def build_vocabularies(demo: Demo) -> str:
    vocabulary = content.read("vocabulary")
    demo.audiences = _terms(Audience, vocabulary["audience"])
    demo.topics = _terms(Topic, vocabulary["topic"])
    demo.provisions = _terms(Provision, vocabulary["provision"])
    _terms(Facility, vocabulary["facility"])
    return f"{len(demo.audiences)} groups of readers, {len(demo.topics)} topics"


def _terms(model: type, rows: list[Row]) -> dict[str, Any]:
    for position, row in enumerate(rows):
        model.objects.get_or_create(slug=row["slug"], defaults={**row, "position": position})
    return {term.slug: term for term in model.objects.all()}


def build_libraries(demo: Demo) -> str:
    facilities = {facility.slug: facility for facility in Facility.objects.all()}
    for position, row in enumerate(_library_rows()):
        library = Library.objects.filter(code=row["code"]).first()
        if library is None:
            library = _library(row, position, demo)
            library.facilities.set(facilities[slug] for slug in row["facilities"])
            library.opening_hours.set(_hours(row["hours"]))
            library.exceptional_days.set(_special_days(row["code"], demo))
            library.save()
        demo.libraries[library.code] = library
    return f"{len(demo.libraries)} libraries"


def _library_rows() -> list[Row]:
    """The main libraries first: a library needs the one it belongs to."""
    return sorted(content.rows("libraries", "library"), key=lambda row: (row["level"], row["code"]))


def _library(row: Row, position: int, demo: Demo) -> Library:
    texts = {
        f"{name}{suffix}": row[f"{name}{suffix}"] for name in BILINGUAL for suffix in ("", "_en")
    }
    plain = ("code", "slug", "level", "latitude", "longitude", "phone")
    return Library(
        **texts,
        **{name: row[name] for name in plain},
        position=position,
        parent=demo.libraries.get(row.get("parent", "")),
    )


def _hours(profile: str) -> list[OpeningHours]:
    week = content.read("vocabulary")["hours"][profile]
    return [
        OpeningHours(weekday=weekday, opens=opens, closes=closes)
        for weekday, spans in enumerate(week)
        for opens, closes in map(_span, spans)
    ]


def _span(text: str) -> tuple[dt.time, dt.time]:
    opens, closes = map(dt.time.fromisoformat, text.split("-"))
    return opens, closes


def _special_days(code: str, demo: Demo) -> list[ExceptionalDay]:
    days = [row for row in content.read("closures")["special"] if row["library"] == code]
    return [
        ExceptionalDay(
            date=demo.day(row["days"]),
            **dict(zip(("opens", "closes"), _span(row["open"]), strict=True))
            if "open" in row
            else {},
            reason=row["reason"],
            reason_en=row["reason_en"],
        )
        for row in days
    ]


def build_library_pages(demo: Demo) -> str:
    index = demo.index("libraries")
    made = 0
    for row in _library_rows():
        page_row = {**row, "title": row["name"], "title_en": row["name_en"], "library": row["code"]}
        page_row["body"], page_row["body_en"] = row["text"], row["text_en"]
        page = LibraryPage(**demo.shared(page_row), body=stream(page_row))
        texts = {
            row["name"]: row["name_en"],
            row["summary"]: row["summary_en"],
            **texts_of({"title": "", "title_en": "", **_body(page_row)}, "body"),
        }
        made += demo.publish(index, page, texts)
    return f"{made} pages of libraries"


def _body(row: Row) -> Row:
    return {"body": row["body"], "body_en": row["body_en"]}
