"""The form of a monthly return."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from reports.figures.selectors.returns import Line
from reports.figures.services.importing.plausible import ABSURD, SMALL
from reports.figures.sheets import cells


class NumberField(forms.CharField):
    """A number as people write it; empty is “not entered”."""

    def clean(self, value: Any) -> Decimal | None:
        try:
            number = cells.number(super().clean(value))
        except cells.CellError as error:
            raise forms.ValidationError(str(error)) from None
        if number is None:
            return None
        if not 0 <= number < 10**13:
            raise forms.ValidationError(_("This number cannot be right."))
        return Decimal(number)


class ReturnForm(forms.Form):
    """A field for each figure that branches count by month."""

    def __init__(
        self, lines: Sequence[Line], draft: dict[str, str | None], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            indicator = line.indicator
            now = None if line.now is None else round(line.now, indicator.decimals)
            self.fields[f"figure-{indicator.pk}"] = NumberField(
                label=indicator.label,
                required=False,
                max_length=20,
                initial=draft.get(str(indicator.pk), now) if draft else now,
                help_text=indicator.definition_label,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )

    @property
    def rows(self) -> list[tuple[Line, forms.BoundField]]:
        return [(line, self[f"figure-{line.indicator.pk}"]) for line in self.lines]

    @property
    def values(self) -> dict[int, Decimal | None]:
        return {
            line.indicator.pk: self.cleaned_data.get(f"figure-{line.indicator.pk}")
            for line in self.lines
        }

    def odd(self) -> list[str]:
        """Figures that differ from last year by ten times, to be looked at once more."""
        return [
            line.indicator.label
            for line in self.lines
            if _is_odd(self.values[line.indicator.pk], line.last_year)
        ]


def _is_odd(now: Decimal | None, before: Decimal | None) -> bool:
    if now is None or before is None or max(now, before) < SMALL:
        return False
    return now > before * ABSURD or now * ABSURD < before
