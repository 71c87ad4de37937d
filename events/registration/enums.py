"""The words staff use for registrations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    WEB = "web", _("on this site")
    DESK = "desk", _("at the desk")
    PHONE = "phone", _("by telephone")
    WALK_IN = "walk_in", _("walked in")


class Category(models.TextChoices):
    CHILD = "child", _("child")
    ADULT = "adult", _("adult")


class Presence(models.TextChoices):
    CAME = "came", _("came")
    NO_SHOW = "no_show", _("stayed away")
