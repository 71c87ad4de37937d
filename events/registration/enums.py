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


class EndReason(models.TextChoices):
    """Why the library ended a registration; empty where it was not the library."""

    UNSAID = "unsaid", _("say no reason")
    ASKED = "asked", _("they asked for it")
    TWICE = "twice", _("they are registered twice")
    TERMS = "terms", _("the event is for others: age, group")
    REACHED = "reached", _("we could not reach them")
    PLACES = "places", _("there are fewer places than planned")
    OTHER = "other", _("something else")


class Score(models.IntegerChoices):
    """How people liked it."""

    VERY_MUCH = 5, _("5 – very much")
    WELL = 4, _("4 – well")
    ALL_RIGHT = 3, _("3 – all right")
    NOT_MUCH = 2, _("2 – not much")
    NOT_AT_ALL = 1, _("1 – not at all")


class Presence(models.TextChoices):
    CAME = "came", _("came")
    NO_SHOW = "no_show", _("stayed away")
