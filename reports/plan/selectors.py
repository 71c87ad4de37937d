"""What pages, downloads and programs read about a plan."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from wagtail.models import Page

from portal.core.languages import localized_path
from portal.core.page_links import in_language
from reports.plan.enums import EvidenceKind, State
from reports.plan.models import Action, Evidence, Goal, Plan, Strategy, Update
from reports.plan.models.evidence import leads_somewhere

KINDS = {
    ("events", "eventseriespage"): EvidenceKind.SERIES,
    ("reading_lists", "readinglistpage"): EvidenceKind.LIST,
    ("annual", "annualreportpage"): EvidenceKind.REPORT,
    ("home", "newspage"): EvidenceKind.NEWS,
}


@dataclass(frozen=True, slots=True)
class Share:
    """How many actions are in one state."""

    state: State
    number: int
    percent: float


@dataclass(frozen=True, slots=True)
class Progress:
    total: int
    shares: list[Share]

    @property
    def present(self) -> list[Share]:
        return [share for share in self.shares if share.number]


@dataclass(frozen=True, slots=True)
class StrategyPart:
    strategy: Strategy
    actions: list[Action]


@dataclass(frozen=True, slots=True)
class GoalPart:
    """A goal with how far it has come, and those of its actions that were asked for."""

    goal: Goal
    progress: Progress
    strategies: list[StrategyPart]


@dataclass(frozen=True, slots=True)
class Link:
    """A piece of evidence that readers can open."""

    kind: EvidenceKind
    words: str
    url: str


def current_plan() -> Plan | None:
    """The published plan that began last."""
    return Plan.objects.published().first()


def actions_of(plan: Plan) -> list[Action]:
    """All of them, with their tasks: a plan has some sixty, so they are read once."""
    rows = plan.actions.select_related("strategy__goal").prefetch_related("tasks")
    return list(rows.order_by("strategy__goal__number", "strategy__number", "number"))


def progress(actions: Iterable[Action]) -> Progress:
    counts = Counter(action.state for action in actions)
    total = counts.total()
    shares = [Share(state, counts[state], _percent(counts[state], total)) for state in State]
    return Progress(total, shares)


def _percent(number: int, total: int) -> float:
    return round(number * 100 / total, 1) if total else 0.0


def goal_parts(actions: Sequence[Action], chosen: Iterable[Action]) -> list[GoalPart]:
    """*actions* goal by goal in their order; of each only the *chosen* ones are listed."""
    listed = {action.pk for action in chosen}
    parts = []
    for goal, rows in groupby(actions, key=lambda action: action.strategy.goal):
        own = list(rows)
        parts.append(
            GoalPart(goal, progress(own), _strategies([row for row in own if row.pk in listed]))
        )
    return parts


def _strategies(actions: Iterable[Action]) -> list[StrategyPart]:
    groups = groupby(actions, key=lambda action: action.strategy)
    return [StrategyPart(strategy, list(rows)) for strategy, rows in groups]


def evidence(rows: Sequence[Evidence], language: str) -> list[Link]:
    """What readers can open of *rows*, in their order; what is dead is left out."""
    return [link for _row, link in evidence_rows(rows, language)]


def evidence_rows(rows: Sequence[Evidence], language: str) -> list[tuple[Evidence, Link]]:
    """The same, each with the row it comes from."""
    keys = [row.page_id for row in rows if row.page_id]
    pages = list(Page.objects.live().public().filter(pk__in=keys)) if keys else []
    shown = in_language(pages, language) if pages else {}
    urls = {page.pk: shown.get(page.translation_key) for page in pages}
    found = ((row, _link(row, urls.get(row.page_id or 0))) for row in rows)
    return [(row, link) for row, link in found if link]


def _link(row: Evidence, page: Page | None) -> Link | None:
    if page:
        kind = KINDS.get(page.cached_content_type.natural_key(), EvidenceKind.PAGE)
        return Link(kind, row.words or page.title, page.get_url() or "")
    if row.record and not row.record.is_withdrawn:
        return Link(
            EvidenceKind.RECORD, row.words or str(row.record), row.record.get_absolute_url()
        )
    if row.url.startswith("https://") or (row.url and leads_somewhere(row.url)):
        return Link(EvidenceKind.ADDRESS, row.words, localized_path(row.url))
    return None


def neighbours(action: Action) -> tuple[Action | None, Action | None]:
    """The actions before and after by number."""
    others = action.plan.actions.only("number", "title", "title_en", "plan")
    return (
        others.filter(number__lt=action.number).order_by("-number").first(),
        others.filter(number__gt=action.number).order_by("number").first(),
    )


def with_addresses(actions: Sequence[Action]) -> list[Action]:
    """Each with the `url` of its page: those of the current plan have the short one."""
    current = current_plan()
    for row in actions:
        row.url = address(row, is_current=row.plan == current)
    return list(actions)


def address(row: Action, *, is_current: bool) -> str:
    if is_current:
        return row.get_absolute_url()
    return reverse("plan:earlier_action", args=[row.plan.slug, row.number])


def histories(actions: Sequence[Action]) -> dict[int, list[Update]]:
    """The logs of *actions*, latest entry first, by the key of the action."""
    found: dict[int, list[Update]] = {action.pk: [] for action in actions}
    for entry in Update.objects.filter(action__in=found):
        found[entry.action_id].append(entry)
    return found
