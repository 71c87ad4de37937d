"""Rooms and study seats with their rules, and who has booked them."""

import datetime as dt
from typing import Any

from django.utils import timezone

from events.spaces import services
from events.spaces.enums import BookableBy
from events.spaces.errors import BookingError
from events.spaces.models import Booking, Equipment, Seat, Space, SpaceHours, SpacePhoto, SpaceRules
from events.spaces.selectors import calendars
from events.spaces.services import Wish
from portal.accounts.models import Reader
from portal.core.models import Facility
from portal.demo import content
from portal.demo.content import Row

from .demo import Demo

COPIED = (
    *("slug", "name", "name_en", "kind", "capacity", "takes_book_clubs"),
    *("summary", "summary_en", "description", "description_en", "directions", "directions_en"),
)
LOOKS_AHEAD = 14


def build_rooms(demo: Demo) -> str:
    words = content.read("spaces")
    for position, row in enumerate(words["equipment"]):
        Equipment.objects.get_or_create(slug=row["slug"], defaults={**row, "position": position})
    rules = {
        key: SpaceRules.objects.get_or_create(name=row["name"], defaults=row)[0]
        for key, row in words["rules"].items()
    }
    made = 0
    for position, row in enumerate(words["space"]):
        library = demo.libraries[row["library"]]
        if not Space.objects.filter(library=library, slug=row["slug"]).exists():
            _room(row, demo, library=library, rules=rules[row["rules"]], position=position)
            made += 1
    return f"{made} rooms"


def _room(row: Row, demo: Demo, **fields: Any) -> None:
    space = Space(
        **{name: row[name] for name in COPIED if name in row},
        bookable_by=row.get("bookable_by", BookableBy.READERS),
        **fields,
    )
    space.save()
    space.equipment.set(Equipment.objects.filter(slug__in=row.get("equipment", [])))
    space.accessibility.set(Facility.objects.filter(slug__in=row.get("accessibility", [])))
    space.photos.set(
        SpacePhoto(image=demo.pictures[name], sort_order=order)
        for order, name in enumerate(row.get("photo", []))
    )
    space.seats.set(
        Seat(label=f"{'AB'[number // 10]}{number % 10 + 1}", sort_order=number)
        for number in range(row.get("seats", 0))
    )
    space.hours.set(
        SpaceHours(weekday=weekday, opens=opens, closes=closes)
        for weekday in range(1 if row.get("hours") else 7, 7)
        for opens, closes in map(_span, row.get("hours", []))
    )
    space.save()


def _span(text: str) -> tuple[dt.time, dt.time]:
    opens, closes = map(dt.time.fromisoformat, text.split("-"))
    return opens, closes


def build_bookings(demo: Demo) -> str:
    """What people without an account have asked for by telephone, and what is closed."""
    if Booking.objects.filter(occurrence=None).exists():
        return "bookings of rooms stand"
    words = content.read("spaces")
    spaces = {space.slug: space for space in Space.objects.select_related("rules", "library")}
    for row in words["booking"]:
        start, end = _times(row, demo)
        wish = Wish(start=start, end=end, people=row["people"], purpose=row.get("purpose", ""))
        _unless_taken(services.book_for, spaces[row["space"]], wish=wish, holder=row["holder"])
    for row in words["block"]:
        start, end = _times(row, demo)
        reasons = {name: row[name] for name in ("reason", "reason_en")}
        _unless_taken(services.block, spaces[row["space"]], start=start, end=end, **reasons)
    return f"{Booking.objects.count()} bookings of rooms, those of events among them"


def _times(row: Row, demo: Demo) -> tuple[dt.datetime, dt.datetime]:
    clock = dt.time.fromisoformat(row["time"])
    start = timezone.make_aware(dt.datetime.combine(demo.day(row["days"]), clock))
    return start, start + dt.timedelta(minutes=row["minutes"])


def _unless_taken(service: Any, space: Space, **wanted: Any) -> None:
    """An event may have the room already: the demo's days move with the calendar."""
    try:
        service(space, staff=None, **wanted)
    except BookingError:
        return


def build_own_bookings(reader: Reader, demo: Demo) -> None:
    """What the demo's reader has booked: the first free time from the day on that is named."""
    for row in content.read("spaces")["own"]:
        space = Space.objects.get(slug=row["space"])
        (calendar,) = calendars([space], demo.day(row["days"]), LOOKS_AHEAD)
        slot = next((slot for slot in calendar.slots if slot.is_free), None)
        if slot is None:
            continue
        wish = Wish(
            start=slot.start,
            end=slot.end,
            people=row.get("people", 1),
            group=row.get("group", ""),
            purpose=row.get("purpose", ""),
            is_book_club="book" in row,
            book=row.get("book", ""),
            copies=row.get("copies", 0),
        )
        services.request(space, reader=reader, wish=wish)
