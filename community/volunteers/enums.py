"""The words staff use for volunteers and their shifts."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OpportunityState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("opportunity", "draft")
    PUBLISHED = "published", pgettext_lazy("opportunity", "published")
    ARCHIVED = "archived", pgettext_lazy("opportunity", "archived")


class Rhythm(models.TextChoices):
    ONE_OFF = "one_off", _("one-off")
    RECURRING = "recurring", _("again and again")


class ShiftState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("shift", "planned")
    CANCELLED = "cancelled", pgettext_lazy("shift", "cancelled")


class Stage(models.TextChoices):
    """How far somebody has come as a volunteer."""

    APPLIED = "applied", pgettext_lazy("volunteer", "applied")
    INTERVIEW = "interview", pgettext_lazy("volunteer", "invited to a talk")
    APPROVED = "approved", pgettext_lazy("volunteer", "approved")
    PAUSED = "paused", pgettext_lazy("volunteer", "pausing")
    REFUSED = "refused", pgettext_lazy("volunteer", "not taken")
    ENDED = "ended", pgettext_lazy("volunteer", "ended")


# An emergency contact is kept as long as somebody may be on duty.
ON_DUTY = (Stage.APPLIED, Stage.INTERVIEW, Stage.APPROVED, Stage.PAUSED)


class Language(models.TextChoices):
    MANDARIN = "zh", _("Mandarin")
    ENGLISH = "en", _("English")
    JAPANESE = "ja", _("Japanese")
    KOREAN = "ko", _("Korean")
    SIGN = "sign", _("Chinese sign language")
    DIALECT = "dialect", _("a Chinese dialect")


class Availability(models.TextChoices):
    WEEKDAY_MORNING = "wd-am", _("weekdays, mornings")
    WEEKDAY_AFTERNOON = "wd-pm", _("weekdays, afternoons")
    WEEKDAY_EVENING = "wd-eve", _("weekdays, evenings")
    WEEKEND_MORNING = "we-am", _("weekends, mornings")
    WEEKEND_AFTERNOON = "we-pm", _("weekends, afternoons")
    HOLIDAYS = "holidays", _("school holidays")


class EndReason(models.TextChoices):
    """Why somebody no longer has a shift; empty while they have it."""

    RELEASED = "released", pgettext_lazy("shift", "given back")
    SWAPPED = "swapped", pgettext_lazy("shift", "handed over")
    STAFF = "staff", pgettext_lazy("shift", "taken off by the library")
    CANCELLED = "cancelled", pgettext_lazy("shift", "the shift is cancelled")
    OVERLAP = "overlap", pgettext_lazy("shift", "moved into another shift of theirs")
    LEFT = "left", pgettext_lazy("shift", "no longer a volunteer")


class Mark(models.TextChoices):
    CAME = "came", pgettext_lazy("shift", "was there")
    NO_SHOW = "no_show", pgettext_lazy("shift", "stayed away")


class EntryKind(models.TextChoices):
    ATTENDED = "attended", _("shift")
    CORRECTION = "correction", _("correction")


class SwapState(models.TextChoices):
    OPEN = "open", pgettext_lazy("swap", "open")
    TAKEN = "taken", pgettext_lazy("swap", "taken over")
    WITHDRAWN = "withdrawn", pgettext_lazy("swap", "withdrawn")
    DECLINED = "declined", pgettext_lazy("swap", "declined")
    VETOED = "vetoed", pgettext_lazy("swap", "undone by the library")
