"""The least valid indicators, and numbers written the one way there is."""

import datetime

import factory
from factory.django import DjangoModelFactory

from reports.figures import models, services
from reports.figures.enums import BatchKind, Combine, FigureTopic, Source, Span


class IndicatorFactory(DjangoModelFactory):
    """Counted by month and added up."""

    class Meta:
        model = models.Indicator

    code = factory.Sequence(lambda n: f"figure-{n}")
    name = factory.Sequence(lambda n: f"指标{n}")
    name_en = factory.Sequence(lambda n: f"Figure {n}")
    definition = "怎样统计。"
    unit = "次"
    source = Source.FORM
    cadence = Span.MONTH
    owner = "办公室"
    combine = Combine.SUM
    topic = FigureTopic.USE


def record(indicator, library, start, value, *, span=None, kind=BatchKind.IMPORT, label="表"):
    """One number; *start* is a date, or text such as "2026-03" (a month) or "2026" (a year)."""
    if isinstance(start, str):
        parts = [int(part) for part in start.split("-")]
        span = span or (Span.YEAR, Span.MONTH, Span.DAY)[len(parts) - 1]
        start = datetime.date(*parts, *[1] * (3 - len(parts)))
    entry = services.Entry(indicator.pk, library.pk, span or Span.DAY, start, value)
    return services.record([entry], kind=kind, label=label)
