"""On what terms people register, and who has: families that rang, and the demo's reader."""

import datetime as dt
from typing import Any

from events.enums import State
from events.models import Occurrence, PriorityGroup, SeriesQuestion
from events.registration import selectors, services
from events.registration.enums import Channel
from events.registration.errors import RegistrationError
from events.registration.models import Registration
from events.selectors import keys_of_slug
from portal.accounts.models import Reader
from portal.demo import content
from portal.demo.content import Row
from portal.demo.days import AFTER

from .demo import Demo

# Invented: pet names of families, as the library calls them.
NAMES = ("圆圆家", "小满家", "胡桃家", "阿布家", "青豆家", "团子家", "麦芽家", "橘子家")


def build_priority_groups(demo: Demo) -> str:
    rows = content.read("registration")["group"]
    for position, row in enumerate(rows):
        PriorityGroup.objects.get_or_create(
            slug=row["slug"], defaults={**row, "position": position}
        )
    return f"{len(rows)} priority groups"


def terms_of(slug: str) -> dict[str, Any]:
    """The fields of registration for the page of the series *slug*."""
    row: Row = dict(content.read("registration")["terms"].get(slug, {}))
    groups = row.pop("groups", [])
    questions = row.pop("question", [])
    if "opens_time" in row:
        row["opens_time"] = dt.time.fromisoformat(row["opens_time"])
    return {
        **row,
        "priority_groups": list(PriorityGroup.objects.filter(slug__in=groups)),
        "questions": [SeriesQuestion(**question) for question in questions],
    }


def build_registrations(demo: Demo) -> str:
    """What came in by telephone: no accounts, so no letters."""
    if Registration.objects.exists():
        return "registrations stand"
    number = 0
    for row in content.read("registration")["fill"]:
        date = _date(row, demo)
        pool = date and selectors.pool_of(date.uid)
        for adults, children in row["parties"] if pool else []:
            number += 1
            services.register_by_staff(
                pool,
                channel=Channel.PHONE,
                name=NAMES[number % len(NAMES)],
                phone=f"010-0000 2{number:03}",
                adults=adults,
                children=children,
            )
    return f"{number} registrations"


def build_own_registrations(reader: Reader, demo: Demo) -> None:
    for row in content.read("registration")["own"]:
        date = _date(row, demo)
        booking = date and selectors.booking(reader, date.uid)
        if booking is None:
            continue
        members = reader.family.filter(nickname__in=row["members"])
        try:
            registration = services.register(booking, members=members, adults=row["adults"])
        except RegistrationError:
            continue  # the demo's days move with the calendar: not open yet, or closed
        if row.get("is_cancelled"):
            services.cancel(registration)


def _date(row: Row, demo: Demo) -> Occurrence | None:
    """One of the coming dates of a series, none of those of today."""
    dates = Occurrence.objects.public().filter(
        series__translation_key__in=keys_of_slug(row["series"]),
        state=State.SCHEDULED,
        local_date__range=(demo.day(1), demo.day(AFTER)),
    )
    return dates.order_by("start")[row["nth"] : row["nth"] + 1].first()
