"""The rules of a room in plain words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.spaces.enums import BookableBy, TimeMode
from events.spaces.models import Space, SpaceRules


def rules_in_words(space: Space) -> list[str]:
    """Sentence by sentence, in the order in which readers ask."""
    rules = space.rules
    sentences = [
        _who(space),
        _lengths(rules),
        *_limits(rules),
        _ahead(rules),
        _("A librarian decides about each request.") if rules.needs_approval else "",
        _cancelling(rules),
        _people(space),
        _("Book clubs may ask for copies of their book.") if space.takes_book_clubs else "",
    ]
    return [sentence for sentence in sentences if sentence]


def _who(space: Space) -> str:
    return {
        BookableBy.READERS.value: _("Any reader can book it; an account is enough."),
        BookableBy.GROUPS.value: _("It is for groups: book clubs, classes, neighbours."),
        BookableBy.STAFF.value: _("Only staff book it. Please ask at the desk."),
        BookableBy.NOBODY.value: _("It cannot be booked; just come."),
    }[space.bookable_by]


def _lengths(rules: SpaceRules) -> str:
    if rules.mode == TimeMode.SLOTS:
        return _("A booking lasts %(length)s.") % {"length": length(rules.slot_minutes)}
    if rules.mode == TimeMode.FREE:
        lengths = {"least": length(rules.min_minutes), "most": length(rules.max_minutes)}
        return _("A booking lasts between %(least)s and %(most)s.") % lengths
    return ""


def length(minutes: int) -> str:
    """“90 minutes”, “2 hours”."""
    if minutes % 60 == 0:
        hours = minutes // 60
        return ngettext("one hour", "%(n)s hours", hours) % {"n": hours}
    if minutes % 30 == 0 and minutes > 60:
        return _("%(n)s hours") % {"n": f"{minutes / 60:g}"}
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}


def _limits(rules: SpaceRules) -> list[str]:
    limits = (
        (rules.per_day, _("At most %(n)s a day for each reader.")),
        (rules.per_week, _("At most %(n)s a week for each reader.")),
        (rules.per_month, _("At most %(n)s a month for each reader.")),
    )
    return [text % {"n": most} for most, text in limits if most]


def _ahead(rules: SpaceRules) -> str:
    if not rules.lead_hours:
        return ngettext(
            "You can book one day ahead.", "You can book %(n)s days ahead.", rules.horizon_days
        ) % {"n": rules.horizon_days}
    return _("You can book up to %(days)s days ahead, at the latest %(length)s before.") % {
        "days": rules.horizon_days,
        "length": length(rules.lead_hours * 60),
    }


def _cancelling(rules: SpaceRules) -> str:
    if not rules.cancel_hours:
        return _("You can give it back until it begins.")
    return _("You can give it back until %(length)s before it begins.") % {
        "length": length(rules.cancel_hours * 60)
    }


def _people(space: Space) -> str:
    if space.has_seats:
        return _("One seat for one person.")
    if space.rules.min_people > 1:
        return _("It is for %(least)s to %(most)s people.") % {
            "least": space.rules.min_people,
            "most": space.most_people,
        }
    return ""
