"""django-allauth's other forms, without the grey words that repeat a label and vanish on typing."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _

PASSWORD_HELP = _("At least 8 characters, not digits alone, and nothing others would guess.")


class WithoutPlaceholders(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class CodeMixin(WithoutPlaceholders):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Verification code")
        self.fields["code"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class NewPasswordMixin(WithoutPlaceholders):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = PASSWORD_HELP


class ChangePasswordForm(NewPasswordMixin, account.ChangePasswordForm):
    pass


class SetPasswordForm(NewPasswordMixin, account.SetPasswordForm):
    pass


class ResetPasswordForm(WithoutPlaceholders, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(NewPasswordMixin, account.ResetPasswordKeyForm):
    pass


class AddEmailForm(WithoutPlaceholders, account.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")


class PasswordAgainForm(WithoutPlaceholders, account.ReauthenticateForm):
    pass


class ConfirmEmailCodeForm(CodeMixin, account.ConfirmEmailVerificationCodeForm):
    pass


class SecondStepForm(CodeMixin, mfa.AuthenticateForm):
    pass


class SecondStepAgainForm(CodeMixin, mfa.ReauthenticateForm):
    pass


class ActivateForm(CodeMixin, totp.ActivateTOTPForm):
    pass
