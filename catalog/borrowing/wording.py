"""What a refusal means, in words that say what to do about it."""

import re
from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from catalog.ils import codes
from catalog.ils.values import Block

_SYMBOL = re.compile(r"[\w.:-]+", re.ASCII)

WORDS: dict[str, Promise] = {
    codes.PATRON_EXPIRED: _("The card has expired. A desk of any library renews it."),
    codes.PATRON_RESTRICTED: _("The library has blocked the card. Please ask at a desk."),
    codes.PATRON_DEBT: _("Something is owed on the card. It can be paid at a desk."),
    codes.PATRON_CARD_LOST: _("The card was reported lost. A desk gives you a new one."),
    codes.PATRON_OVERDUES: _("A book is overdue. Once it is back, you can borrow again."),
    codes.PATRON_AGE: _("With this card this book cannot be borrowed, because of the age."),
    codes.LOAN_LIMIT: _("No more books can be borrowed with this card at a time."),
    codes.ITEM_UNKNOWN: _("The library system does not know this copy. Please go to the desk."),
    codes.ITEM_OTHER_BRANCH: _("This copy belongs to another library. Please go to the desk."),
    codes.ITEM_REFERENCE: _("This copy is read in the library and does not leave it."),
    codes.ITEM_ON_LOAN: _("This copy is on loan to somebody else. Please hand it in at the desk."),
    codes.ITEM_MINE: _("You have this book at home already."),
    codes.ITEM_RESERVED: _("This copy is kept for somebody who waits for it."),
    codes.ITEM_WITHDRAWN: _("The library no longer lends this book."),
    codes.ITEM_LOST: _("This copy was missing. Please hand it in at the desk."),
    codes.ITEM_RESTRICTED: _("This copy is not lent at the moment. Please ask at the desk."),
    codes.HOLD_DUPLICATE: _("You have a hold on this book already."),
    codes.HOLD_LIMIT: _("No more holds can be placed with this card at a time."),
    codes.HOLD_NOT_ALLOWED: _("No copy of this book can be held."),
    codes.HOLD_PICKUP: _("It cannot be picked up at this library. Please choose another."),
    codes.HOLD_READY: _("The book lies ready for you, so the hold stands."),
    codes.RENEW_LIMIT: _("It has been renewed as often as is allowed."),
    codes.RENEW_TOO_SOON: _("It is too early to renew: that would not give you more time."),
    codes.RENEW_RESERVED: _("Somebody waits for this book, so it cannot be renewed."),
    codes.RENEW_OVERDUE: _("It is overdue, so it cannot be renewed. Please bring it back."),
    codes.CONFIRM_EXPIRED: _("Too much time has passed. Please begin again."),
    codes.REFUSED: _("The library system refuses it. Please ask at a desk."),
}


def explain(block: Block) -> str:
    """Ours for a code we know, else what the system says, if those are words for people."""
    known = WORDS.get(block.code)
    if known and block.code != codes.REFUSED:
        return str(known)
    if not block.message or _SYMBOL.fullmatch(block.message):
        return str(WORDS[codes.REFUSED])
    return _gettext("The library system says: “%(words)s” If in doubt, please ask at a desk.") % {
        "words": block.message
    }


def explain_all(blocks: Iterable[Block]) -> list[str]:
    """Each sentence once, in the order of *blocks*."""
    return list(dict.fromkeys(explain(block) for block in blocks))
