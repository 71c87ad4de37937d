"""Search in the site's own database, whichever it is."""

from importlib import import_module
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

MODULES = {"sqlite": "sqlite", "postgresql": "postgres"}


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 (the name Wagtail looks for)
    if connection.vendor not in MODULES:
        raise ImproperlyConfigured(f"The portal cannot search in a {connection.vendor} database.")
    module = import_module(f"{__package__}.{MODULES[connection.vendor]}")
    return module.SearchBackend(params)
