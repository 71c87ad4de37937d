"""Addresses in letters that work without signing in. They carry a number and a category only."""

from django.core import signing
from django.urls import reverse

from .enums import Category
from .letters import site_url

_signer = signing.Signer(salt="portal.notify.unsubscribe")


def unsubscribe_url(user_pk: int, category: Category) -> str:
    token = _signer.sign_object([user_pk, category.value])
    return site_url(reverse("notify:unsubscribe", args=[token]))


def read_token(token: str) -> tuple[int, Category]:
    """The reader and category of *token*; signing.BadSignature when it is not one of ours."""
    try:
        user_pk, category = _signer.unsign_object(token)
        return int(user_pk), Category(category)
    except (TypeError, ValueError) as error:
        raise signing.BadSignature from error
