"""What is wrong with the terms of registration, field by field, in words for the editor."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.enums import Kind, RegistrationMode

Problems = dict[str, str | Promise]
NEEDS_CAPACITY = (RegistrationMode.FIRST_COME, RegistrationMode.DRAW)


def terms_problems(schedule: Any, is_complete: bool = True) -> Problems:
    problems = _party_problems(schedule)
    if is_complete:
        problems |= _mode_problems(schedule)
    if schedule.is_for_whole_course and schedule.kind in (Kind.DROP_IN, Kind.EXHIBITION):
        problems["registration_unit"] = _("Only for series and courses.")
    if schedule.month_limit and schedule.is_for_whole_course:
        problems["month_limit"] = _("This has no meaning where one place is for all dates.")
    return problems


def _mode_problems(schedule: Any) -> Problems:
    mode = schedule.registration
    problems: Problems = {}
    if mode == RegistrationMode.EXTERNAL and not schedule.external_url:
        problems["external_url"] = _("Give the address where people register.")
    if mode in NEEDS_CAPACITY and schedule.capacity is None:
        problems["capacity"] = _("Say how many places there are, or choose “no limit”.")
    if mode == RegistrationMode.OPEN and schedule.capacity is not None:
        problems["capacity"] = _("“No limit” has no number of places. Choose “first come”.")
    return problems


def _party_problems(schedule: Any) -> Problems:
    problems: Problems = {}
    least, most = schedule.party_min, schedule.party_max
    if most < least:
        problems["party_max"] = _("This is less than the least.")
    for who in ("children", "adults"):
        first, last = getattr(schedule, f"{who}_min"), getattr(schedule, f"{who}_max")
        if first is not None and last is not None and last < first:
            problems[f"{who}_max"] = _("This is less than the least.")
        if first is not None and first > most:
            problems[f"{who}_min"] = _("More than one registration may hold.")
    if (schedule.children_min or 0) + (schedule.adults_min or 0) > most:
        problems["party_max"] = _("One registration must hold the children and adults asked for.")
    if schedule.reserved_places > (schedule.capacity or 0):
        problems["reserved_places"] = _("There are not so many places.")
    if schedule.capacity is not None and least > schedule.capacity:
        problems["party_min"] = _("There are not so many places.")
    return problems
