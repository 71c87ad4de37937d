from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Category(TextChoices):
    """What a letter is about. Readers choose by category; the essential ones always come."""

    ESSENTIAL = "essential", _("Account, registrations and bookings")
    EVENTS = "events", _("Reminders of events")
    LOANS = "loans", _("Loans and holds")
    READING = "reading", _("Reading programmes and lists")
    COMMUNITY = "community", _("Answers to my reviews, works and questions")
    NEWS = "news", _("News of the library")

    @property
    def explanation(self) -> str:
        texts = {
            Category.ESSENTIAL: _(
                "Confirmations and changes of what you asked for. They cannot be switched off."
            ),
            Category.EVENTS: _("A short reminder before an event you are registered for."),
            Category.LOANS: _("Before a book is due, when it is late, and when one lies ready."),
            Category.READING: _("Milestones of a programme you take part in, new lists for you."),
            Category.COMMUNITY: _("When someone answers you or a librarian has decided."),
            Category.NEWS: _("Now and then, what is new at the library."),
        }
        return str(texts[self])

    @property
    def is_on_by_default(self) -> bool:
        return self != Category.NEWS


class State(TextChoices):
    QUEUED = "queued", _("to be sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    SUPPRESSED = "suppressed", _("not wanted")
