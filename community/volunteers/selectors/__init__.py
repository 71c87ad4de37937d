"""What pages read about volunteers."""

from .mine import (
    coming_of_reader,
    exchangeable_for,
    of_reader,
    open_swap_of,
    open_swaps_for,
    past_of_reader,
    position,
    proposals_for,
    totals_of,
)
from .people import own_volunteers, who_could_help
from .planner import Week, at_risk, own_opportunities, own_shifts, week_of
from .sheets import hours_rows, mark_rows, signups_of

__all__ = [
    "Week",
    "at_risk",
    "coming_of_reader",
    "exchangeable_for",
    "hours_rows",
    "mark_rows",
    "of_reader",
    "open_swap_of",
    "open_swaps_for",
    "own_opportunities",
    "own_shifts",
    "own_volunteers",
    "past_of_reader",
    "position",
    "proposals_for",
    "signups_of",
    "totals_of",
    "week_of",
    "who_could_help",
]
