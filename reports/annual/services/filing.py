"""The PDF file of a report: asked for, made by a job, and kept."""

import datetime as dt
import logging

from django.conf import settings
from django.core.files.base import ContentFile
from django.db.models import Q
from django.utils import timezone

from portal.core import pdf
from reports.annual import papers
from reports.annual.enums import FileState
from reports.annual.models import AnnualReportPage, ReportFile

logger = logging.getLogger(__name__)


def ask_for_file(page: AnnualReportPage) -> ReportFile:
    """The file has to be made anew; the old one is given out no longer."""
    row, _made = ReportFile.objects.update_or_create(
        page_id=page.pk,
        defaults={"state": FileState.WAITING, "asked_at": timezone.now(), "problem": ""},
    )
    return row


def make_file(page: AnnualReportPage) -> ReportFile | None:
    """Draw and keep the file, unless somebody else is at it or it is there already."""
    now = timezone.now()
    given_up = now - dt.timedelta(seconds=2 * settings.PORTAL_PDF_SECONDS)
    to_make = Q(state=FileState.WAITING) | Q(state=FileState.MAKING, asked_at__lt=given_up)
    taken = ReportFile.objects.filter(to_make, page_id=page.pk).update(
        state=FileState.MAKING, asked_at=now
    )
    row = ReportFile.objects.filter(page_id=page.pk).first()
    if not taken or row is None:
        return row
    try:
        paper = papers.draw(page)
    except pdf.PDFError as error:
        logger.warning("no file of the report of %s: %s", page.year, error)
        row.state, row.problem = FileState.FAILED, str(error)[:200]
        row.save(update_fields=["state", "problem"])
        return row
    if row.file:
        row.file.delete(save=False)
    name = f"annual-report-{page.year}-{page.locale.language_code}.pdf"
    row.file.save(name, ContentFile(paper), save=False)
    row.state, row.made_at = FileState.READY, timezone.now()
    row.save()
    return row
