"""Why something cannot be entered into a plan, in words fit to show."""


class PlanError(Exception):
    """*field* is the part of the form it is about."""

    def __init__(self, message: str, *, field: str) -> None:
        super().__init__(message)
        self.field = field
