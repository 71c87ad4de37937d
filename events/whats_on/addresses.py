"""Addresses of calendars, short enough for every program and the same for the same choice.

Google takes 256 characters at most. The code in `/cal/f/<code>.ics` holds the choice itself: no
visitor and no robot can fill a table by asking for it, and it follows a term that is renamed.
"""

from collections.abc import Mapping

from django.core.cache import cache
from django.http import QueryDict
from django.urls import reverse

from events.filters import Filters
from events.whats_on.packing import Packed, pack, unpack
from portal.core import generation
from portal.core.models import Audience, Library, Topic

# In the order of their numbers in a code, which never changes.
TERMS = {"branch": Library, "audience": Audience, "topic": Topic}
NAMES = list(TERMS)
KEEP = 60 * 60
LONGEST = 200


def calendar_path(filters: Filters) -> str:
    """The canonical address of the calendar of *filters*, whatever days are looked at."""
    if not filters.pairs:
        return reverse("events:calendar")
    if len(filters.pairs) == 1 and filters.pairs[0][0] in TERMS:
        name, slug = filters.pairs[0]
        return reverse(f"events:calendar_{name}", args=[slug])
    code = _code(filters)
    if len(code) > LONGEST:
        return f"{reverse('events:feed')}?{filters.query()}"
    return reverse("events:calendar_choice", args=[code])


def filters_of_code(code: str) -> Filters | None:
    """The choice *code* stands for; nothing if it is no code."""
    packed = unpack(code)
    if packed is None or any(kind >= len(NAMES) for kind, _key in packed.terms):
        return None
    slugs = {
        (name, key): slug for name, numbers in _numbers().items() for slug, key in numbers.items()
    }
    query = QueryDict(mutable=True)
    for kind, key in packed.terms:
        # A term that is gone must not make the choice wider.
        query.appendlist(NAMES[kind], slugs.get((NAMES[kind], key), f"gone-{key}"))
    for name, value in packed.texts:
        query.appendlist(name, value)
    return Filters.from_query(query)


def is_term(name: str, slug: str) -> bool:
    return slug in _numbers()[name]


def _code(filters: Filters) -> str:
    numbers = _numbers()
    terms, texts = [], []
    for name, value in filters.pairs:
        if key := numbers.get(name, {}).get(value):
            terms.append((NAMES.index(name), key))
        else:
            texts.append((name, value))
    return pack(Packed(tuple(terms), tuple(texts)))


def _numbers() -> Mapping[str, Mapping[str, int]]:
    """Slug and primary key of all terms, read once until something is published."""
    return (
        cache.get_or_set(f"events:numbers:{generation.current()}", _read_numbers, KEEP)
        or _read_numbers()
    )


def _read_numbers() -> dict[str, dict[str, int]]:
    return {name: dict(model.objects.values_list("slug", "pk")) for name, model in TERMS.items()}
