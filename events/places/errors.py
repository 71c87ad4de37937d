"""Why places cannot be had. The messages are fit to show."""


class PlacesError(Exception):
    """A request for places that cannot be met."""


class ListFullError(PlacesError):
    """All places are taken, and so is the waiting list."""


class TakenError(PlacesError):
    """Fewer places are wanted than are taken already."""


class AnsweredError(PlacesError):
    """This offer is no longer open."""


class BusyError(PlacesError):
    """Another transaction held the places for too long: the same request may succeed later."""
