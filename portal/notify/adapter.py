"""django-allauth's letters take the way of all letters: through the outbox, in our words."""

import uuid
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import get_language

from portal.accounts.adapter import AccountAdapter
from portal.accounts.models import User

from . import services
from .letters import site_url

# What our letters use of allauth's context; nothing else is kept.
CODES = ("code",)
ADDRESSES = ("activate_url", "password_reset_url", "signup_url")


class OutboxAccountAdapter(AccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the letter of *template_prefix* (`account/email/email_confirmation`)."""
        user = context.get("user")
        recipient = user if isinstance(user, User) and user.pk else email
        name = template_prefix.replace("/email/", "/", 1)
        services.enqueue(
            recipient,
            name,
            {key: context[key] for key in CODES if key in context}
            | {key: _at_home(context[key]) for key in ADDRESSES if key in context},
            key=f"{name}:{uuid.uuid4()}",
            language=get_language() or "",
            address=email,
        )


def _at_home(url: str) -> str:
    """The same page under the site's own address, whatever host the request came by."""
    parts = urlsplit(url)
    return site_url(parts._replace(scheme="", netloc="").geturl())
