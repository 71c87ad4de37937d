"""Forms of readers: applying, the profile, a shift, a certificate."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.volunteers.enums import ON_DUTY, Availability, Language
from community.volunteers.errors import VolunteerError
from community.volunteers.models import SignUp, Skill, Volunteer
from community.volunteers.services.joining import Profile
from community.volunteers.wording import when_label
from portal.accounts.forms.consent import ConsentMixin
from portal.accounts.models import ConsentKind, FamilyMember, Reader
from portal.core.models import Library

OLDEST = 100


class ServiceFormMixin:
    """What a service has against it is shown at the field it is about."""

    fields: dict[str, Any]

    def refuse(self, error: VolunteerError) -> None:
        field = error.field if error.field in self.fields else None
        self.add_error(field, str(error))  # type: ignore[attr-defined]


class ProfileForm(ServiceFormMixin, forms.ModelForm):
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=Language.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    availability = forms.MultipleChoiceField(
        label=_("When you mostly have time"),
        choices=Availability.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    emergency_name = forms.CharField(label=_("Whom to call in an emergency"), max_length=40)
    emergency_phone = forms.CharField(
        label=_("Their telephone"),
        max_length=30,
        help_text=_("Kept only while you are a volunteer."),
        widget=forms.TextInput(attrs={"type": "tel"}),
    )

    class Meta:
        model = Volunteer
        fields = [
            *("name", "phone", "skills", "languages", "availability", "motivation"),
            *("emergency_name", "emergency_phone", "shows_name"),
        ]
        labels = {
            "name": _("Name"),
            "phone": _("Telephone"),
            "skills": _("What you are good at"),
            "motivation": _("Why you want to help"),
            "shows_name": _("Show the full name when somebody checks a certificate"),
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
            "skills": forms.CheckboxSelectMultiple,
            "motivation": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["skills"].queryset = Skill.objects.all()

    def profile(self) -> Profile:
        names = (*self.Meta.fields,)
        return Profile(**{name: self.cleaned_data[name] for name in names})


def _years() -> list[tuple[int | str, str]]:
    this_year = timezone.localdate().year
    years = range(this_year - 10, this_year - OLDEST, -1)
    return [("", "—"), *((year, str(year)) for year in years)]


class ApplyForm(ProfileForm):
    """For oneself: with year and month of birth, for the law asks who is of age."""

    birth_year = forms.TypedChoiceField(label=_("Year of birth"), coerce=int, choices=_years)
    birth_month = forms.TypedChoiceField(
        label=_("Month of birth"),
        coerce=int,
        choices=[("", "—"), *((month, str(month)) for month in range(1, 13))],
    )
    library = forms.ModelChoiceField(
        label=_("Library"),
        queryset=None,
        help_text=_("Where you would mostly help; it looks at your application."),
    )

    field_order = ("name", "birth_year", "birth_month", "phone", "library")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["library"].queryset = Library.objects.all()
        self.fields["library"].label_from_instance = lambda row: row.label

    @property
    def birth(self) -> tuple[int, int] | None:
        return self.cleaned_data["birth_year"], self.cleaned_data["birth_month"]


class ApplyForMemberForm(ConsentMixin, ApplyForm):
    """For a minor of the family: the birth is known, the guardian consents."""

    consent_kind = ConsentKind.VOLUNTEER
    birth = None

    def __init__(self, *args: Any, member: FamilyMember, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["birth_year"], self.fields["birth_month"]
        self.fields["name"].help_text = _("As it is to stand on a certificate.")
        age = member.age_on(timezone.localdate()) // 12
        if age >= settings.PORTAL_VOLUNTEER_ADULT_AGE:
            del self.fields["agree"], self.fields["agreed_version"]

    def clean(self) -> dict[str, Any]:
        return super().clean() if "agree" in self.fields else self.cleaned_data


def who_may_apply(reader: Reader) -> tuple[bool, list[FamilyMember]]:
    """Whether the reader can apply, and which of the family."""
    on_duty = Volunteer.objects.filter(reader=reader, stage__in=ON_DUTY)
    members = reader.family.exclude(pk__in=on_duty.filter(~Q(member=None)).values("member"))
    return not on_duty.filter(member=None).exists(), list(members)


class SignUpForm(ServiceFormMixin, forms.Form):
    """Who of the family comes; where the law asks for it, with a parent."""

    volunteer = forms.ModelChoiceField(
        label=_("Who comes"), queryset=None, widget=forms.RadioSelect, empty_label=None
    )
    with_parent = forms.BooleanField(label=_("I come along and stay all the time"), required=False)

    def __init__(
        self, *args: Any, volunteers: Iterable[Volunteer], asks_parent: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        keys = [row.pk for row in volunteers]
        field = self.fields["volunteer"]
        field.queryset = Volunteer.objects.filter(pk__in=keys)
        if len(keys) == 1:
            field.initial = keys[0]
            field.widget = forms.HiddenInput()
        if not asks_parent:
            del self.fields["with_parent"]


class OfferForm(forms.Form):
    note = forms.CharField(
        label=_("A word to the others"),
        max_length=120,
        required=False,
        help_text=_("Seen by other volunteers; no names or telephone numbers please."),
    )


class ExchangeForm(ServiceFormMixin, forms.Form):
    """One's own place for the one on offer."""

    signup = forms.ModelChoiceField(
        label=_("My shift in exchange"), queryset=None, widget=forms.RadioSelect, empty_label=None
    )
    note = forms.CharField(
        label=_("A word to the other"),
        max_length=120,
        required=False,
        help_text=_("Seen by the other volunteer; no names or telephone numbers please."),
    )

    def __init__(self, *args: Any, rows: QuerySet[SignUp], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["signup"]
        field.queryset = rows
        field.label_from_instance = lambda row: (
            f"{row.pool.opportunity.label} · {when_label(row.pool)} · {row.volunteer.name}"
        )


class CertificateForm(ServiceFormMixin, forms.Form):
    since = forms.DateField(
        label=pgettext_lazy("time", "From"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class CodeForm(forms.Form):
    """The code of a certificate as somebody types it."""

    code = forms.CharField(
        label=_("Code of the certificate"),
        max_length=20,
        help_text=_("Twelve letters and digits, printed below the QR code."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        code = unicodedata.normalize("NFKC", self.cleaned_data["code"]).upper()
        kept = "".join(char for char in code if char.isascii() and char.isalnum())
        if not kept:
            raise forms.ValidationError(_("A code has only letters and digits."), code="code")
        return kept
