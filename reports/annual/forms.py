"""What readers write about a report, and what an editor says when numbers are frozen again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.moderation.errors import DeniedError, ModerationError
from portal.accounts.names import NICKNAME_LENGTH
from portal.core.sanitize import clean_lines, clean_text
from reports.annual.enums import LONGEST, SHORTEST


class CommentForm(forms.Form):
    pen_name = forms.CharField(
        label=_("Pen name"),
        max_length=NICKNAME_LENGTH,
        required=False,
        help_text=_("This name alone is shown. Left empty, it is the nickname."),
    )
    text = forms.CharField(
        label=_("Your comment"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("What is good, what is missing, what you do not understand. Plain words."),
    )

    def clean_pen_name(self) -> str:
        return clean_text(self.cleaned_data["pen_name"], max_length=NICKNAME_LENGTH)

    def clean_text(self) -> str:
        text = clean_lines(self.cleaned_data["text"].replace("\r\n", "\n"), max_length=LONGEST)
        if len("".join(text.split())) < SHORTEST:
            raise forms.ValidationError(
                _("Please write at least %(shortest)d characters.") % {"shortest": SHORTEST}
            )
        return text

    def refuse(self, error: ModerationError) -> None:
        field = error.field if isinstance(error, DeniedError) else None
        self.add_error(field if field in self.fields else None, str(error))


class FreezeForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the numbers are frozen again"),
        max_length=200,
        help_text=_("Readers see it: “Three branches had sent their December returns late.”"),
    )
    is_sure = forms.BooleanField(
        label=_("The published numbers become those of today. The earlier ones are kept.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
