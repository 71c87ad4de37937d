"""What jurors fill in: points for each criterion."""

from typing import Any

from django import forms

from community.works.models import Criterion
from community.works.models.judging import MOST_POINTS


class ScoreForm(forms.Form):
    def __init__(self, *args: Any, criteria: list[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for criterion in criteria:
            self.fields[self.name_of(criterion)] = forms.IntegerField(
                label=criterion.label,
                min_value=0,
                max_value=MOST_POINTS,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    @staticmethod
    def name_of(criterion: Criterion) -> str:
        return f"points_{criterion.pk}"

    @property
    def points(self) -> dict[Criterion, int]:
        return {row: self.cleaned_data[self.name_of(row)] for row in self.criteria}
