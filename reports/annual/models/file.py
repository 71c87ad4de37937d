"""The PDF file of a report in one language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from reports.annual.enums import FileState


class ReportFile(models.Model):
    """Made by a job after publication; asked for again, it waits until it has been made anew."""

    # The file is nothing without its page.
    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    file = models.FileField(upload_to="annual-reports/", blank=True)
    state = models.CharField(
        pgettext_lazy("file", "state"),
        max_length=7,
        choices=FileState.choices,
        default=FileState.WAITING,
    )
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("file of a report")
        verbose_name_plural = _("files of reports")

    def __str__(self) -> str:
        return f"{self.page_id} · {self.state}"
