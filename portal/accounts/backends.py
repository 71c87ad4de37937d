"""Who is signed in, read together with the reader that most pages then ask for."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from portal.accounts.models import User


class ReaderBackend(AuthenticationBackend):
    def get_user(self, user_id: Any) -> User | None:
        user = User.objects.select_related("reader").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
