"""allauth's hooks for the portal."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from portal.accounts import throttle
from portal.accounts.models import ConsentKind, ConsentText, User

USERNAME_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # without those easily mistaken
WRONG_CREDENTIALS = _("The name or the password is not right.")
# What every visitor can see for himself need not be said by a message.
SILENT_MESSAGES = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        # One answer for both: it must not tell which of the two is wrong.
        "email_password_mismatch": WRONG_CREDENTIALS,
        "username_password_mismatch": WRONG_CREDENTIALS,
        "incorrect_code": _("This code is not right. Please look again."),
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("The password is not right."),
        "too_many_login_attempts": _("Too many attempts. Please wait a few minutes."),
        "rate_limited": _("Too many attempts. Please wait a few minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody can be asked to agree to a text that is not there."""
        return ConsentText.objects.current(ConsentKind.PRIVACY) is not None

    def populate_username(self, request: HttpRequest, user: User) -> None:
        """A reader signs in by e-mail; the username says nothing about them."""
        if not user.username:
            user.username = "r-" + get_random_string(12, USERNAME_LETTERS)

    def get_login_stages(self) -> list[str]:
        stages = super().get_login_stages()
        own = "portal.accounts.stages.ConfirmAddressStage"
        return [own if stage.endswith(".EmailVerificationStage") else stage for stage in stages]

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong passwords are counted by django-axes, in the database; codes still by allauth."""

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        throttle.forget_failures(request, user)
        return super().post_login(request, user, **kwargs)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        if message_template not in SILENT_MESSAGES:
            super().add_message(request, level, message_template, *args, **kwargs)
