from django import forms

from portal.accounts.models import User

from . import selectors
from .enums import Category


class PreferencesForm(forms.Form):
    """One tick for each kind of letter that may be switched off."""

    def __init__(self, *args, user: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for category, is_wanted in selectors.preferences(user).items():
            self.fields[category.value] = forms.BooleanField(
                label=category.label,
                help_text=category.explanation,
                required=False,
                initial=is_wanted,
                disabled=category == Category.ESSENTIAL,
            )

    def wanted(self) -> set[Category]:
        return {category for category in Category if self.cleaned_data[category.value]}
