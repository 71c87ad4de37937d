"""The public figures, what they mean, and the libraries they are of."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Max, Sum
from django.utils.translation import gettext_lazy as _

from portal.core.models import Library
from reports.figures.models import Batch, Indicator
from reports.figures.selectors.rows import monthly_rows

from .shape import Column, Dataset, Rows, plain, rows_themselves, unknown


def figure_rows() -> Rows:
    for row in monthly_rows(None):
        yield row.indicator, row.library, row.span, row.start, plain(row.value)


def indicator_rows() -> Rows:
    rows = Indicator.objects.public().select_related("numerator", "denominator")
    for row in rows:
        yield (
            row.code,
            row.name,
            row.name_en,
            row.definition,
            row.definition_en,
            row.unit,
            row.unit_en,
            row.decimals,
            row.standard,
            row.source,
            row.cadence,
            row.combine,
            row.numerator.code if row.numerator else "",
            row.denominator.code if row.denominator else "",
            plain(row.factor),
            row.topic,
            row.owner,
        )


def library_rows() -> Rows:
    for row in Library.objects.select_related("parent"):
        yield (
            row.code,
            row.slug,
            row.name,
            row.name_en,
            row.level,
            row.parent.code if row.parent else "",
            row.address,
            float(row.latitude),
            float(row.longitude),
            row.phone,
        )


def _figures_version() -> Sequence[object]:
    """A number changes with a batch that is made, goes on or is undone; what is public, by hand."""
    batches = Batch.objects.aggregate(
        Max("pk"), Max("undone_at"), Sum("added"), Sum("changed"), Max("created_at")
    )
    public = Indicator.objects.public().order_by("pk").values_list("code", flat=True)
    return [*batches.values(), *public]


def _figures_modified() -> dt.datetime | None:
    found = Batch.objects.aggregate(made=Max("created_at"), undone=Max("undone_at"))
    return max(filter(None, found.values()), default=None)


FIGURES = Dataset(
    "figures",
    _("Figures of all libraries"),
    _("Every public figure by library, month and year; the site’s sums are made of them."),
    [
        Column("indicator", _("code of the figure, see “indicators”")),
        Column("library", _("code of the library, see “libraries”")),
        Column("period", _("month or year: how long a time the number speaks of")),
        Column("start", _("first day of the month or year")),
        Column("value", _("the number; what nobody entered has no row")),
    ],
    figure_rows,
    _figures_version,
    _figures_modified,
)
INDICATORS = Dataset(
    "indicators",
    _("What is counted"),
    _("Each figure with its definition, unit, standard, source and owner."),
    [
        Column("indicator", _("code of the figure")),
        Column("name", _("name in Chinese")),
        Column("name_en", _("name in English")),
        Column("definition", _("what is counted, and what is not")),
        Column("definition_en", _("the same in English")),
        Column("unit", _("unit in Chinese")),
        Column("unit_en", _("unit in English")),
        Column("decimals", _("decimal places that are shown")),
        Column("standard", _("the standard whose definition it follows")),
        Column("source", _("who writes it: ils, portal, form, import or computed")),
        Column("cadence", _("day, month or year: how often it is counted")),
        Column("combine", _("sum: months add up; last: the last one counts; ratio: computed")),
        Column("numerator", _("of a ratio: what is divided")),
        Column("denominator", _("of a ratio: what it is divided by")),
        Column("factor", _("of a ratio: times what")),
        Column("topic", _("topic")),
        Column("owner", _("the department that answers for it")),
    ],
    indicator_rows,
    rows_themselves(indicator_rows),
    unknown,
)
LIBRARIES = Dataset(
    "libraries",
    _("The libraries"),
    _("The network on its three levels, with addresses and positions."),
    [
        Column("library", _("code of the library")),
        Column("slug", _("its name in addresses of this site")),
        Column("name", _("name in Chinese")),
        Column("name_en", _("name in English")),
        Column("level", _("1 main library, 2 branch, 3 reading room")),
        Column("parent", _("code of the library it belongs to")),
        Column("address", _("street and number")),
        Column("latitude", _("degrees north (WGS 84)")),
        Column("longitude", _("degrees east (WGS 84)")),
        Column("phone", _("telephone")),
    ],
    library_rows,
    rows_themselves(library_rows),
    unknown,
)
