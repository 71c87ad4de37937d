"""Why something cannot be done with volunteers, in words fit to show."""


class VolunteerError(Exception):
    """*field* is the part of the form it is about ("" for the whole)."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class NotYetError(VolunteerError):
    """The person is not (yet) approved for this, or is too young for it."""


class FullError(VolunteerError):
    """No place and no room on the waiting list."""


class OverlapError(VolunteerError):
    """The person has another shift at this time."""
