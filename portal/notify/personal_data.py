"""Personal data of the outbox (see `portal.accounts.privacy`). Rows go with the user."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.privacy import register

from .models import Message


def _letters(user: User) -> list[dict[str, Any]]:
    return [
        {
            "about": message.template,
            "subject": message.subject,
            "state": message.get_state_display(),
            "created_at": message.created_at.isoformat(),
            "sent_at": message.sent_at and message.sent_at.isoformat(),
        }
        for message in user.messages.order_by("created_at")
    ]


def _preferences(user: User) -> list[dict[str, Any]]:
    return [dict(row) for row in user.letter_preferences.values("category", "is_wanted")]


def _erase_letters_to_address(user: User) -> None:
    """Letters that went to the address before there was an account, or past it."""
    addresses = {user.email, *user.messages.values_list("address", flat=True)} - {""}
    Message.objects.filter(address__in=addresses).delete()


register("notify.Message", _("E-mails"), export=_letters, erase=_erase_letters_to_address)
register("notify.Preference", _("Which e-mails I want"), export=_preferences)
