"""The words staff use for events."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    SINGLE = "single", _("single event")
    SERIES = "series", _("series")
    COURSE = "course", _("course")
    DROP_IN = "drop_in", _("drop-in hours")
    EXHIBITION = "exhibition", _("exhibition")
    MULTI_DAY = "multi_day", _("event of several days")


class PlaceKind(models.TextChoices):
    """Where people meet. Only those who registered are told the link of an online event."""

    LIBRARY = "library", _("in the library")
    ELSEWHERE = "elsewhere", _("at another place")
    ONLINE = "online", _("online")


class HolidayPolicy(models.TextChoices):
    """What becomes of a date of the rule that falls on a day in the holiday calendar."""

    KEEP = "keep", _("takes place all the same")
    SKIP = "skip", _("does not take place on public holidays and closed days")
    SKIP_MAKEUP = "skip_makeup", _("nor on make-up working weekends")


class Language(models.TextChoices):
    CHINESE = "zh", _("Chinese")
    ENGLISH = "en", _("English")
    BOTH = "zh-en", _("Chinese and English")
    OTHER = "other", _("another language")


class Origin(models.TextChoices):
    RULE = "rule", _("by the rule")
    EXTRA = "extra", _("extra date")


class State(models.TextChoices):
    """A date is *withdrawn* when the rule no longer gives it and nobody had a place.

    If somebody had one it is *undecided*: staff choose what becomes of it.
    """

    SCHEDULED = "scheduled", pgettext_lazy("event", "scheduled")
    CANCELLED = "cancelled", _("cancelled")
    WITHDRAWN = "withdrawn", _("withdrawn")
    UNDECIDED = "undecided", _("undecided")


class RegistrationMode(models.TextChoices):
    """How people come to have a place."""

    NONE = "none", _("no registration: people just come")
    OPEN = "open", _("say that you come, no limit")
    FIRST_COME = "first_come", _("first come, first served")
    DRAW = "draw", _("by draw")
    STAFF_ONLY = "staff_only", _("only staff enter people")
    EXTERNAL = "external", _("on another website")


# Modes in which this site counts no places.
WITHOUT_PLACES = (RegistrationMode.NONE, RegistrationMode.EXTERNAL)


class RegistrationUnit(models.TextChoices):
    OCCURRENCE = "occurrence", _("each date by itself")
    COURSE = "course", _("all dates together")


class QuestionKind(models.TextChoices):
    TEXT = "text", _("a short text")
    CHOICE = "choice", _("one of several answers")
    YES_NO = "yes_no", _("yes or no")
