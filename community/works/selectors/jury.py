"""What jurors and those who run a call see: sheets to fill in, the table, the winners."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from community.works.models import AgeGroup, Call, Category, Entry, Score
from community.works.permissions import CALLS
from community.works.ranking import Result, places, results
from portal.accounts.models import User

NOTHING = Result(None, 0)


@dataclass(frozen=True, slots=True)
class Row:
    """A work in the table of its group."""

    entry: Entry
    result: Result
    place: int | None
    is_tied: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Those who compete with each other: of one category and one age group."""

    category: Category | None
    age_group: AgeGroup | None
    rows: Sequence[Row]

    @property
    def label(self) -> str:
        return " · ".join(part.label for part in (self.category, self.age_group) if part)


def is_manager(user: User) -> bool:
    """Whether *user* runs calls: sees the table and settles the winners."""
    return bool(CALLS.user_has_permission(user, "change"))


def may_judge(user: User) -> bool:
    """Whether *user* can be asked to give points; which works they see, `calls_of` says."""
    return user.has_perm("works.add_score")


def calls_of(user: User) -> QuerySet[Call]:
    """The published calls that *user* runs or judges, the latest first."""
    rows = Call.objects.published().detailed().prefetch_related("criteria")
    return rows if is_manager(user) else rows.filter(jurors=user)


def entries_of(call: Call) -> QuerySet[Entry]:
    return call.entries.visible().detailed().order_by("pk")


def mine(call: Call, juror: User) -> dict[int, dict[int, int]]:
    """What *juror* has given so far: points by work and criterion."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    rows = Score.objects.filter(entry__call=call, juror=juror)
    for entry, criterion, points in rows.values_list("entry", "criterion", "points"):
        found[entry][criterion] = points
    return found


def left_for(call: Call, juror: User) -> list[Entry]:
    """The works that *juror* has not looked at in every respect, in their order."""
    given, number = mine(call, juror), len(call.criteria.all())
    own = entries_of(call).exclude(voice__reader__user=juror)
    return [entry for entry in own if len(given.get(entry.pk, {})) < number]


def groups(call: Call) -> list[Group]:
    """The table: two queries however many works, jurors and criteria there are."""
    points = Score.objects.filter(entry__call=call).values_list(
        "entry", "criterion", "juror", "points"
    )
    found = results(points, {row.pk: row.weight for row in call.criteria.all()})
    by_group: dict[tuple[int | None, int | None], list[Entry]] = defaultdict(list)
    for entry in entries_of(call):
        by_group[entry.category_id, entry.age_group_id].append(entry)
    return sorted((_group(entries, found) for entries in by_group.values()), key=_order)


def _group(entries: list[Entry], found: dict[int, Result]) -> Group:
    given = {entry.pk: found.get(entry.pk, NOTHING) for entry in entries}
    ranked = places({key: result.mean for key, result in given.items()})
    shared = Counter(ranked.values())
    rows = [
        Row(entry, given[entry.pk], place, place is not None and shared[place] > 1)
        for entry in entries
        for place in [ranked.get(entry.pk)]
    ]
    rows.sort(key=lambda row: (row.place or len(rows) + 1, row.entry.pk))
    return Group(entries[0].category, entries[0].age_group, rows)


def _order(group: Group) -> tuple[int, int]:
    parts = (group.category, group.age_group)
    first, second = ((part.sort_order or 0) if part else -1 for part in parts)
    return first, second


def winners(call: Call) -> list[Entry]:
    """Who has won, the first prizes first; nobody before the day."""
    if not call.has_results:
        return []
    rows = call.entries.visible().detailed().filter(award__isnull=False)
    return list(
        rows.order_by(
            "award__prize__sort_order", "award__prize", "category__sort_order",
            "age_group__sort_order", "pk",
        )
    )  # fmt: skip
