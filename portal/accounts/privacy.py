"""Where personal data lies: each model with a link to a person says how it is handed out and wiped.

An app registers its models in its `personal_data.py`, which is found at start-up. A test fails when
a model with a link to a user, reader or family member is missing here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from portal.accounts.models import FamilyMember, User

Exporter = Callable[[User], list[dict[str, Any]]]
Eraser = Callable[[User], None]
MemberEraser = Callable[[FamilyMember], None]


@dataclass(frozen=True, slots=True)
class PersonalData:
    """How one model answers its reader. Without *export* there is nothing of the reader's to show.

    *erase* does what deleting the user row does not do by itself (cascades and emptied links need
    nothing); *erase_member* runs before a family member is removed, while their rows still stand.
    """

    model: str
    title: str | Promise
    export: Exporter | None = None
    erase: Eraser | None = None
    erase_member: MemberEraser | None = None


_registry: dict[str, PersonalData] = {}


def register(
    model: str,
    title: str | Promise,
    *,
    export: Exporter | None = None,
    erase: Eraser | None = None,
    erase_member: MemberEraser | None = None,
) -> None:
    """Say how *model* (`app.Model`) hands out and wipes what belongs to a person."""
    _registry[model.lower()] = PersonalData(model.lower(), title, export, erase, erase_member)


def registered() -> Iterator[PersonalData]:
    """Every registration, in the order it was made: low layers first."""
    yield from _registry.values()


def is_registered(model: str) -> bool:
    return model.lower() in _registry
