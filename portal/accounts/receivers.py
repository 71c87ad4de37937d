"""Answers to Django's own signals of signing in and out, whichever door was used."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest

from .middleware import set_hint


def note_sign_in(request: HttpRequest | None, **kwargs: Any) -> None:
    if request is not None:
        set_hint(request, is_signed_in=True)


def note_sign_out(request: HttpRequest | None, **kwargs: Any) -> None:
    if request is not None:
        set_hint(request, is_signed_in=False)


def connect() -> None:
    user_logged_in.connect(note_sign_in)
    user_logged_out.connect(note_sign_out)
