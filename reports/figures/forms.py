"""Forms for tables of figures."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.models import Library
from reports.figures.models import Indicator
from reports.figures.sheets import cells
from reports.figures.sheets.layout import Layout

MAX_BYTES = 30 * 1024 * 1024
_KEYS = {
    "": pgettext_lazy("column", "leave out"),
    "library": pgettext_lazy("column", "library"),
    "date": pgettext_lazy("column", "date, month or year"),
    "indicator": pgettext_lazy("column", "name of the figure"),
    "value": pgettext_lazy("column", "number"),
}


class TableForm(forms.Form):
    file = forms.FileField(
        label=_("Table"),
        help_text=_("CSV or XLSX, up to 30 MB. Titles above the headings do no harm."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx,.xlsm"}),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 30 MB."))
        return file


class LayoutForm(forms.Form):
    """What each column is, and what holds for the whole table."""

    library = forms.ModelChoiceField(
        Library.objects.all(), label=_("All rows are of"), required=False, empty_label="—"
    )
    indicator = forms.ModelChoiceField(
        Indicator.objects.stored(),
        to_field_name="code",
        label=_("All numbers are"),
        required=False,
        empty_label="—",
    )
    period = forms.CharField(
        label=_("All rows speak of"),
        required=False,
        max_length=10,
        help_text=_("2026-03, 2026-03-05 or 2026."),
    )

    def __init__(self, layout: Layout, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "library": layout.library,
            "indicator": layout.indicator,
            "period": layout.period,
        }
        super().__init__(*args, **kwargs)
        self.layout = layout
        indicators = [(f"={one.code}", one.label) for one in Indicator.objects.stored()]
        for place, column in enumerate(layout.columns):
            own = [(column.role, column.role[1:])] if column.role[:1] == "@" else []
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=column.heading or _("without a heading"),
                choices=[*_KEYS.items(), *own, (_("Figures"), indicators)],
                initial=column.role,
                required=False,
            )

    @property
    def columns(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("column-")]

    def clean_period(self) -> str:
        text: str = self.cleaned_data["period"]
        try:
            return text and cells.time(text) and text
        except cells.CellError as error:
            raise forms.ValidationError(str(error)) from None

    def chosen(self) -> Layout:
        layout = self.layout
        for place, column in enumerate(layout.columns):
            column.role = self.cleaned_data[f"column-{place}"]
        library, indicator = self.cleaned_data["library"], self.cleaned_data["indicator"]
        layout.library = library.pk if library else None
        layout.indicator = indicator.code if indicator else ""
        layout.period = self.cleaned_data["period"]
        return layout


class NamesForm(forms.Form):
    """What names mean that are not known yet."""

    def __init__(
        self, libraries: list[str], indicators: list[str], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.texts: dict[str, str] = {}
        asked = [(text, Library.objects.all()) for text in libraries] + [
            (text, Indicator.objects.stored()) for text in indicators if text
        ]
        for place, (text, choices) in enumerate(asked):
            self.texts[f"name-{place}"] = text
            self.fields[f"name-{place}"] = forms.ModelChoiceField(
                choices,
                label=text,
                required=False,
                empty_label=pgettext_lazy("column", "leave out"),
            )

    def taught(self) -> dict[str, Any]:
        return {
            text: self.cleaned_data[name]
            for name, text in self.texts.items()
            if self.cleaned_data[name]
        }
