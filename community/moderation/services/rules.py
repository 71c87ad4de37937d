"""Who may write, how much, and what has to be looked at before it is published."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.moderation.enums import Act, WordAction
from community.moderation.errors import BannedError, DeniedError, LimitError
from community.moderation.kinds import Kind
from community.moderation.models import (
    Ban,
    Contribution,
    Decision,
    ModerationSettings,
    Version,
    Voice,
    Word,
)
from community.moderation.screening import Finding, screen, word_list
from portal.accounts.models import Reader
from portal.core.bilingual import localized
from portal.core.sanitize import LONGEST, clean_lines

# More than two marks on one letter.
_MARKS = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_TOWER = re.compile(rf"({_MARKS}{{2}}){_MARKS}+")
TRUST_ENDS = dt.timedelta(days=182)
DAY = dt.timedelta(days=1)


def lock_reader(reader: Reader) -> Reader:
    """What one person sends is taken one after the other."""
    return Reader.objects.select_for_update().get(pk=reader.pk)


def ban_of(reader: Reader) -> Ban | None:
    """The ban that holds *reader*, the longest if there are several."""
    return reader.bans.active().order_by("-until").first()


def check_may_write(reader: Reader) -> None:
    """Refuse a reader under a ban, with its reason and term."""
    if ban := ban_of(reader):
        raise BannedError(
            _("You cannot write here until %(date)s. Reason: %(reason)s")
            % {
                "date": date_format(timezone.localtime(ban.until), "DATE_FORMAT"),
                "reason": localized(ban, "reason"),
            }
        )


def check_limit(reader: Reader) -> None:
    """Refuse more versions than a reader may send in a day. Call it under the reader's lock."""
    limit = ModerationSettings.load().per_day
    sent = Version.objects.filter(
        contribution__voice__reader=reader, created_at__gt=timezone.now() - DAY
    )
    if sent.count() >= limit:
        words = ngettext(
            "You can send in %(number)d text in a day. Please come back tomorrow.",
            "You can send in %(number)d texts in a day. Please come back tomorrow.",
            limit,
        )
        raise LimitError(words % {"number": limit})


def tidied(content: Mapping[str, Any]) -> dict[str, Any]:
    """*content* with its texts as they may be stored, whichever door they came in by.

    No control and invisible signs, which break feeds and turn lines round, and no towers of marks.
    """
    return {
        name: _tidy(value) if isinstance(value, str) else value for name, value in content.items()
    }


def _tidy(text: str) -> str:
    return _TOWER.sub(r"\1", clean_lines(text, max_length=LONGEST))


def findings_in(kind: Kind, content: Mapping[str, Any], pen_name: str) -> list[Finding]:
    """What the rules see in the texts; words that are not accepted refuse them at their field."""
    words = word_list(
        tuple(
            (text, action == WordAction.DENY)
            for text, action in Word.objects.order_by("pk").values_list("text", "action")
        )
    )
    texts = {"pen_name": pen_name} | {name: content.get(name) for name in kind.fields}
    found: list[Finding] = []
    for name, text in texts.items():
        if isinstance(text, str) and text:
            found += _screened(name, screen(text, words))
    return list(dict.fromkeys(found))


def _screened(field: str, findings: list[Finding]) -> list[Finding]:
    for finding in findings:
        if finding.denies:
            raise DeniedError(
                field,
                _("“%(word)s” is not accepted here. Please say it in other words.")
                % {"word": finding.excerpt},
            )
    return findings


def is_trusted(reader: Reader) -> bool:
    """Whether an adult has been accepted often enough, and not refused of late."""
    settings = ModerationSettings.load()
    lines = Decision.objects.filter(
        contribution__voice__reader=reader, contribution__voice__member__isnull=True
    )
    lost = (Act.REFUSED, Act.HIDDEN)
    if lines.filter(act__in=lost, at__gt=timezone.now() - TRUST_ENDS).exists():
        return False
    accepted = lines.filter(act=Act.ACCEPTED).values("contribution").distinct()
    return accepted.count() >= settings.trusted_after


def is_looked_at_first(kind: Kind, voice: Voice, version: Version) -> bool:
    """Minors always; adults unless they are trusted and no rule has held the text."""
    if voice.is_child or version.findings:
        return True
    if kind.is_pre_moderated is not None:
        return kind.is_pre_moderated(voice.reader, voice.member)
    return not (ModerationSettings.load().trusts_adults and is_trusted(voice.reader))


def lock(contribution: Contribution) -> Contribution:
    """The row as it is now, until the transaction ends."""
    return Contribution.objects.select_for_update().get(pk=contribution.pk)
