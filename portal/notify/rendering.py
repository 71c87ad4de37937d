"""From a queued message to what is read: one letter drawn as HTML and as plain text."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from portal.core.models import SiteIdentity

from . import letters, tokens
from .enums import Category
from .models import Message


@dataclass(frozen=True, slots=True)
class Rendered:
    subject: str
    text: str
    html: str
    unsubscribe_url: str = ""
    attachments: tuple[letters.Attachment, ...] = ()


def render(message: Message) -> Rendered | None:
    """The letter in its recipient's language; None when its writer has nothing to say any more."""
    kind = letters.kind(message.template)
    with translation.override(message.language):
        letter = kind.write(message.context)
        if letter is None:
            return None
        subject = " ".join(letter.subject.split())
        unsubscribe_url = ""
        if message.user_id and kind.category != Category.ESSENTIAL:
            unsubscribe_url = tokens.unsubscribe_url(message.user_id, kind.category)
        context = {
            "letter": letter,
            "subject": subject,
            "language": message.language,
            "nickname": _nickname(message),
            "site_name": str(SiteIdentity.load()),
            "site_url": letters.site_url("/"),
            "category": kind.category,
            "unsubscribe_url": unsubscribe_url,
            "preferences_url": letters.site_url(reverse("notify:preferences")),
        }
        return Rendered(
            subject=subject,
            text=_without_gaps(render_to_string("notify/letter.txt", context)),
            html=render_to_string("notify/letter.html", context),
            unsubscribe_url=unsubscribe_url,
            attachments=letter.attachments,
        )


def _nickname(message: Message) -> str:
    reader = getattr(message.user, "reader", None)
    return reader.nickname if reader else ""


def _without_gaps(text: str) -> str:
    """At most one empty line between paragraphs, whatever the template left out."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    kept = [line for index, line in enumerate(lines) if line or lines[index - 1]]
    return "\n".join(kept) + "\n"
