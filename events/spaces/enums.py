"""The words staff use for rooms and bookings."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SpaceKind(models.TextChoices):
    MEETING = "meeting", _("meeting room")
    HALL = "hall", _("lecture hall")
    READING = "reading", _("reading room")
    STUDY = "study", _("study room")
    CHILDREN = "children", _("children's room")

    @property
    def icon(self) -> str:
        return {"hall": "screen", "study": "seat", "reading": "book", "children": "hand"}.get(
            self.value, "users"
        )


class BookableBy(models.TextChoices):
    NOBODY = "nobody", _("nobody")
    READERS = "readers", _("readers")
    GROUPS = "groups", pgettext_lazy("booking", "groups")
    STAFF = "staff", _("staff only")


class TimeMode(models.TextChoices):
    """How a day is cut into what can be booked."""

    SLOTS = "slots", _("slots of one length")
    OPENINGS = "openings", _("each opening as a whole")
    FREE = "free", _("any length between two limits")


class BookingKind(models.TextChoices):
    ROOM = "room", _("room")
    SEAT = "seat", _("seat")
    BOOK_CLUB = "book_club", _("book club")
    EVENT = "event", _("event")
    BLOCK = "block", _("closed")


class Status(models.TextChoices):
    REQUESTED = "requested", _("requested")
    APPROVED = "approved", _("booked")
    DECLINED = "declined", _("declined")
    CANCELLED = "cancelled", _("cancelled")
    NO_SHOW = "no_show", _("nobody came")

    @property
    def look(self) -> tuple[str, str]:
        """The icon and the colour that stand with the word."""
        return {
            "requested": ("hourglass", "gamboge"),
            "approved": ("check", "malachite"),
            "declined": ("close", "cinnabar"),
            "cancelled": ("close", "ink"),
            "no_show": ("alert", "ink"),
        }[self.value]


# What holds its time: nobody else may have it. The constraint in the database names these too.
HOLDING = (Status.REQUESTED, Status.APPROVED)
