"""Who comes together, and whether the event is for them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from events.registration.enums import Category
from events.registration.errors import RegistrationError
from events.schedule.dates import day_label
from portal.accounts.models import FamilyMember

GROWN_UP = 18 * 12  # months


@dataclass(frozen=True, slots=True)
class Head:
    """One person who takes a place. Readers bring family members and unnamed adults; only staff
    enter children by a label, whose age they ask themselves.
    """

    category: Category
    member: FamilyMember | None = None
    label: str = ""


def heads(
    day: dt.date,
    *,
    members: Iterable[FamilyMember] = (),
    adults: int = 0,
    children: int = 0,
    label: str = "",
) -> list[Head]:
    """A party as it stands on *day*; the first head that is no family member gets the *label*."""
    unnamed = [Category.ADULT] * adults + [Category.CHILD] * children
    return [
        *(Head(_category(member, day), member) for member in members),
        *(Head(kind, label="" if number else label) for number, kind in enumerate(unnamed)),
    ]


def _category(member: FamilyMember, day: dt.date) -> Category:
    return Category.CHILD if member.age_on(day) < GROWN_UP else Category.ADULT


def check_party(terms: Any, party: list[Head]) -> None:
    """How many there may and must be."""
    count = len(party)
    if not count:
        raise RegistrationError(_("Say who is coming."), field="party")
    if count < terms.party_min:
        raise RegistrationError(
            _("At least %(number)d people register together here.") % {"number": terms.party_min},
            field="party",
        )
    if count > terms.party_max:
        raise RegistrationError(
            _("At most %(number)d people can register together here. Leave somebody out.")
            % {"number": terms.party_max},
            field="party",
        )
    children = sum(head.category == Category.CHILD for head in party)
    _check_children(terms, children)
    _check_adults(terms, count - children)


def _check_children(terms: Any, count: int) -> None:
    if terms.children_min is not None and count < terms.children_min:
        raise RegistrationError(
            _("At least %(number)d children belong to a registration here. Choose who comes.")
            % {"number": terms.children_min},
            field="members",
        )
    if terms.children_max is not None and count > terms.children_max:
        raise RegistrationError(
            _("At most %(number)d children can be registered together here.")
            % {"number": terms.children_max},
            field="members",
        )


def _check_adults(terms: Any, count: int) -> None:
    if terms.adults_min is not None and count < terms.adults_min:
        raise RegistrationError(
            _("At least %(number)d adults must come along.") % {"number": terms.adults_min},
            field="adults",
        )
    if terms.adults_max is not None and count > terms.adults_max:
        raise RegistrationError(
            _("At most %(number)d adults can come along, because places are few.")
            % {"number": terms.adults_max},
            field="adults",
        )


def check_ages(terms: Any, party: list[Head], day: dt.date) -> None:
    """Whether those whose age is known are of the right age on *day*, to the month.

    Adults beside children are companions: their age matters only where the event is for adults.
    """
    for head in party:
        is_asked = head.category == Category.CHILD or (terms.min_age or 0) * 12 >= GROWN_UP
        if head.member is not None and is_asked:
            _check_age(terms, head.member, day)


def _check_age(terms: Any, member: FamilyMember, day: dt.date) -> None:
    months = member.age_on(day)
    if terms.min_age is not None and months < terms.min_age * 12:
        raise RegistrationError(
            _("%(name)s is too young on %(day)s: this is for ages from %(age)d.")
            % {"name": member.nickname, "day": day_label(day), "age": terms.min_age},
            field="members",
        )
    if terms.max_age is not None and months >= (terms.max_age + 1) * 12:
        raise RegistrationError(
            _("%(name)s is too old on %(day)s: this is for ages up to %(age)d.")
            % {"name": member.nickname, "day": day_label(day), "age": terms.max_age},
            field="members",
        )
