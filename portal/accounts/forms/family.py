from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import ConsentKind, FamilyMember

from .consent import ConsentMixin
from .fields import NicknameField

OLDEST = 110


def _years() -> list[tuple[int | str, str]]:
    this_year = timezone.localdate().year
    return [("", "—"), *((year, str(year)) for year in range(this_year, this_year - OLDEST, -1))]


class FamilyMemberForm(forms.ModelForm):
    birth_year = forms.TypedChoiceField(
        label=_("Year of birth"), coerce=int, choices=_years, empty_value=None
    )
    birth_month = forms.TypedChoiceField(
        label=_("Month of birth"),
        coerce=int,
        choices=[("", "—"), *((month, str(month)) for month in range(1, 13))],
        empty_value=None,
    )

    class Meta:
        model = FamilyMember
        fields = ["nickname", "birth_year", "birth_month"]
        field_classes = {"nickname": NicknameField}
        widgets = {"nickname": forms.TextInput(attrs={"autocomplete": "off"})}

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        today = timezone.localdate()
        year, month = data.get("birth_year"), data.get("birth_month")
        if year and month and (year, month) > (today.year, today.month):
            self.add_error("birth_month", _("The month of birth lies in the future."))
        return data


class NewFamilyMemberForm(ConsentMixin, FamilyMemberForm):
    consent_kind = ConsentKind.CHILDREN
