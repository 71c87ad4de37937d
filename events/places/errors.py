"""Why places cannot be had. The messages are fit to show."""

from django.db import OperationalError


class PlacesError(Exception):
    """A request for places that cannot be met."""


class ListFullError(PlacesError):
    """All places are taken, and so is the waiting list."""


class TakenError(PlacesError):
    """Fewer places are wanted than are taken already."""


class AnsweredError(PlacesError):
    """This offer is no longer open."""


class BusyError(PlacesError, OperationalError):
    """Another transaction held the places for too long: the same request may succeed later.

    As an error of the database it is answered with 503 and `Retry-After` where nobody catches it.
    """
