"""What readers fill in about contributions: why they report one, why they do not agree."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.moderation.enums import ReportReason
from community.moderation.services.appealing import APPEAL_LENGTH


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("What is wrong with it?"), choices=ReportReason.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The author does not learn who has reported it."),
    )


class AppealForm(forms.Form):
    text = forms.CharField(
        label=_("Why should it be published?"),
        max_length=APPEAL_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Another moderator reads this. You can appeal once."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["maxlength"] = str(APPEAL_LENGTH)
