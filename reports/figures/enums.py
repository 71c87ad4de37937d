"""The words staff use for figures."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Span(models.TextChoices):
    """How long a time one number speaks of; the longer one goes before the shorter ones in it."""

    DAY = "day", pgettext_lazy("figure", "day")
    MONTH = "month", pgettext_lazy("figure", "month")
    YEAR = "year", pgettext_lazy("figure", "year")


class Combine(models.TextChoices):
    """How the numbers of days make the number of a month, and those of months that of a year."""

    SUM = "sum", _("added up (loans, visits)")
    LAST = "last", _("the last one counts (holdings, seats)")
    RATIO = "ratio", _("one figure divided by another")


class Source(models.TextChoices):
    ILS = "ils", _("library system")
    PORTAL = "portal", _("this portal")
    FORM = "form", _("monthly return of the branches")
    IMPORT = "import", _("imported table")
    COMPUTED = "computed", _("computed from other figures")


class BatchKind(models.TextChoices):
    IMPORT = "import", pgettext_lazy("figure", "imported table")
    FORM = "form", pgettext_lazy("figure", "monthly return")
    PORTAL = "portal", pgettext_lazy("figure", "counted by the portal")
    ILS = "ils", pgettext_lazy("figure", "library system")


class UploadState(models.TextChoices):
    """A table on its way; only long ones wait and are checked and written beside the request."""

    OPEN = "open", pgettext_lazy("import", "looked at")
    WAITING = "waiting", pgettext_lazy("import", "waiting for its turn")
    CHECKING = "checking", pgettext_lazy("import", "rows are being checked")
    WRITING = "writing", pgettext_lazy("import", "numbers are being written")
    DONE = "done", pgettext_lazy("import", "finished")
    FAILED = "failed", pgettext_lazy("import", "failed")


class FigureTopic(models.TextChoices):
    USE = "use", _("Visits and loans")
    READERS = "readers", _("Readers")
    COLLECTION = "collection", pgettext_lazy("figure", "Collections")
    ACTIVITIES = "activities", _("Activities")
    DIGITAL = "digital", _("Digital services")
    VOICES = "voices", _("Readers’ voices and volunteers")
    SPACE = "space", _("Space and opening")
    MEANS = "means", _("Staff and money")
