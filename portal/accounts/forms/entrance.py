"""Signing up and in: django-allauth's forms with our words and without its placeholders."""

from typing import Any, cast

from allauth.account.forms import LoginForm as BaseLoginForm
from allauth.account.forms import SignupForm as BaseSignupForm
from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.accounts import services
from portal.accounts.models import ConsentKind, ConsentText, Reader, User
from portal.accounts.names import validate_nickname

from .consent import ConsentMixin
from .fields import NicknameField
from .plain import NewPasswordMixin, WithoutPlaceholders


class LoginForm(WithoutPlaceholders, BaseLoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = _("E-mail address or username")
        login.widget.attrs |= {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
            "maxlength": "254",
        }
        self.fields["remember"].label = _("Keep me signed in on this device")
        self.fields["remember"].help_text = _("Leave this off on a computer of the library.")


class SignupForm(NewPasswordMixin, ConsentMixin, BaseSignupForm):
    consent_kind = ConsentKind.PRIVACY
    field_order = ["email", "password1", "nickname", "agree", "agreed_version"]

    nickname = NicknameField(
        label=_("Nickname"),
        min_length=2,
        max_length=Reader._meta.get_field("nickname").max_length,
        help_text=Reader._meta.get_field("nickname").help_text,
        validators=[validate_nickname],
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")
        self.fields["email"].help_text = _("We send a code there to see that it is yours.")

    @transaction.atomic
    def save(self, request: HttpRequest) -> User:
        """The account and its reader, or neither."""
        user = super().save(request)
        services.register_reader(
            user,
            nickname=self.cleaned_data["nickname"],
            language=get_language() or "",
            privacy_text=cast(ConsentText, self.consent_text),  # clean() has seen to it
        )
        return user
