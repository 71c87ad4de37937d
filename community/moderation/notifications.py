"""Letters about contributions: what was decided, and to the guardian that a look is asked.

Letters about decisions leave after the time in which a decision can be taken back; one that was
taken back, or overtaken by another, is not written at all.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from community.moderation.enums import Act, State
from community.moderation.models import Contribution, Decision
from portal.notify import services as notify
from portal.notify.enums import Category
from portal.notify.letters import Letter, letter, site_url
from portal.notify.models import Message

Context = Mapping[str, Any]


def look_at_your_child(contribution: Contribution) -> None:
    """The guardian is asked to look; one letter for each version."""
    version = contribution.waiting_version
    number = version.number if version else 0
    notify.enqueue(
        contribution.author.user,
        "moderation/guardian",
        {"contribution": contribution.pk},
        key=f"moderation:{contribution.uid}:guardian:{number}",
    )


def decided(decision: Decision, *, had_appeal: bool, after: dt.timedelta) -> None:
    """The author is told, once it can no longer be taken back."""
    if decision.act not in (Act.ACCEPTED, Act.REFUSED, Act.HIDDEN):
        return
    reader = decision.contribution.author
    notify.enqueue_many(
        [
            Message(
                user_id=reader.user_id,
                template="moderation/appeal" if had_appeal else "moderation/decided",
                key=f"moderation:decision:{decision.pk}",
                language=reader.language,
                context={"decision": decision.pk},
                next_attempt_at=timezone.now() + after,
            )
        ]
    )


def _about(contribution: Contribution) -> str:
    """The title of what it is about, or of the thing itself."""
    spec = contribution.spec
    keys = [contribution.target] if contribution.target else []
    target = spec.targets(keys).get(contribution.target or 0)
    title = contribution.to_decide.value("title")
    return target.title if target else str(title or spec.label)


@letter("moderation/guardian")
def write_to_guardian(context: Context) -> Letter | None:
    row = Contribution.objects.filter(pk=context["contribution"], needs_guardian=True).first()
    if row is None:
        return None
    return Letter(
        subject=_("%(name)s has written something: please look at it") % {"name": row.member},
        paragraphs=(
            _("It goes to the library only when you have read it and agree."),
            _("It will appear by the pen name alone."),
        ),
        facts=((_("About"), _about(row)), (_("Pen name"), row.to_decide.pen_name)),
        button=(_("Read it"), site_url(row.get_absolute_url())),
    )


def _standing(context: Context) -> Decision | None:
    """The decision, as long as nothing has come after it."""
    line = (
        Decision.objects.select_related("contribution__voice", "reason", "version")
        .filter(pk=context["decision"])
        .first()
    )
    if line is None or line.contribution.decisions.filter(pk__gt=line.pk).exists():
        return None
    return line


def why(line: Decision) -> list[str]:
    """The reason and the moderator's own words."""
    return [text for text in (line.reason.words if line.reason else "", line.note) if text]


@letter("moderation/decided", category=Category.COMMUNITY)
def write_decision(context: Context) -> Letter | None:
    line = _standing(context)
    if line is None:
        return None
    about = {"title": _about(line.contribution)}
    is_thing = line.contribution.spec.names_itself
    if line.act == Act.ACCEPTED:
        words = (
            _("Published: %(title)s")
            if is_thing
            else _("Published: what you wrote about %(title)s")
        )
        return _good_news(line, words % about)
    if line.to_state == State.PUBLISHED:
        subject = _("Your change was not accepted: %(title)s") % about
        first = _("What was published before stays as it is.")
    elif line.to_state == State.HIDDEN:
        words = _("Hidden: %(title)s") if is_thing else _("Hidden: what you wrote about %(title)s")
        subject = words % about
        first = _("A moderator has taken it down. Nobody but you and the library can see it.")
    else:
        words = (
            _("Not accepted: %(title)s")
            if is_thing
            else _("Not accepted: what you wrote about %(title)s")
        )
        subject = words % about
        first = _("A moderator has read it and could not publish it as it is.")
    return _bad_news(line, subject, first)


@letter("moderation/appeal", category=Category.COMMUNITY)
def write_answer_to_appeal(context: Context) -> Letter | None:
    line = _standing(context)
    if line is None:
        return None
    about = {"title": _about(line.contribution)}
    subject = _("Your appeal is answered: %(title)s") % about
    if line.act == Act.ACCEPTED:
        return _good_news(line, subject)
    return _bad_news(line, subject, _("A second moderator has looked at it. It stays as it is."))


def _good_news(line: Decision, subject: str) -> Letter:
    row = line.contribution
    return Letter(
        subject=subject,
        paragraphs=(_("Thank you! Others can read it now."), *why(line)),
        facts=((_("Pen name"), row.pen_name),),
        button=(_("See it"), site_url(row.spec.url(row))),
    )


def _bad_news(line: Decision, subject: str, first: str) -> Letter:
    row = line.contribution
    return Letter(
        subject=subject,
        paragraphs=(first, *why(line)),
        button=(_("Change it or appeal"), site_url(row.get_absolute_url())),
    )
