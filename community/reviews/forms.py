"""Writing a review or a reading response: one form for oneself and for one's children."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from community.moderation.errors import DeniedError, ModerationError
from community.reviews.enums import LONGEST, OLDEST, SHORTEST, STARS, TITLE_LENGTH, Form
from portal.accounts.models import FamilyMember, Reader
from portal.accounts.names import NICKNAME_LENGTH
from portal.core.sanitize import clean_lines, clean_text

MYSELF = "me"


class ReviewForm(forms.Form):
    """A text about a book. Everything but the text is optional."""

    who = forms.ChoiceField(label=_("Who writes?"), initial=MYSELF, widget=forms.RadioSelect)
    pen_name = forms.CharField(
        label=_("Pen name"),
        max_length=NICKNAME_LENGTH,
        required=False,
        help_text=_("This name alone is shown. Left empty, it is the nickname."),
    )
    rating = forms.TypedChoiceField(
        label=_("How many stars?"),
        choices=[("", _("no stars")), *STARS],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "revform__row"}),
    )
    title = forms.CharField(label=_("Title"), max_length=TITLE_LENGTH, required=False)
    text = forms.CharField(label=_("Text"), widget=forms.Textarea)
    age_from = forms.IntegerField(
        label=_("Fits from the age of"),
        min_value=0,
        required=False,
        validators=[MaxValueValidator(OLDEST)],
    )
    age_to = forms.IntegerField(
        label=_("Fits up to the age of"),
        min_value=0,
        required=False,
        validators=[MaxValueValidator(OLDEST)],
    )
    has_spoiler = forms.BooleanField(
        label=_("It gives away the ending: fold it up"), required=False
    )
    is_read_by_guardian = forms.BooleanField(
        label=_("I have read what my child has written, and agree that the library sees it"),
        required=False,
        help_text=_("Only where a child writes. Without it we ask you by e-mail first."),
    )

    def __init__(
        self, *args: Any, form: str, reader: Reader, voice_is_fixed: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.form = Form(form)
        self.family = {str(member.pk): member for member in reader.family.all()}
        self._set_who(voice_is_fixed)
        self._set_text()
        if self.form == Form.RESPONSE:
            for name in ("rating", "age_from", "age_to"):
                del self.fields[name]

    def _set_who(self, voice_is_fixed: bool) -> None:
        """Nobody is asked who has only themselves to choose."""
        if voice_is_fixed or not self.family:
            del self.fields["who"]
        else:
            children = [(pk, str(member)) for pk, member in self.family.items()]
            self.fields["who"].choices = [(MYSELF, _("I myself")), *children]
        if not self.family:
            del self.fields["is_read_by_guardian"]

    def _set_text(self) -> None:
        field, longest = self.fields["text"], LONGEST[self.form]
        field.max_length = longest
        field.widget.attrs |= {
            "rows": 14 if self.form == Form.RESPONSE else 8,
            "maxlength": str(longest),
            "minlength": str(SHORTEST),
        }
        field.help_text = _(
            "%(shortest)d to %(longest)d characters. Please name no children and give away no "
            "telephone numbers."
        ) % {"shortest": SHORTEST, "longest": longest}

    def clean_text(self) -> str:
        text = self.cleaned_data["text"].replace("\r\n", "\n")
        longest = LONGEST[self.form]
        if len(text) > longest:
            raise forms.ValidationError(
                _("This has %(length)d characters; at most %(longest)d are taken.")
                % {"length": len(text), "longest": longest}
            )
        text = clean_lines(text, max_length=longest)
        if len("".join(text.split())) < SHORTEST:
            raise forms.ValidationError(
                _("Please write at least %(shortest)d characters.") % {"shortest": SHORTEST}
            )
        return text

    def clean_title(self) -> str:
        return clean_text(self.cleaned_data["title"], max_length=TITLE_LENGTH)

    def clean_pen_name(self) -> str:
        return clean_text(self.cleaned_data["pen_name"], max_length=NICKNAME_LENGTH)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("age_from"), data.get("age_to")
        if start is not None and end is not None and end < start:
            self.add_error("age_to", _("This is below the age it fits from."))
        return data

    @property
    def member(self) -> FamilyMember | None:
        return self.family.get(self.cleaned_data.get("who", ""))

    @property
    def content(self) -> dict[str, Any]:
        """What moderation is handed, as plain values."""
        names = ("rating", "title", "text", "age_from", "age_to", "has_spoiler")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}

    def refuse(self, error: ModerationError) -> None:
        """Show why it was not taken, at its field where it has one."""
        field = error.field if isinstance(error, DeniedError) else None
        self.add_error(field if field in self.fields else None, str(error))
