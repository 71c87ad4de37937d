"""From an account to a reader."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.accounts.models import ConsentText, Reader, User
from portal.accounts.names import NICKNAME_LENGTH, tidy_nickname

from .consents import give_consent


@transaction.atomic
def register_reader(
    user: User, *, nickname: str, language: str, privacy_text: ConsentText
) -> Reader:
    """Make *user* a reader who has agreed to the privacy text."""
    reader = Reader.objects.create(user=user, nickname=tidy_nickname(nickname), language=language)
    give_consent(reader, text=privacy_text)
    return reader


def ensure_reader(user: User) -> Reader:
    """The reader of *user*; accounts made by staff get one when they first look at "my library"."""
    reader: Reader | None = getattr(user, "reader", None)
    if reader:
        return reader
    try:
        with transaction.atomic():
            return Reader.objects.create(user=user, nickname=_default_nickname(user))
    except IntegrityError:  # the same person in a second window
        return Reader.objects.get(user=user)


def _default_nickname(user: User) -> str:
    return f"{_('Reader')} {user.pk}"[:NICKNAME_LENGTH]


def update_reader(reader: Reader, *, nickname: str, language: str) -> Reader:
    reader.nickname = tidy_nickname(nickname)
    reader.language = language
    reader.full_clean()
    reader.save()
    return reader
