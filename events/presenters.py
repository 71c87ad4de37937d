"""Where the names of those who lead events lead to.

Events know a name; who it is, an app of a higher layer knows and registers when it starts.
"""

from collections.abc import Callable, Mapping

Addresses = Callable[[], Mapping[str, str]]

_known: dict[str, Addresses] = {}


def register(name: str, addresses: Addresses) -> None:
    """Add a source of addresses by the name of a person, as planners write it."""
    _known[name] = addresses


def address_of(presenter: str) -> str:
    """The page of who is called *presenter*; empty where there is none."""
    if not presenter:
        return ""
    return next((found for source in _known.values() if (found := source().get(presenter))), "")
