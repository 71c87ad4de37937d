"""Annual reports as programs read them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.http import Http404
from django.urls import reverse

from portal.core.webapi import absolute, in_each_language
from reports.annual import reading
from reports.annual.models import AnnualReportPage, Freeze

from . import schemas


def describe_list(pages: Sequence[AnnualReportPage]) -> list[schemas.ReportRefOut]:
    """*pages* of the source language, each with its translations."""
    keys = [page.translation_key for page in pages]
    family: dict[Any, dict[str, AnnualReportPage]] = defaultdict(dict)
    rows = AnnualReportPage.objects.live().public().filter(translation_key__in=keys)
    for row in rows.defer_streamfields().select_related("locale"):
        family[row.translation_key][row.locale.language_code] = row
    return [schemas.ReportRefOut(**_reference(p.year, family[p.translation_key])) for p in pages]


def describe(page: AnnualReportPage) -> schemas.ReportOut:
    freeze = Freeze.objects.of(page.translation_key, page.year).first()
    if freeze is None:
        raise Http404
    rows = AnnualReportPage.objects.live().public().filter(translation_key=page.translation_key)
    family = {
        row.locale.language_code: row for row in rows.defer_streamfields().select_related("locale")
    }
    corrections = reading.corrections(freeze.snapshot)
    return schemas.ReportOut(
        **_reference(page.year, family),
        frozen_at=freeze.taken_at,
        version=freeze.number,
        reason=freeze.reason,
        figures=[
            _figure(code, freeze.snapshot, corrections.get((code, "")))
            for code in freeze.snapshot["this"]["figures"]
        ],
    )


def _reference(year: int, family: Mapping[str, AnnualReportPage]) -> dict[str, Any]:
    return {
        "year": year,
        "title": {code: page.title for code, page in family.items()},
        "summary": {code: page.summary for code, page in family.items() if page.summary},
        "page": {code: page.full_url for code, page in family.items()},
        "file": in_each_language(lambda: absolute(reverse("annual:file", args=[year]))),
        "numbers": absolute(f"/api/v1/annual-reports/{year}"),
    }


def _figure(code: str, snapshot: Mapping[str, Any], correction: Any) -> schemas.FigureOut:
    row = snapshot["this"]["figures"][code]
    return schemas.FigureOut(
        code=code,
        name=_texts(row, "name"),
        definition=_texts(row, "definition"),
        unit=_texts(row, "unit"),
        standard=row["standard"],
        value=row["value"],
        value_before=snapshot["last"]["figures"].get(code, {}).get("value"),
        months=snapshot["months"].get(code, []),
        libraries=[
            schemas.LibraryValueOut(code=key, value=number["value"])
            for key, number in row["libraries"].items()
            if number["value"] is not None
        ],
        batches=[
            schemas.BatchOut(
                kind=batch["kind"],
                label=batch["label"],
                on=dt.datetime.fromisoformat(batch["created_at"]).date(),
            )
            for batch in row["batches"]
        ],
        corrected=correction
        and schemas.CorrectionOut(
            value=None if correction.now is None else str(correction.now),
            because=correction.because,
        ),
    )


def _texts(row: Mapping[str, Any], name: str) -> dict[str, str]:
    found = {settings.LANGUAGE_CODE: row[name], "en": row.get(f"{name}_en", "")}
    return {code: text for code, text in found.items() if text}
