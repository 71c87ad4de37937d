"""Why something is not taken or not decided. Messages are fit to show."""


class ModerationError(Exception):
    """What the reader or the moderator asked for cannot be done."""


class DeniedError(ModerationError):
    """Words that are not accepted here; *field* is where they stand."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class LimitError(ModerationError):
    """Enough for today."""


class BannedError(ModerationError):
    """This reader may not write at present."""


class AlreadyThereError(ModerationError):
    """There is one of these already; *uid* is its contribution."""

    def __init__(self, message: str, uid: object) -> None:
        super().__init__(message)
        self.uid = uid


class StaleError(ModerationError):
    """Somebody else was quicker, or the author has changed the text meanwhile."""
