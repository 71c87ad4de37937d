"""What must hold before somebody joins a club; no rule takes a lock."""

from django.utils import timezone
from django.utils.translation import gettext as _

from community.clubs.enums import State
from community.clubs.errors import ClubError
from community.clubs.models import Club
from community.clubs.models.club import ADULT
from portal.accounts.models import FamilyMember


def check_may_join(club: Club, member: FamilyMember | None) -> None:
    """Whether the reader (*member* is None) or this child may join *club*."""
    if club.state != State.PUBLISHED or not club.has_members:
        raise ClubError(_("This club takes no members at the moment."))
    if member is None:
        _check_grown_up(club)
    else:
        _check_age(club, member)


def _check_grown_up(club: Club) -> None:
    if club.is_for_minors:
        raise ClubError(_("This club is for children: it is your child who joins."))


def _check_age(club: Club, member: FamilyMember) -> None:
    years = member.age_on(timezone.localdate()) // 12
    words = {"name": member.nickname, "age": years}
    if club.min_age is not None and years < club.min_age:
        words["first"] = club.min_age
        raise ClubError(_("This club begins at the age of %(first)d; %(name)s is %(age)d.") % words)
    if club.max_age is not None and years > club.max_age:
        words["last"] = club.max_age
        raise ClubError(_("This club ends at the age of %(last)d; %(name)s is %(age)d.") % words)
    # Without an age the audience decides: a club of grown-ups is none for a child alone.
    if club.min_age is None and club.max_age is None and years < ADULT and _is_for_adults(club):
        raise ClubError(_("This club is for grown-ups."))


def _is_for_adults(club: Club) -> bool:
    """Whether all groups it is for begin beyond childhood."""
    starts = [audience.min_months for audience in club.audiences.all()]
    return bool(starts) and all(start is not None and start >= ADULT * 12 for start in starts)


def refusal(club: Club, member: FamilyMember | None) -> str:
    """Why this person cannot join; empty where it is worth trying."""
    try:
        check_may_join(club, member)
    except ClubError as error:
        return str(error)
    return ""
