"""Steps between a right password and being signed in."""

from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage
from django.http import HttpResponse


class ConfirmAddressStage(EmailVerificationStage):
    """Readers confirm their address; of accounts that staff made, staff answer for the address."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        user = self.login.user
        if user and not self.login.signup and not EmailAddress.objects.filter(user=user).exists():
            if user.email and not EmailAddress.objects.is_verified(user.email):
                EmailAddress.objects.create(
                    user=user, email=user.email.lower(), verified=True, primary=True
                )
            return None, True
        return super().handle()
