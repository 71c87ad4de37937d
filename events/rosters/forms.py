"""The small forms of the desk and the door."""

import secrets
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from events.models.terms import LONGEST_PARTY
from events.registration.enums import Channel, EndReason
from events.registration.models import HeadCount, Pool
from portal.accounts.models import Reader

from .selectors import find_reader

MOST_HEADS = 9999


def form_key() -> str:
    """The number of one form: sent twice it is one registration."""
    return secrets.token_hex(16)


def _people(label: Any, **options: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(
        label=label, min_value=0, max_value=LONGEST_PARTY, required=False, widget=widget, **options
    )


class WalkInForm(forms.Form):
    """Two numbers and Enter; a name only where somebody wants to be called by one."""

    adults = _people(_("Adults"), initial=1)
    children = _people(_("Children"), initial=0)
    name = forms.CharField(label=_("Name (may stay empty)"), max_length=40, required=False)
    key = forms.CharField(max_length=64, widget=forms.HiddenInput, initial=form_key)
    # Which page it was sent from, to go back there.
    back = forms.ChoiceField(
        choices=[("roster", ""), ("door", "")],
        widget=forms.HiddenInput,
        initial="roster",
        required=False,
    )

    def party(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "adults": data["adults"] or 0,
            "children": data["children"] or 0,
            "name": data["name"],
            "key": data["key"],
        }


class OnBehalfForm(forms.Form):
    """Somebody rang or stands at the desk, with an account or without one."""

    channel = forms.ChoiceField(
        label=_("How"),
        choices=[(each.value, each.label) for each in (Channel.PHONE, Channel.DESK)],
        widget=forms.RadioSelect,
        initial=Channel.PHONE,
    )
    account = forms.CharField(
        label=_("Account"),
        max_length=254,
        required=False,
        help_text=_(
            "E-mail address or user name, exactly. “Find” brings up the children of the family. "
            "Leave it empty for somebody without an account."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    members = forms.ModelMultipleChoiceField(
        label=_("Family"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    name = forms.CharField(
        label=_("Name to call them by"),
        max_length=40,
        required=False,
        help_text=_("Only without an account. A family name is enough."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=30,
        required=False,
        help_text=_("Only without an account: no letter reaches them, so the library calls."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    adults = _people(_("Adults"), initial=1)
    children = _people(
        _("Children"), initial=0, help_text=_("Besides those of the family ticked above.")
    )
    priority_group = forms.ModelChoiceField(
        label=_("Priority group"), queryset=None, required=False, empty_label=_("none")
    )
    key = forms.CharField(max_length=64, widget=forms.HiddenInput, initial=form_key)

    # What a RegistrationError calls a field, where this form calls it otherwise.
    FIELDS = {"contact_name": "name", "contact_phone": "phone", "party": "adults"}

    def __init__(self, *args: Any, pool: Pool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = self._reader()
        family = self.reader.family.all() if self.reader else None
        if family is None:
            del self.fields["members"]
        else:
            self.fields["members"].queryset = family
        self._offer_groups(pool)
        for question in pool.terms.questions:
            self.fields[f"answer_{question['key']}"] = _answer(question)

    def _offer_groups(self, pool: Pool) -> None:
        groups = pool.terms.priority_groups.all()
        if groups:
            self.fields["priority_group"].queryset = groups
        else:
            del self.fields["priority_group"]

    def _reader(self) -> Reader | None:
        words = self.data.get("account", "").strip() if self.is_bound else ""
        return find_reader(words) if words else None

    def clean_account(self) -> str:
        words: str = self.cleaned_data["account"]
        if words and self.reader is None:
            raise forms.ValidationError(
                _("There is no reader with exactly this address or name. Ask how it is spelt.")
            )
        return words

    def party(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "channel": Channel(data["channel"]),
            "reader": self.reader,
            "members": data.get("members", ()),
            "adults": data["adults"] or 0,
            "children": data["children"] or 0,
            "name": "" if self.reader else data["name"],
            "phone": "" if self.reader else data["phone"],
            "priority_group": data.get("priority_group"),
            "answers": {
                name.removeprefix("answer_"): value
                for name, value in data.items()
                if name.startswith("answer_")
            },
            "key": data["key"],
        }


def _answer(question: dict[str, Any]) -> forms.Field:
    """A question of the series, never required here: whoever rings may not know."""
    is_english = (get_language() or "").startswith("en")
    label = question["text_en"] if is_english and question["text_en"] else question["text"]
    choices = {
        "choice": [
            (text, text_en if is_english and text_en else text)
            for text, text_en in question["choices"]
        ],
        "yes_no": [("yes", _("yes")), ("no", _("no"))],
    }.get(question["kind"])
    if choices is None:
        return forms.CharField(label=label, max_length=300, required=False)
    return forms.ChoiceField(label=label, choices=[("", "–"), *choices], required=False)


class CapacityForm(forms.Form):
    capacity = forms.IntegerField(
        label=_("Places on this date"),
        min_value=0,
        max_value=MOST_HEADS,
        required=False,
        help_text=_("Empty: as many as the series has. Who waits moves up at once."),
    )

    def __init__(self, pool: Pool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if pool.series_id:
            self.fields["capacity"].label = _("Places of the whole course")


class ReasonForm(forms.Form):
    """Why somebody is served before others who wait longer."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("Kept in the history of the date. Write no names and nothing about health."),
    )


class CancelForm(forms.Form):
    """What the reader is told of why the library ends their registration."""

    reason = forms.TypedChoiceField(
        label=_("Reason"), coerce=EndReason, choices=EndReason.choices, initial=EndReason.UNSAID
    )
    note = forms.CharField(
        label=_("A few words to the reader"),
        max_length=200,
        required=False,
        help_text=_(
            "They read it in the letter and in “my library”. Write in their language, and nothing "
            "about health."
        ),
    )


class HeadCountForm(forms.ModelForm):
    """Empty is “not entered”; 0 is “nobody came”."""

    class Meta:
        model = HeadCount
        fields = ["adults", "children"]
        widgets = {
            name: forms.NumberInput(attrs={"inputmode": "numeric", "min": 0, "max": MOST_HEADS})
            for name in ("children", "adults")
        }

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("children", "adults"):
            if (data.get(name) or 0) > MOST_HEADS:
                self.add_error(name, _("This is more than a library holds. Please check it."))
        return data


class MessageForm(forms.Form):
    """Both languages, as readers chose them; without English all get the Chinese."""

    subject = forms.CharField(label=_("Subject"), max_length=80)
    text = forms.CharField(label=_("Text"), max_length=2000, widget=forms.Textarea({"rows": 6}))
    subject_en = forms.CharField(label=_("Subject in English"), max_length=120, required=False)
    text_en = forms.CharField(
        label=_("Text in English"),
        max_length=3000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Empty: everybody gets the Chinese text."),
    )
    with_waiting = forms.BooleanField(
        label=_("Also to who waits, was offered a place or is in the draw"), required=False
    )
    key = forms.CharField(max_length=64, widget=forms.HiddenInput, initial=form_key)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(data.get("subject_en")) != bool(data.get("text_en")):
            self.add_error("subject_en", _("Fill in both in English, or neither."))
        return data

    def texts(self) -> dict[str, str]:
        names = ("subject", "text", "subject_en", "text_en")
        return {name: self.cleaned_data[name] for name in names}
