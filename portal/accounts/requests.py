from django.http import HttpRequest

from portal.accounts.models import User


class SignedInRequest(HttpRequest):
    """For annotations: the request of a view that only signed-in people reach."""

    user: User
