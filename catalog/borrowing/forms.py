"""Linking a card, placing a hold."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.borrowing.models import LinkedCard
from portal.accounts.forms.fields import NicknameField
from portal.accounts.names import NICKNAME_LENGTH, validate_nickname
from portal.core.models import Library


class LinkCardForm(forms.Form):
    """What was typed comes back after an error, all but the PIN."""

    number = forms.CharField(
        label=_("Library card number"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    pin = forms.CharField(
        label=_("PIN of the card"),
        max_length=64,
        strip=False,
        help_text=_(
            "It goes to the library system once, to see that the card is yours. We keep it nowhere."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "inputmode": "text"}),
    )
    nickname = NicknameField(
        label=LinkedCard._meta.get_field("nickname").verbose_name.capitalize(),
        help_text=LinkedCard._meta.get_field("nickname").help_text,
        max_length=NICKNAME_LENGTH,
        validators=[validate_nickname],
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_number(self) -> Any:
        number = self.cleaned_data["number"].strip()
        if "|" in number or not number.isprintable():  # a separator of one of the protocols
            raise forms.ValidationError(_("This is not the number of a card."))
        return number


class NameCardForm(forms.ModelForm):
    class Meta:
        model = LinkedCard
        fields = ["nickname"]
        field_classes = {"nickname": NicknameField}
        widgets = {"nickname": forms.TextInput(attrs={"autocomplete": "off"})}


class HoldForm(forms.Form):
    """Where to pick it up; the first is the nearest."""

    pickup = forms.ChoiceField(
        label=_("Pick up at"),
        help_text=_("Your own library stands first, then those near it."),
    )

    def __init__(self, *args: Any, libraries: Sequence[Library], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pickup"].choices = [(row.code, row.label) for row in libraries]
