"""What libraries and indicators are called, for a table to be understood."""

from portal.core.models import Library
from reports.figures.enums import Combine
from reports.figures.models import Alias, Indicator
from reports.figures.sheets.names import Counted, Names


def known_names() -> Names:
    """All names, and those that staff have added: three queries."""
    names = Names()
    aliases = list(Alias.objects.select_related("indicator"))
    for library in Library.objects.all():
        names.add_library(
            library.pk,
            [library.code, library.slug, library.name, library.name_en, library.short_name,
             library.short_name_en],
            [alias.text for alias in aliases if alias.library_id == library.pk],
        )  # fmt: skip
    for indicator in Indicator.objects.stored():
        known_as = [alias.text for alias in aliases if alias.indicator_id == indicator.pk]
        names.add_indicator(_counted(indicator), [indicator.name, indicator.name_en, *known_as])
    return names


def _counted(indicator: Indicator) -> Counted:
    is_summed = indicator.combine == Combine.SUM
    return Counted(indicator.pk, indicator.code, indicator.cadence, is_summed)
