"""Why something cannot be lent, renewed or held."""


class RefusedError(Exception):
    """A rule forbids it; *codes* are those of `catalog.ils.codes`."""

    def __init__(self, *codes: str) -> None:
        super().__init__(", ".join(codes))
        self.codes = codes


class CardTakenError(Exception):
    """There is a card with this number already."""
