"""Why somebody cannot join a club, in words fit to show."""


class ClubError(Exception):
    """*field* is the part of the form it is about ("" for the whole)."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field
