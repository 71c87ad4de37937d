from typing import Protocol

from portal.notify.models import Message
from portal.notify.rendering import Rendered


class Channel(Protocol):
    """Takes one letter to one address.

    A channel may be asked twice for the same message (at least once): it passes on the message's
    `uid` so that the other side can tell. It waits no longer than a few seconds and raises
    `DeliveryError` (try again) or `RejectedError` (never); both without personal data in the text.
    """

    def deliver(self, message: Message, rendered: Rendered) -> None: ...
