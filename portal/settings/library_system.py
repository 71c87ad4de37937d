"""The library system (ILS) behind the portal, from a TOML file."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

# Without a file the portal lends by itself (catalog/circulation).
EMBEDDED: dict[str, Any] = {
    "source": "local",
    "drivers": {"circulation": {"class": "catalog.circulation.driver.LocalSystem"}},
    "routes": {"holdings": "circulation", "patrons": "circulation", "statistics": "circulation"},
}

_VARIABLE = re.compile(r"\$\{(\w+)\}")


def read(path: str, environment: Mapping[str, str]) -> dict[str, Any]:
    """What the file at *path* says, with each `${NAME}` replaced from *environment*.

    Secrets stay in the environment that way. Raises ImproperlyConfigured, naming the file or the
    variable that is missing, never a value.
    """
    try:
        description = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise ImproperlyConfigured(f"PORTAL_ILS_FILE: {path} cannot be read.") from error
    except tomllib.TOMLDecodeError as error:
        raise ImproperlyConfigured(f"PORTAL_ILS_FILE: {path} is not valid TOML: {error}") from error
    filled: dict[str, Any] = _filled(description, environment)
    return filled


def _filled(value: Any, environment: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: _filled(part, environment) for name, part in value.items()}
    if isinstance(value, list):
        return [_filled(part, environment) for part in value]
    if not isinstance(value, str):
        return value

    def variable(match: re.Match[str]) -> str:
        try:
            return environment[match[1]]
        except KeyError:
            raise ImproperlyConfigured(
                f"PORTAL_ILS_FILE: the environment has no {match[1]}."
            ) from None

    return _VARIABLE.sub(variable, value)
