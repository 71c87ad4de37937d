"""What can be contributed: each domain says here how its kind is published and taken away.

An app registers its kinds in `AppConfig.ready`; moderation knows none of them.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Target:
    """What a contribution is about, as lists name it: a book, a call for entries."""

    title: str
    url: str = ""


def _no_targets(keys: Collection[int]) -> Mapping[int, Target]:
    return {}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of contribution.

    *publish(contribution, version)* writes the domain's row, *retract(contribution)* takes it from
    the public; both run inside the transaction of the decision, and both may be called again.
    *url* is where readers see a published one, *edit_url* where its author changes it.
    *fields* are the names of plain texts in the content, with labels: they are screened, shown to
    moderators and compared; *facts* turns the rest of a content into lines of label and value.
    *targets* answers for many targets in one query. *is_once*: one per voice and target.
    *is_pre_moderated* overrules the settings for adults; minors always are.
    *own_template* adds what words cannot show to the author's page; *names_itself*: letters say
    its own title, not what it is about; *has_own_section*: "my library" shows them elsewhere.
    """

    name: str
    label: Text
    publish: Callable[[Any, Any], None]
    retract: Callable[[Any], None]
    url: Callable[[Any], str]
    edit_url: Callable[[Any], str]
    fields: Mapping[str, Text]
    targets: Callable[[Collection[int]], Mapping[int, Target]] = _no_targets
    facts: Callable[[Mapping[str, Any]], list[tuple[str, str]]] = field(default=lambda content: [])
    card_template: str = "moderation/components/content.html"
    own_template: str = ""
    names_itself: bool = False
    has_own_section: bool = False
    is_once: bool = False
    is_pre_moderated: Callable[[Any, Any], bool] | None = None


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.name] = kind


def get(name: str) -> Kind:
    """The kind called *name*; a name nobody registered is a programming error (KeyError)."""
    return _kinds[name]


def listed() -> list[str]:
    """The names of those that "my library" shows among what was written."""
    return [kind.name for kind in _kinds.values() if not kind.has_own_section]


def choices() -> list[tuple[str, Text]]:
    return [(kind.name, kind.label) for kind in _kinds.values()]
