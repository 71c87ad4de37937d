"""A reader's own contributions: how each stands, and why."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, QuerySet, When

from community.moderation import kinds
from community.moderation.enums import Act
from community.moderation.models import Contribution, Decision
from portal.accounts.models import Reader

# What the author is told of a decision; the rest of the history is the library's own.
TOLD = (Act.ACCEPTED, Act.REFUSED, Act.HIDDEN, Act.HIDDEN_BY_REPORTS)


@dataclass(frozen=True, slots=True)
class Line:
    """A contribution with the title of what it is about."""

    contribution: Contribution
    target: kinds.Target | None

    @property
    def title(self) -> str:
        own = str(self.contribution.to_decide.value("title") or "")
        return (self.target.title if self.target else own) or str(self.contribution.spec.label)


def of_reader(reader: Reader) -> QuerySet[Contribution]:
    """Everything of *reader* and their children: what asks for the guardian first."""
    first = Case(When(needs_guardian=True, then=0), default=1)
    return (
        Contribution.objects.of_reader(reader)
        .detailed()
        .select_related(
            "voice__reader", "voice__member", "published_version", "waiting_version",
            "latest_version",
        )
        .order_by(first, "-submitted_at", "-pk")
    )  # fmt: skip


def with_targets(rows: Iterable[Contribution]) -> list[Line]:
    """Each of *rows* with what it is about; one query for each kind among them."""
    listed = list(rows)
    keys: dict[str, set[int]] = defaultdict(set)
    for row in listed:
        if row.target:
            keys[row.kind].add(row.target)
    found = {name: kinds.get(name).targets(wanted) for name, wanted in keys.items()}
    return [
        Line(row, found.get(row.kind, {}).get(row.target) if row.target else None) for row in listed
    ]


def told_to_author(contribution: Contribution) -> Decision | None:
    """The last decision, as far as the author is told of it."""
    lines = contribution.decisions.select_related("reason")
    undone = lines.filter(act=Act.UNDONE).order_by("-pk").first()
    told = lines.filter(act__in=TOLD).order_by("-pk").first()
    if told and undone and undone.pk > told.pk:
        return None
    return told


def words_of(contribution: Contribution) -> Sequence[tuple[str, str]]:
    """The texts of the version that counts for the author, each with its label."""
    version = contribution.latest_version or contribution.to_decide
    spec = contribution.spec
    texts = [(str(label), str(version.value(name))) for name, label in spec.fields.items()]
    return [*((label, text) for label, text in texts if text), *spec.facts(version.content)]
