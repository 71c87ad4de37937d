"""What readers are told of registration: moments, rules and who is first, as sentences."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from events.registration.enums import Category, EndReason
from events.schedule.dates import clock_label, day_label, joined, weekday_label


def moment_label(moment: dt.datetime) -> str:
    """“3 月 7 日 星期六 09:00”, “7 March Saturday 09:00”."""
    local = timezone.localtime(moment)
    return f"{day_label(local.date())} {weekday_label(local.date())} {clock_label(local)}"


def party_in_words(heads: Iterable[Any]) -> str:
    """“石榴、豆豆、2 位大人”: names as they were chosen, and how many come without one."""
    heads = list(heads)
    names = [head.name for head in heads if head.member or head.label]
    unnamed = Counter(head.category for head in heads if not (head.member or head.label))
    children, adults = unnamed[Category.CHILD], unnamed[Category.ADULT]
    if children:
        words = ngettext("%(number)d child", "%(number)d children", children)
        names.append(words % {"number": children})
    if adults:
        words = ngettext("%(number)d adult", "%(number)d adults", adults)
        names.append(words % {"number": adults})
    return listed(names)


def listed(words: Sequence[str]) -> str:
    return pgettext("between words of a list", ", ").join(words)


def end_in_words(reason: str, note: str) -> list[str]:
    """That the library ended a registration, why, and what staff wrote about it."""
    if not reason:
        return []
    opening = _("The library has cancelled your registration.")
    why = {
        EndReason.ASKED: _("You asked us to."),
        EndReason.TWICE: _("You were registered twice; the other registration stands."),
        EndReason.TERMS: _("The event is for another age or another group."),
        EndReason.REACHED: _("We tried to reach you and could not."),
        EndReason.PLACES: _("There are fewer places than we had planned. We are sorry."),
    }.get(EndReason(reason), "")
    return [part for part in (opening, why, note) if part]


def times_in_words(pool: Any, now: dt.datetime) -> list[str]:
    """When one can register here, as far as it lies ahead."""
    lines = []
    if pool.draw_at and now < pool.draw_at:
        lines.append(
            _("You can enter until %(moment)s; then all are told the result at once.")
            % {"moment": moment_label(pool.draw_at)}
        )
    elif pool.closes_at < pool.starts_at and now < pool.closes_at:
        lines.append(
            _("Registration closes on %(moment)s.") % {"moment": moment_label(pool.closes_at)}
        )
    return lines


def priority_in_words(terms: Any, pool: Any, groups: Sequence[Any], now: dt.datetime) -> list[str]:
    """Who is first, and with how many places: everybody may know."""
    if not groups:
        return []
    who = joined([group.label for group in groups])
    lines = []
    if terms.priority_hours and pool.opens_at and now < pool.opens_at:
        earlier = pool.opens_at - dt.timedelta(hours=terms.priority_hours)
        lines.append(
            _("Register earlier, from %(moment)s: %(who)s.")
            % {"moment": moment_label(earlier), "who": who}
        )
    if pool.reserved:
        kept = ngettext(
            "%(number)d place is kept for: %(who)s.",
            "%(number)d places are kept for: %(who)s.",
            pool.reserved,
        ) % {"number": pool.reserved, "who": who}
        lines.append(kept)
        if pool.release_at and now < pool.release_at:
            lines.append(
                _("What is left of them is for everybody from %(moment)s.")
                % {"moment": moment_label(pool.release_at)}
            )
    return lines


def rules_in_words(terms: Any) -> list[str]:
    """What holds for whoever registers, before the form is filled in."""
    return [*_party(terms), *_limits(terms), *_queue(terms)]


def _party(terms: Any) -> list[str]:
    lines = []
    if terms.ages_label:
        lines.append(_("For: %(ages)s, counted on the day.") % {"ages": terms.ages_label})
    if terms.adults_min:
        lines.append(
            ngettext(
                "%(number)d adult must come along.",
                "%(number)d adults must come along.",
                terms.adults_min,
            )
            % {"number": terms.adults_min}
        )
    lines.append(
        ngettext(
            "One registration is for %(number)d person at most; each takes a place.",
            "One registration is for %(number)d people at most; each takes a place.",
            terms.party_max,
        )
        % {"number": terms.party_max}
    )
    return lines


def _limits(terms: Any) -> list[str]:
    lines = []
    if terms.series_limit and not terms.is_for_whole_course:
        lines.append(
            ngettext(
                "A family can have %(number)d date of this series.",
                "A family can have %(number)d dates of this series.",
                terms.series_limit,
            )
            % {"number": terms.series_limit}
        )
    if terms.month_limit and not terms.is_for_whole_course:
        lines.append(
            ngettext(
                "A family can have %(number)d date of this series in a month.",
                "A family can have %(number)d dates of this series in a month.",
                terms.month_limit,
            )
            % {"number": terms.month_limit}
        )
    return lines


def _queue(terms: Any) -> list[str]:
    lines = []
    if terms.capacity is not None and terms.waiting_limit != 0:
        lines.append(_("Who waits moves up in order, families only as a whole."))
        if terms.offer_hours:
            lines.append(
                ngettext(
                    "A place that has become free is kept for you for %(number)d hour.",
                    "A place that has become free is kept for you for %(number)d hours.",
                    terms.offer_hours,
                )
                % {"number": terms.offer_hours}
            )
    lines.append(_("If you cannot come, please cancel: somebody else will be glad."))
    if terms.no_show_rule:
        lines.append(
            _("Who has a place and stays away several times cannot book on line for a while.")
        )
    return lines
