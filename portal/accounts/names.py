"""Nicknames: what a reader may be called where others see it."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NICKNAME_LENGTH = 20
# Control, unassigned, private and invisible characters (direction marks among them) could make one
# name look like another or break a line.
_UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}


def tidy_nickname(text: str) -> str:
    """Full-width letters made plain, unseen characters dropped, runs of spaces made one."""
    plain = unicodedata.normalize("NFKC", text)
    seen = "".join(
        char for char in plain if char.isspace() or unicodedata.category(char) not in _UNSEEN
    )
    return " ".join(seen.split())


def validate_nickname(text: str) -> None:
    if text != tidy_nickname(text) or not any(char.isalnum() for char in text):
        raise ValidationError(_("Use letters, digits or Chinese characters."), code="nickname")
