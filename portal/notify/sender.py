"""Sending what is queued: claimed row by row, tried again with patience, at least once."""

import logging

from django.utils import timezone

from . import letters, selectors
from .channels import get_channel
from .enums import State
from .errors import DeliveryError, RejectedError
from .models import Message
from .models.message import BACK_OFF
from .rendering import Rendered, render

logger = logging.getLogger(__name__)


def send(pk: int) -> State | None:
    """Try to send one message; what became of it, or None if it was not there to be sent.

    The mail server is spoken to outside any transaction. If the process dies after it took the
    letter, the letter goes out again after the lease, under the same Message-ID.
    """
    message = Message.objects.claim(pk)
    if message is None:
        return None
    if message.attempts > len(BACK_OFF) + 1:  # the sender died each time
        return _finish(message, State.FAILED, error="given up")
    if not _is_wanted(message):
        return _finish(message, State.SUPPRESSED)
    rendered = render(message)
    if rendered is None:
        return _finish(message, State.SUPPRESSED)
    try:
        get_channel(message.channel).deliver(message, rendered)
    except RejectedError as error:
        return _finish(message, State.FAILED, error=str(error))
    except DeliveryError as error:
        return _try_later(message, str(error))
    return _finish(message, State.SENT, rendered=rendered)


def send_due(limit: int = 500) -> dict[State, int]:
    """Send what is due now, oldest first; how many ended in which state."""
    counts: dict[State, int] = {}
    due = Message.objects.due().order_by("next_attempt_at").values_list("pk", flat=True)
    for pk in list(due[:limit]):
        try:
            state = send(pk)
        except Exception:  # one letter that cannot be written must not hold up the others
            logger.exception("letter %s cannot be written", pk)
            continue
        if state:
            counts[state] = counts.get(state, 0) + 1
    return counts


def _is_wanted(message: Message) -> bool:
    if not message.destination():
        return False
    if message.user is None:
        return True
    category = letters.kind(message.template).category
    return message.user.is_active and selectors.is_wanted(message.user, category)


def _try_later(message: Message, error: str) -> State:
    if message.attempts > len(BACK_OFF):
        return _finish(message, State.FAILED, error=error)
    wait = BACK_OFF[message.attempts - 1]
    Message.objects.filter(pk=message.pk).update(
        next_attempt_at=timezone.now() + wait, last_error=error[:80]
    )
    return State.QUEUED


def _finish(
    message: Message, state: State, *, rendered: Rendered | None = None, error: str = ""
) -> State:
    changes: dict[str, object] = {"state": state, "last_error": error[:80]}
    if state == State.SENT:
        changes["sent_at"] = timezone.now()
    if letters.kind(message.template).is_secret:
        changes |= {"context": {}, "text": "", "html": ""}
    elif rendered:
        changes |= {
            "subject": rendered.subject[:250],
            "text": rendered.text,
            "html": rendered.html,
        }
    Message.objects.filter(pk=message.pk).update(**changes)
    return state
