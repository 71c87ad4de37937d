"""The words staff use for lead readers and book clubs."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Of a club, and of the profile of a lead reader."""

    DRAFT = "draft", pgettext_lazy("club", "draft")
    PUBLISHED = "published", pgettext_lazy("club", "published")
    ARCHIVED = "archived", pgettext_lazy("club", "archived")


class Joining(models.TextChoices):
    """How one comes to a club."""

    OPEN = "open", _("come along, nothing to sign up for")
    MEETINGS = "meetings", _("a place is booked for each meeting")
    MEMBERS = "members", _("readers become members")

    @property
    def icon(self) -> str:
        return {"open": "leaf", "meetings": "ticket", "members": "users"}[self.value]


class EndReason(models.TextChoices):
    """Why somebody is no longer a member; empty while they are one."""

    LEFT = "left", pgettext_lazy("club", "left")
    STAFF = "staff", pgettext_lazy("club", "taken off by the library")
