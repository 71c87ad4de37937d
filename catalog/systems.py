"""The library system of this portal, as `settings.PORTAL_ILS` describes it.

{
    "source": "local",  # catalogue whose control numbers the system speaks
    "drivers": {"koha": {"class": "catalog.ils.drivers.koha.KohaRest", "options": {…}}},
    "routes": {"holdings": "koha", "patrons": "koha"},
}
"""

import inspect
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import ImproperlyConfigured
from django.core.signals import setting_changed
from django.utils.module_loading import import_string

from catalog.ils.capabilities import Role
from catalog.ils.composite import Composite
from catalog.ils.guard import Guarded
from catalog.mirror import MirroredCatalogue


@cache
def ils() -> Composite:
    """The system, once in each process: breakers and connections live as long as it does."""
    return build(settings.PORTAL_ILS)


def source() -> str:
    """The catalogue whose control numbers the system speaks."""
    name: str = settings.PORTAL_ILS.get("source", "local")
    return name


def build(description: Mapping[str, Any]) -> Composite:
    """Raises ImproperlyConfigured with what is wrong; drivers quote no secret when they refuse."""
    mirror = MirroredCatalogue(description.get("source", "local"))
    drivers = {
        name: _driver(name, entry, mirror) for name, entry in description.get("drivers", {}).items()
    }
    routes = {}
    for role, name in description.get("routes", {}).items():
        if role not in list(Role):
            raise ImproperlyConfigured(
                f"PORTAL_ILS: there is no role “{role}”; there are: {', '.join(Role)}."
            )
        if name not in drivers:
            raise ImproperlyConfigured(f"PORTAL_ILS: role “{role}” names no driver: “{name}”.")
        routes[Role(role)] = drivers[name]
    return Composite(routes)


def _driver(name: str, entry: Mapping[str, Any], mirror: MirroredCatalogue) -> Any:
    try:
        made = import_string(entry["class"])
    except (KeyError, ImportError) as error:
        raise ImproperlyConfigured(
            f"PORTAL_ILS: driver “{name}” has no class to import."
        ) from error
    options = dict(entry.get("options", {}))
    wanted = inspect.signature(made).parameters
    if unknown := sorted(set(options) - set(wanted)):
        raise ImproperlyConfigured(
            f"PORTAL_ILS: driver “{name}” has no option {', '.join(unknown)}."
        )
    if missing := sorted(
        option
        for option, parameter in wanted.items()
        if parameter.default is inspect.Parameter.empty and option not in {*options, "mirror"}
    ):
        raise ImproperlyConfigured(
            f"PORTAL_ILS: driver “{name}” needs the option {', '.join(missing)}."
        )
    if "mirror" in wanted:
        options["mirror"] = mirror
    try:
        driver = made(**options)
    except (ValueError, LookupError) as error:
        raise ImproperlyConfigured(
            f"PORTAL_ILS: driver “{name}” does not take its options: {error}."
        ) from error
    # The embedded system answers from our own tables: nothing to keep, nothing to wait for.
    return driver if getattr(driver, "is_embedded", False) else Guarded(driver, caches["default"])


def forget(*, setting: str = "", **kwargs: Any) -> None:
    """Build the system anew at the next call."""
    if setting in ("", "PORTAL_ILS"):
        ils.cache_clear()


setting_changed.connect(forget)
