"""What may go wrong on the way to a reader. The text is kept with the message: no personal data."""


class DeliveryError(Exception):
    """The channel cannot deliver now; another attempt may succeed."""


class RejectedError(Exception):
    """The channel will never take this message to this address."""
