"""The form with which staff enter what is new."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput

from reports.plan.enums import State
from reports.plan.models import Action, Update


class UpdateForm(forms.ModelForm):
    on = forms.DateField(label=pgettext_lazy("plan", "Day"), widget=AdminDateInput)
    state = forms.ChoiceField(
        label=_("How it stands from now on"),
        choices=State.choices,
        help_text=_("Readers see the state together with your words."),
    )

    class Meta:
        model = Update
        fields = ["on", "state", "text", "text_en", "by", "by_en"]
        widgets = {"text": AdminAutoHeightTextInput, "text_en": AdminAutoHeightTextInput}

    def __init__(self, *args: Any, action: Action, **kwargs: Any) -> None:
        begin = {
            "on": timezone.localdate(),
            "state": action.state,
            "by": action.owner,
            "by_en": action.owner_en,
        }
        super().__init__(*args, initial=begin, **kwargs)

    def clean_state(self) -> State:
        return State(self.cleaned_data["state"])
