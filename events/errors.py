class EventError(Exception):
    """A change to an event that cannot be made; the message is fit to show."""
