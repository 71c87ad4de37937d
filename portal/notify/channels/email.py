"""Letters by e-mail through Django's mail back end."""

import smtplib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from portal.notify.errors import DeliveryError, RejectedError
from portal.notify.models import Message
from portal.notify.rendering import Rendered

PERMANENT = 500  # SMTP answers from here on will not change


def message_id(message: Message) -> str:
    """The same at every attempt: a mailbox that got the letter twice can see it."""
    return f"<{message.uid}@{urlsplit(settings.PORTAL_BASE_URL).hostname}>"


class EmailChannel:
    def deliver(self, message: Message, rendered: Rendered) -> None:
        headers = {
            "Message-ID": message_id(message),
            "Auto-Submitted": "auto-generated",
            "Content-Language": message.language,
        }
        if rendered.unsubscribe_url:
            headers["List-Unsubscribe"] = f"<{rendered.unsubscribe_url}>"
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        mail = EmailMultiAlternatives(
            subject=rendered.subject,
            body=rendered.text,
            to=[message.destination()],
            headers=headers,
        )
        mail.attach_alternative(rendered.html, "text/html")
        for file in rendered.attachments:
            mail.attach(file.name, file.content, file.kind)
        try:
            mail.send()
        except smtplib.SMTPRecipientsRefused as error:
            code = max(code for code, _answer in error.recipients.values())
            failure = RejectedError if code >= PERMANENT else DeliveryError
            raise failure(f"recipient refused {code}") from error
        except smtplib.SMTPResponseException as error:
            raise DeliveryError(f"SMTP {error.smtp_code}") from error
        except (smtplib.SMTPException, OSError) as error:
            raise DeliveryError(type(error).__name__) from error
