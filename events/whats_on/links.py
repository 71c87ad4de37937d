"""Links of what's on that keep the visitor's choice, and ways into a calendar."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import quote, urlencode
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.feeds.text import absolute
from events.filters import Filters
from events.schedule.dates import month_label
from portal.core.selectors import coming_school_holiday


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    is_current: bool = False
    icon: str = ""


@dataclass(frozen=True, slots=True)
class CalendarLinks:
    """One calendar for each kind of phone and program. *once* is a series as a file."""

    url: str
    name: str
    once: str = ""

    @property
    def webcal(self) -> str:
        return "webcal://" + self.url.partition("://")[2]

    @property
    def google(self) -> str:
        return "https://calendar.google.com/calendar/r?cid=" + quote(self.webcal, safe="")

    @property
    def outlook(self) -> str:
        query = urlencode({"url": self.url, "name": self.name})
        return f"https://outlook.live.com/calendar/0/addfromweb?{query}"

    @property
    def office(self) -> str:
        """Outlook with an account of work or school."""
        return self.outlook.replace("outlook.live.com", "outlook.office.com", 1)


def calendar_links(path: str, name: str) -> CalendarLinks:
    return CalendarLinks(absolute(path), name)


def series_calendar_links(key: UUID, name: str, *, is_repeated: bool) -> CalendarLinks:
    """Of a series, by its address that stays; as a rule to add once if it has several dates."""
    path = reverse("events:lasting_series_feed", args=[key])
    return CalendarLinks(absolute(path), name, f"{path}?form=series" if is_repeated else "")


def whats_on_path() -> str:
    """The address of what's on in the active language."""
    return reverse("events:feed").removesuffix("calendar.ics")


def view_links(filters: Filters) -> list[Link]:
    """List, month and map; the days looked at stay as far as the other view knows them."""
    first = filters.first.isoformat() if filters.first else ""
    last = filters.last.isoformat() if filters.last else ""
    if filters.view == "month":
        ahead = first if filters.first and filters.first > timezone.localdate() else ""
        days = {"from_": ahead}
    else:
        days = {"from_": first, "to": last}
    return [
        Link(_("List"), "?" + filters.query(**days), not filters.view, "list"),
        Link(
            pgettext("view", "Month"),
            "?" + filters.query(view="month", from_=first),
            filters.view == "month",
            "calendar",
        ),
        Link(
            pgettext("view", "Map"),
            "?" + filters.query(view="map", **days),
            filters.view == "map",
            "pin",
        ),
    ]


def quick_links(filters: Filters) -> list[Link]:
    """Today, the weekend, a week, and the school holidays that are on or come next."""
    today = timezone.localdate()
    spans = [
        (_("Today"), (today, today)),
        (_("This weekend"), weekend(today)),
        (_("Next 7 days"), (today, today + dt.timedelta(days=6))),
    ]
    if holiday := coming_school_holiday(today):
        spans.append((holiday.label, (max(holiday.first, today), holiday.last)))
    view = {"view": filters.view}
    return [
        Link(
            label,
            "?" + filters.query(**view, from_=first.isoformat(), to=last.isoformat()),
            (filters.first, filters.last) == (first, last),
        )
        for label, (first, last) in spans
    ]


def weekend(today: dt.date) -> tuple[dt.date, dt.date]:
    """The coming Saturday and Sunday; on a Sunday, what is left of it."""
    saturday = today + dt.timedelta(days=5 - today.weekday())
    return max(saturday, today), saturday + dt.timedelta(days=1)


def month_link(filters: Filters, first: dt.date | None) -> Link | None:
    if first is None:
        return None
    query = filters.query(view="month", from_=first.isoformat())
    return Link(month_label(first), f"?{query}")
