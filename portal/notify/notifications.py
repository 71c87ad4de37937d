"""Letters about the account itself. django-allauth decides when; the words are ours."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from .letters import Letter, letter, site_url

Context = Mapping[str, Any]


def _not_you() -> str:
    return _("If you did not ask for this, you need do nothing: nothing will change.")


def _was_it_you() -> str:
    return _("Was it not you? Reset your password at once and tell the library.")


@letter("account/email_confirmation", is_secret=True)
@letter("account/email_confirmation_signup", is_secret=True)
def confirm_email(context: Context) -> Letter:
    if code := context.get("code"):
        return Letter(
            subject=_("Your confirmation code"),
            paragraphs=(_("Type this code on the page you came from. It works for 15 minutes."),),
            code=code,
            closing=(_not_you(),),
        )
    return Letter(
        subject=_("Please confirm your e-mail address"),
        paragraphs=(_("One more step, and we know that this address is yours."),),
        button=(_("Confirm the address"), context["activate_url"]),
        closing=(_not_you(),),
    )


@letter("account/account_already_exists", is_secret=True)
def account_already_exists(context: Context) -> Letter:
    return Letter(
        subject=_("You already have an account"),
        paragraphs=(
            _("Someone, probably you, tried to sign up with this address. It has an account."),
            _("If you have forgotten the password, you can set a new one."),
        ),
        button=(_("Reset the password"), context["password_reset_url"]),
        closing=(_not_you(),),
    )


@letter("account/password_reset_key", is_secret=True)
def password_reset(context: Context) -> Letter:
    return Letter(
        subject=_("Set a new password"),
        paragraphs=(_("You asked for a new password. This link works once, for three days."),),
        button=(_("Set a new password"), context["password_reset_url"]),
        closing=(_not_you(),),
    )


@letter("account/unknown_account", is_secret=True)
def unknown_account(context: Context) -> Letter:
    return Letter(
        subject=_("There is no account with this address"),
        paragraphs=(
            _("Someone, probably you, asked for a new password, but no account has this address."),
            _("Perhaps you signed up with another one?"),
        ),
        button=(_("Create an account"), context["signup_url"]),
        closing=(_not_you(),),
    )


def _security_letter(subject: str) -> Letter:
    return Letter(
        subject=subject,
        paragraphs=(_("This was changed in your account just now."),),
        button=(_("My library"), site_url(reverse("accounts:me"))),
        closing=(_was_it_you(),),
    )


@letter("account/password_changed")
@letter("account/password_set")
@letter("account/password_reset")
def password_changed(context: Context) -> Letter:
    return _security_letter(_("Your password was changed"))


@letter("account/email_changed")
@letter("account/email_confirm")
@letter("account/email_deleted")
def email_changed(context: Context) -> Letter:
    return _security_letter(_("Your e-mail addresses were changed"))


@letter("mfa/totp_activated")
def totp_activated(context: Context) -> Letter:
    return _security_letter(_("Two-step sign-in was switched on"))


@letter("mfa/totp_deactivated")
def totp_deactivated(context: Context) -> Letter:
    return _security_letter(_("Two-step sign-in was switched off"))


@letter("mfa/recovery_codes_generated")
def recovery_codes_generated(context: Context) -> Letter:
    return _security_letter(_("New recovery codes were made"))


@letter("account/login_code", is_secret=True)
@letter("account/password_reset_code", is_secret=True)
def sign_in_code(context: Context) -> Letter:
    return Letter(
        subject=_("Your code"),
        paragraphs=(_("Type this code on the page you came from. It works for a few minutes."),),
        code=context["code"],
        closing=(_not_you(),),
    )


@letter("mfa/webauthn_added")
@letter("mfa/webauthn_removed")
def security_keys_changed(context: Context) -> Letter:
    return _security_letter(_("Your security keys were changed"))
