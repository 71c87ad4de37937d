"""The words of the letters to members of a club."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.clubs.models import Membership
from events.places import services as places
from events.places.enums import Status
from portal.notify.enums import Category
from portal.notify.letters import Letter, letter, site_url

Context = Mapping[str, Any]


def _membership(context: Context) -> Membership | None:
    return Membership.objects.detailed().filter(uid=context["membership"]).first()


def _facts(row: Membership) -> tuple[tuple[str, str], ...]:
    club = row.club
    rows = [
        (_("Book club"), club.label),
        (_("Who"), row.name),
        (_("Library"), club.library.label),
        (_("When"), club.times_label),
        (_("Contact"), " ".join(filter(None, (club.contact_label, club.phone)))),
    ]
    return tuple((label, value) for label, value in rows if value)


def _letter(row: Membership, subject: str, *paragraphs: str) -> Letter:
    return Letter(
        subject=subject % {"club": row.club.label},
        paragraphs=tuple(part for part in paragraphs if part),
        facts=_facts(row),
        button=(_("See the club"), site_url(row.club.get_absolute_url())),
        other_button=(_("Leave the club"), site_url(row.get_absolute_url())),
    )


@letter("clubs/joined")
def write_joined(context: Context) -> Letter | None:
    row = _membership(context)
    if row is None or not row.is_active:
        return None
    if row.status == Status.WAITING:
        text = _("All places are taken. You are number %(number)d of those who wait.")
        number = {"number": places.position(row) or 1}
        return _letter(row, _("Waiting for a place: %(club)s"), text % number)
    return _letter(row, _("Welcome to %(club)s"), _("You are a member now. See you soon."))


@letter("clubs/moved_up")
def write_moved_up(context: Context) -> Letter | None:
    row = _membership(context)
    if row is None or row.status != Status.CONFIRMED:
        return None
    text = _("A place has become free, and it is yours. If you no longer want it, leave the club.")
    return _letter(row, _("Welcome to %(club)s"), text)


@letter("clubs/removed")
def write_removed(context: Context) -> Letter | None:
    row = _membership(context)
    if row is None or row.is_active:
        return None
    return Letter(
        subject=_("No longer a member: %(club)s") % {"club": row.club.label},
        paragraphs=tuple(
            part for part in (_("The library has ended the membership."), context["note"]) if part
        ),
        facts=_facts(row),
    )


@letter("clubs/message", category=Category.READING)
def write_message(context: Context) -> Letter | None:
    """In the language of the membership, as far as it was written in it."""
    row = _membership(context)
    if row is None or not row.is_active:
        return None
    is_english = (get_language() or "").startswith("en") and context["text_en"]
    end = "_en" if is_english else ""
    lines = context[f"text{end}"].split("\n")
    return Letter(
        subject=context[f"subject{end}"] or context["subject"],
        paragraphs=tuple(part for part in lines if part.strip()),
        facts=_facts(row)[:1],
        button=(_("See the club"), site_url(row.club.get_absolute_url())),
    )
