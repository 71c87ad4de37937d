"""What of one's year goes into a picture: nothing that was not ticked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.own_year.selectors import Year

NAME = "name"


class PictureForm(forms.Form):
    shown = forms.MultipleChoiceField(
        label=_("What the picture shows"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, year: Year, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(line.key, f"{line.number} {line.label}") for line in year.lines]
        self.fields["shown"].choices = [*choices, (NAME, year.name)]
