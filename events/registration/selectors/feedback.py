"""What people thought of dates, all together."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from events.models import Occurrence
from events.registration.enums import Score
from events.registration.models import Feedback

# Of fewer answers one could guess whose they are, and people were promised that nobody can.
FEWEST = 3


@dataclass(frozen=True)
class Opinion:
    """Each answer is a score and a comment, which may be empty."""

    answers: list[tuple[int, str]]

    @property
    def count(self) -> int:
        return len(self.answers)

    @property
    def can_be_shown(self) -> bool:
        return self.count >= FEWEST

    @property
    def average(self) -> float | None:
        """None while nobody has said anything."""
        return sum(score for score, _comment in self.answers) / self.count if self.count else None

    @property
    def scores(self) -> list[tuple[str, int]]:
        """Each answer one can give, and how many have given it."""
        given = Counter(score for score, _comment in self.answers)
        return [(str(score.label), given[score.value]) for score in Score]

    @property
    def comments(self) -> list[str]:
        """Sorted by what they say, so that the order does not tell who was first."""
        return sorted(comment for _score, comment in self.answers if comment)


def opinion_of(occurrence: Occurrence) -> Opinion:
    return opinions_of([occurrence])[occurrence.pk]


def opinions_of(dates: Iterable[Occurrence]) -> dict[int, Opinion]:
    """What was said of each of *dates*, by one query."""
    keys = [date.pk for date in dates]
    said = defaultdict(list)
    rows = Feedback.objects.filter(occurrence__in=keys).order_by("-score", "comment")
    for key, score, comment in rows.values_list("occurrence", "score", "comment"):
        said[key].append((score, comment))
    return {key: Opinion(said[key]) for key in keys}


def together(opinions: Iterable[Opinion]) -> Opinion:
    """Sorted anew, so that nothing tells to which date an answer belongs."""
    answers = [answer for opinion in opinions for answer in opinion.answers]
    return Opinion(sorted(answers, key=lambda answer: (-answer[0], answer[1])))
