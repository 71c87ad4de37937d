"""Why a card cannot be linked or an act not be done; the messages may be shown to the reader."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.ils.errors import NotFound


class StaleFormError(NotFound):
    """The key in a form belongs to another card or act: nothing was done."""

    def __str__(self) -> str:
        return _("This form is not valid any more, and nothing was done. Please send it once more.")


class CardError(Exception):
    """The card is not linked."""


class WrongCardError(CardError):
    """Number or PIN: it is never said which."""

    def __init__(self) -> None:
        super().__init__(_("The card number or the PIN is not right."))


class TooOftenError(CardError):
    """Wrong too often; *minutes* until it may be tried again."""

    def __init__(self, minutes: int) -> None:
        self.minutes = minutes
        super().__init__(
            ngettext(
                "Tried too often. Please wait %(n)d minute, or ask at the desk for a new PIN.",
                "Tried too often. Please wait %(n)d minutes, or ask at the desk for a new PIN.",
                minutes,
            )
            % {"n": minutes}
        )


class CardTakenError(CardError):
    """Linked to somebody else's account."""

    def __init__(self) -> None:
        super().__init__(
            _("This card is already linked to another account. Please ask at the desk.")
        )


class AwayError(CardError):
    """The library system does not answer: nothing is known, so nothing counts."""

    def __init__(self) -> None:
        super().__init__(
            _("The library system does not answer just now. Please try again in a few minutes.")
        )


class TooManyCardsError(CardError):
    def __init__(self) -> None:
        super().__init__(_("You have linked as many cards as one account may hold."))
