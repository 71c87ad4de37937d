"""The small forms of the desk. Numbers of cards are sent, never part of an address."""

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.circulation.models import CirculationRules, Patron
from portal.core.models import Library


def _number(label: Any, **attrs: Any) -> forms.CharField:
    plain = {"autocomplete": "off", "spellcheck": "false"}
    return forms.CharField(label=label, max_length=40, widget=forms.TextInput(plain | attrs))


class BarcodeForm(forms.Form):
    barcode = _number(_("Barcode of the book"), autofocus=True)


class CardForm(forms.Form):
    number = _number(_("Card number"))


class NewCardForm(forms.Form):
    number = _number(_("Card number"))
    pin = forms.CharField(
        label=_("First PIN"),
        min_length=4,
        max_length=12,
        initial=lambda: f"{secrets.randbelow(1_000_000):06}",
        help_text=_("Tell it to the reader now: it cannot be looked up afterwards."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    rules = forms.ModelChoiceField(
        label=_("Category"), queryset=CirculationRules.objects.all(), empty_label=None
    )
    home = forms.ModelChoiceField(label=_("Home library"), queryset=Library.objects.none())
    expires = forms.DateField(
        label=_("Valid until"), required=False, widget=forms.DateInput({"type": "date"})
    )
    display_name = forms.CharField(
        label=Patron._meta.get_field("display_name").verbose_name.capitalize(),
        help_text=Patron._meta.get_field("display_name").help_text,
        max_length=20,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, library: Library, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["home"].queryset = Library.objects.all()
        self.fields["home"].initial = library.pk


class PinForm(forms.Form):
    pin = forms.CharField(
        label=_("New PIN"),
        min_length=4,
        max_length=12,
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class BlockForm(forms.ModelForm):
    class Meta:
        model = Patron
        fields = ["block", "expires"]
        widgets = {"expires": forms.DateInput({"type": "date"})}
