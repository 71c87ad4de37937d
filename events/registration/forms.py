"""The forms of registration: one for the whole family, and one to change who comes."""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from events.enums import QuestionKind
from events.models import EventSeries
from events.registration.enums import Score
from events.registration.errors import RegistrationError
from events.registration.party import check_ages, heads
from events.registration.selectors import Booking
from portal.accounts.ages import age_label
from portal.accounts.models import ConsentKind, ConsentText, FamilyMember

LONGEST_ANSWER = 300


@dataclass(frozen=True, slots=True)
class Choice:
    """A family member in the form. *problem* says why they cannot come, *error* that they were
    sent nevertheless.
    """

    member: FamilyMember
    age: str
    problem: str = ""
    error: str = ""
    is_chosen: bool = False


class FeedbackForm(forms.Form):
    score = forms.TypedChoiceField(
        label=gettext_lazy("How did you like it?"),
        coerce=int,
        choices=Score.choices,
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label=gettext_lazy("What was good, what can be better?"),
        help_text=gettext_lazy("Please name no children."),
        max_length=500,
        required=False,
        widget=forms.Textarea,
    )


class PartyForm(forms.Form):
    """Who comes: family members by their ticks, and a number of grown-ups."""

    members = forms.MultipleChoiceField(
        label=gettext_lazy("Of my family"), required=False, widget=forms.CheckboxSelectMultiple
    )
    adults = forms.TypedChoiceField(label=gettext_lazy("Adults, you among them"), coerce=int)

    def __init__(
        self, *args: Any, terms: EventSeries, day: dt.date, family: Sequence[FamilyMember], **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.terms, self.day, self.family = terms, day, family
        self.problems = {member.pk: self._problem(member) for member in family}
        self.fields["members"].choices = [(str(member.pk), member.nickname) for member in family]
        most = terms.party_max if terms.adults_max is None else terms.adults_max
        self.fields["adults"].choices = [(number, str(number)) for number in range(most + 1)]
        self.initial = self._usual_party(most) | self.initial

    def _problem(self, member: FamilyMember) -> str:
        """What speaks against *member* on the day, which is known before anything is sent."""
        try:
            check_ages(self.terms, heads(self.day, members=[member]), self.day)
        except RegistrationError as error:
            return str(error)
        return ""

    def _usual_party(self, most_adults: int) -> dict[str, Any]:
        """An only child that may come is ticked, and one grown-up comes along."""
        fitting = [member for member in self.family if not self.problems[member.pk]]
        is_clear = len(self.family) == 1 and len(fitting) == 1
        return {
            "members": [str(member.pk) for member in fitting] if is_clear else [],
            "adults": min(max(self.terms.adults_min or 0, 1), most_adults),
        }

    @property
    def choices(self) -> list[Choice]:
        chosen = set(map(str, self["members"].value() or []))
        return [
            Choice(
                member=member,
                age=age_label(member.age_on(self.day)),
                problem=self.problems[member.pk],
                error=self.problems[member.pk] if self._is_refused(member, chosen) else "",
                is_chosen=str(member.pk) in chosen,
            )
            for member in self.family
        ]

    def _is_refused(self, member: FamilyMember, chosen: set[str]) -> bool:
        return self.is_bound and str(member.pk) in chosen

    @property
    def has_error_at_choice(self) -> bool:
        return any(choice.error for choice in self.choices)

    @property
    def chosen_members(self) -> list[FamilyMember]:
        chosen = set(self.cleaned_data["members"])
        return [member for member in self.family if str(member.pk) in chosen]

    def clean_members(self) -> list[str]:
        for member in self.family:
            if str(member.pk) in self.cleaned_data["members"] and self.problems[member.pk]:
                self.add_error("members", self.problems[member.pk])
        return self.cleaned_data.get("members", [])

    def refuse(self, error: RegistrationError) -> None:
        """Show what the service found against it, at the field it is about."""
        name = {"party": "adults", "consents": None}.get(error.field, error.field)
        self.add_error(name if name in self.fields else None, str(error))


class RegistrationForm(PartyForm):
    """A registration with all that the event asks; *key* makes sending it twice harmless."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, booking: Booking, family: Sequence[FamilyMember]) -> None:
        self.booking = booking
        super().__init__(
            *args,
            terms=booking.terms,
            day=booking.day,
            family=family,
            initial={"key": secrets.token_urlsafe(24)},
        )
        self.groups = self._add_groups()
        for question in self.terms.questions:
            self.fields[f"answer_{question['key']}"] = _answer_field(question)
        self.texts = self._add_consents()

    def _add_groups(self) -> dict[str, Any]:
        terms = self.terms
        if not (terms.reserved_places or terms.priority_hours):
            return {}
        groups = {str(group.pk): group for group in terms.priority_groups.all()}
        self.fields["priority_group"] = forms.ChoiceField(
            label=_("Do you belong to a group that is served first?"),
            help_text=_("We believe you; nobody has to prove it."),
            choices=[("", _("No")), *((key, group.label) for key, group in groups.items())],
            widget=forms.RadioSelect,
            required=False,
        )
        return groups

    def _add_consents(self) -> dict[str, ConsentText]:
        """A tick for each text in force that the event needs and the reader has not agreed to."""
        terms, texts = self.terms, {}
        needed = [
            (ConsentKind.PHOTO.value, terms.needs_photo_consent),
            (ConsentKind.CHILDREN.value, terms.needs_children_consent and bool(self.family)),
        ]
        for kind, is_needed in needed:
            if not is_needed or kind in self.booking.consents:
                continue
            if text := ConsentText.objects.current(kind):
                texts[_name(text)] = text
                self.fields[_name(text)] = _consent_field(text)
        return texts

    def clean(self) -> dict[str, Any]:
        """Children's data matter only where children come; photographs are of everybody."""
        super().clean()
        for name, text in self.texts.items():
            is_needed = text.kind == ConsentKind.CHILDREN and self.cleaned_data.get("members")
            if is_needed and not self.cleaned_data.get(name):
                self.add_error(name, _("Without your consent this is not possible."))
        return self.cleaned_data

    @property
    def agreed(self) -> list[ConsentText]:
        return [text for name, text in self.texts.items() if self.cleaned_data[name]]

    @property
    def answers(self) -> dict[str, str]:
        keys = [question["key"] for question in self.terms.questions]
        return {key: self.cleaned_data[f"answer_{key}"] for key in keys}

    @property
    def priority_group(self) -> Any:
        return self.groups.get(self.cleaned_data.get("priority_group", ""))


def _answer_field(question: dict[str, Any]) -> forms.Field:
    is_english = (get_language() or "").startswith("en")
    common = {
        "label": (is_english and question["text_en"]) or question["text"],
        "required": question["is_required"],
    }
    if question["kind"] == QuestionKind.TEXT:
        return forms.CharField(max_length=LONGEST_ANSWER, **common)
    choices = [("yes", _("Yes")), ("no", _("No"))]
    if question["kind"] == QuestionKind.CHOICE:
        choices = [(zh, (is_english and en) or zh) for zh, en in question["choices"]]
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)


def _name(text: ConsentText) -> str:
    """Bound to the version that was shown: a tick under an older one does not count."""
    return f"agree_{text.kind}_{text.version}"


def _consent_field(text: ConsentText) -> forms.BooleanField:
    link = format_html(
        '<a href="{}" target="_blank">{}</a>',
        reverse("accounts:consent_version", args=[text.kind, text.version]),
        text.title_label,
    )
    return forms.BooleanField(
        label=format_html(
            _("I have read “{link}” (version {version}) and agree."),
            link=link,
            version=text.version,
        ),
        required=text.kind == ConsentKind.PHOTO.value,
        error_messages={"required": _("Without your consent this is not possible.")},
    )
