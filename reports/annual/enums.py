"""The words for the file of a report, and what comments may be."""

from django.db import models
from django.utils.translation import pgettext_lazy


class FileState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("file", "waiting")
    MAKING = "making", pgettext_lazy("file", "being made")
    READY = "ready", pgettext_lazy("file", "ready")
    FAILED = "failed", pgettext_lazy("file", "failed")


class Shape(models.TextChoices):
    """How a chart of a report divides its figure."""

    MONTHS = "months", pgettext_lazy("chart", "month by month, with the year before")
    LIBRARIES = "libraries", pgettext_lazy("chart", "library by library")


COMMENT = "report_comment"
SHORTEST = 10
LONGEST = 1_500
