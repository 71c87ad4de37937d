"""How visitors narrow the actions of a plan: whatever stands in the address is harmless."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from events.filters.reading import read_text
from reports.plan.enums import State
from reports.plan.models import Action

NUMBER_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """What a visitor chose. A plan has some sixty actions, so they are sifted here, not by SQL."""

    goal: str = ""
    state: str = ""
    year: str = ""
    owner: str = ""
    q: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Self:
        return cls(
            goal=_number(query.get("goal", "")),
            state=state if (state := query.get("state", "")) in State.values else "",
            year=_number(query.get("year", "")),
            owner=read_text(query.get("owner", "")),
            q=read_text(query.get("q", "")),
        )

    @property
    def is_active(self) -> bool:
        return bool(self.chosen)

    @property
    def chosen(self) -> dict[str, str]:
        names = ("goal", "state", "year", "owner", "q")
        return {name: value for name in names if (value := getattr(self, name))}

    @property
    def querystring(self) -> str:
        return urlencode(self.chosen)

    def apply(self, actions: Iterable[Action]) -> list[Action]:
        return [action for action in actions if self._fits(action)]

    def _fits(self, action: Action) -> bool:
        return (
            self.goal in ("", str(action.strategy.goal.number))
            and self.state in ("", action.state)
            and self.owner in ("", action.owner)
            and (not self.year or self.year in _years(action))
            and all(word in _words(action) for word in self.q.casefold().split())
        )

    def options(self, actions: Sequence[Action]) -> dict[str, list[Option]]:
        """What can be chosen, each with how many actions it would leave."""
        goals = {str(a.strategy.goal.number): str(a.strategy.goal) for a in actions}
        years = sorted({year for action in actions for year in _years(action)})
        owners = {action.owner: action.owner_label for action in actions}
        return {
            "goals": self._group("goal", goals, actions, lambda a: [str(a.strategy.goal.number)]),
            "states": self._group("state", dict(State.choices), actions, lambda a: [a.state]),
            "years": self._group("year", {year: year for year in years}, actions, _years),
            "owners": self._group("owner", owners, actions, lambda a: [a.owner]),
        }

    def _group(
        self,
        name: str,
        labels: Mapping[Any, Any],
        actions: Sequence[Action],
        values: Callable[[Action], Iterable[str]],
    ) -> list[Option]:
        left = replace(self, **{name: ""}).apply(actions)
        found = [value for action in left for value in values(action)]
        chosen = getattr(self, name)
        return [
            Option(value, str(label), found.count(value), value == chosen)
            for value, label in labels.items()
        ]


def _number(text: str) -> str:
    is_number = text.isascii() and text.isdecimal() and len(text) <= NUMBER_LENGTH
    return str(int(text)) if is_number else ""


def _years(action: Action) -> set[str]:
    return {str(task.year) for task in action.tasks.all()}


def _words(action: Action) -> str:
    parts = [action.title, action.title_en, action.text, action.text_en, action.owner]
    parts += [action.owner_en, action.partners, action.partners_en, str(action.number)]
    return " ".join(parts).casefold()
