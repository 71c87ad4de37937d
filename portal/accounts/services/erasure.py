"""Deleting an account and everything that belongs to it."""

import logging

from django.db import transaction

from portal.accounts import privacy
from portal.accounts.models import User

logger = logging.getLogger(__name__)


@transaction.atomic
def erase_account(user: User) -> None:
    """Wipe *user*: highest layers first, then the row itself with all that cascades from it.

    The log keeps the number of the account only, so that an erasure can be repeated after an older
    backup has been restored.
    """
    number = user.pk
    for entry in reversed(list(privacy.registered())):
        if entry.erase:
            entry.erase(user)
    user.delete()
    transaction.on_commit(lambda: logger.info("account erased: %s", number))
