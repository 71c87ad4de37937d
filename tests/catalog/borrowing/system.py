"""The portal's own circulation, with the ways a library system fails."""

from typing import Any, ClassVar

from catalog.circulation.driver import LocalSystem
from catalog.ils.errors import ILSUnavailable, OutcomeUnknown

COMMANDS = ("place_hold", "cancel_hold", "renew", "checkout")


class FailingSystem(LocalSystem):
    """*fault*: "" works, "away" never answers, "lost" carries commands out and loses the answer,
    "dropped" loses commands on the way there. *calls* are the methods that were called.
    """

    fault: ClassVar[str] = ""
    calls: ClassVar[list[str]] = []

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if not callable(found) or name.startswith("_") or name == "ping":
            return found

        def called(*args: Any, **kwargs: Any) -> Any:
            FailingSystem.calls.append(name)
            return _fail(name, found, *args, **kwargs)

        return called


def _fail(name: str, method: Any, *args: Any, **kwargs: Any) -> Any:
    fault = FailingSystem.fault
    if fault == "away":
        raise ILSUnavailable("test")
    if fault == "dropped" and name in COMMANDS:
        raise OutcomeUnknown("test")
    answer = method(*args, **kwargs)
    if fault == "lost" and name in COMMANDS:
        raise OutcomeUnknown("test")
    return answer
