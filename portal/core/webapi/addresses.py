"""Addresses for programs: whole ones, and one for each language."""

from collections.abc import Callable

from django.conf import settings
from django.utils.translation import override


def absolute(path: str) -> str:
    return settings.PORTAL_BASE_URL.rstrip("/") + path


def in_each_language(make: Callable[[], str]) -> dict[str, str]:
    """What *make* gives in each language of the site; what is empty is left out."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            if text := make():
                found[code] = text
    return found
