class EventError(Exception):
    """A change to an event that cannot be made; the message is fit to show."""


class StaleError(EventError):
    """Somebody else changed the date while it was being looked at."""
