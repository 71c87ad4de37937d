"""Answers to what Wagtail announces: a published report has frozen numbers and a new file."""

from typing import Any

from wagtail.signals import page_published

from reports.annual import services, tasks
from reports.annual.models import AnnualReportPage


def report_published(instance: AnnualReportPage, **kwargs: Any) -> None:
    services.freeze_first(instance)
    tasks.renew_file(instance)


def connect() -> None:
    page_published.connect(
        report_published, sender=AnnualReportPage, dispatch_uid="annual.report_published"
    )
