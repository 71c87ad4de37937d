"""Freezing the numbers of a report."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from portal.core import generation
from reports.annual import reading
from reports.annual.errors import ReportError
from reports.annual.models import AnnualReportPage, Freeze


@transaction.atomic
def freeze_first(page: AnnualReportPage) -> Freeze | None:
    """With the first publication; later ones leave the numbers as they are."""
    _lock(page)
    if Freeze.objects.of(page.translation_key, page.year).exists():
        return None
    return _freeze(page, "")


@transaction.atomic
def freeze_again(page: AnnualReportPage, *, reason: str, user: Any) -> Freeze:
    """New numbers for a report that is public, for a reason that is public too."""
    if not reason.strip():
        raise ReportError(_("Say why: readers see the reason."))
    if not page.live:
        raise ReportError(_("The numbers are frozen when the report is published."))
    _lock(page)
    freeze = _freeze(page, reason.strip())
    log(
        instance=page,
        action="annual.freeze",
        user=user,
        revision=page.latest_revision,
        data={"number": freeze.number, "reason": freeze.reason},
    )
    generation.bump()
    return freeze


def _freeze(page: AnnualReportPage, reason: str) -> Freeze:
    rows = Freeze.objects.of(page.translation_key, page.year)
    last = rows.order_by().aggregate(last=Max("number"))["last"] or 0
    return Freeze.objects.create(
        report=page.translation_key,
        year=page.year,
        number=last + 1,
        revision=page.live_revision,
        snapshot=reading.take(page.year),
        reason=reason,
    )


def _lock(page: AnnualReportPage) -> None:
    """One at a time for all languages of a report."""
    rows = Page.objects.filter(translation_key=page.translation_key)
    list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))
