"""The closed vocabularies of moderation."""

from django.db import models
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """How it stands with a contribution, for its author."""

    GUARDIAN = "guardian", pgettext_lazy("contribution", "waits for the guardian")
    WAITING = "waiting", pgettext_lazy("contribution", "waits for the library")
    PUBLISHED = "published", pgettext_lazy("contribution", "published")
    REFUSED = "refused", pgettext_lazy("contribution", "not accepted")
    HIDDEN = "hidden", pgettext_lazy("contribution", "hidden")
    WITHDRAWN = "withdrawn", pgettext_lazy("contribution", "withdrawn")


class Lane(models.TextChoices):
    """Why it stands in the staff queue; nothing where nobody has to look at it."""

    NEW = "new", pgettext_lazy("queue", "new")
    EDIT = "edit", pgettext_lazy("queue", "edited")
    FLAGGED = "flagged", pgettext_lazy("queue", "held by a rule")
    AFTER = "after", pgettext_lazy("queue", "published, to be looked at")
    REPORTED = "reported", pgettext_lazy("queue", "reported by readers")
    APPEAL = "appeal", pgettext_lazy("queue", "appeal")
    ESCALATED = "escalated", pgettext_lazy("queue", "handed on")
    ASIDE = "aside", pgettext_lazy("queue", "put aside")


# What a moderator is shown first of all; the other lanes are looked at by choice.
OPEN_LANES = (Lane.NEW, Lane.EDIT, Lane.FLAGGED, Lane.AFTER, Lane.REPORTED, Lane.APPEAL)


class Act(models.TextChoices):
    """What somebody did with a contribution: every line of its history."""

    SUBMITTED = "submitted", pgettext_lazy("history", "sent in")
    EDITED = "edited", pgettext_lazy("history", "edited")
    WITHDRAWN = "withdrawn", pgettext_lazy("history", "withdrawn by the author")
    APPROVED = "approved", pgettext_lazy("history", "approved by the guardian")
    DECLINED = "declined", pgettext_lazy("history", "not approved by the guardian")
    TRUSTED = "trusted", pgettext_lazy("history", "published at once (trusted author)")
    ACCEPTED = "accepted", pgettext_lazy("history", "accepted")
    REFUSED = "refused", pgettext_lazy("history", "not accepted")
    HIDDEN = "hidden", pgettext_lazy("history", "hidden")
    HIDDEN_BY_REPORTS = "reports", pgettext_lazy("history", "hidden after reports")
    ASIDE = "aside", pgettext_lazy("history", "put aside")
    ESCALATED = "escalated", pgettext_lazy("history", "handed on to a colleague")
    APPEALED = "appealed", pgettext_lazy("history", "appealed by the author")
    UNDONE = "undone", pgettext_lazy("history", "decision taken back")


# What a moderator can choose.
CHOICES = (Act.ACCEPTED, Act.REFUSED, Act.HIDDEN, Act.ASIDE, Act.ESCALATED)


class WordAction(models.TextChoices):
    HOLD = "hold", pgettext_lazy("word list", "hold for a moderator")
    DENY = "deny", pgettext_lazy("word list", "refuse at once")


class Sign(models.TextChoices):
    """What a text was held for."""

    WORD = "word", pgettext_lazy("held for", "a word of the list")
    DISGUISED = "disguised", pgettext_lazy("held for", "a disguised word of the list")
    PHONE = "phone", pgettext_lazy("held for", "a telephone number")
    EMAIL = "email", pgettext_lazy("held for", "an e-mail address")
    IDENTITY = "identity", pgettext_lazy("held for", "a number of an identity card")
    MESSENGER = "messenger", pgettext_lazy("held for", "a WeChat or QQ number")
    LINK = "link", pgettext_lazy("held for", "a link")
    FLOOD = "flood", pgettext_lazy("held for", "a flood of emoji or signs")
    REPEATED = "repeated", pgettext_lazy("held for", "repeated text")


class ReportReason(models.TextChoices):
    INSULT = "insult", pgettext_lazy("report", "It insults or bullies somebody")
    PRIVATE = "private", pgettext_lazy("report", "It gives away somebody’s personal data")
    ADVERT = "advert", pgettext_lazy("report", "It is an advertisement")
    SPOILER = "spoiler", pgettext_lazy("report", "It gives away the ending without warning")
    COPIED = "copied", pgettext_lazy("report", "It is copied from somebody else")
    OTHER = "other", pgettext_lazy("report", "Something else")
