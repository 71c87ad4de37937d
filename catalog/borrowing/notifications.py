"""Letters about loans and holds: what is due soon, what is late, what lies ready."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.borrowing.models import LinkedCard
from portal.core.models import Library
from portal.notify import services as notify
from portal.notify.enums import Category
from portal.notify.letters import Letter, letter, site_url

Context = Mapping[str, Any]
Line = Mapping[str, str]


def remind(card: LinkedCard, kind: str, lines: Sequence[Line]) -> None:
    """Queue one letter for the books of *lines*, in the caller's transaction."""
    first = min(line["about"] for line in lines)
    notify.enqueue(
        card.card.reader.user,
        f"borrowing/{kind}",
        {"card": card.pk, "lines": list(lines)},
        key=f"borrowing:{card.pk}:{kind}:{first}",
    )


@letter("borrowing/due", category=Category.LOANS)
def due(context: Context) -> Letter | None:
    return _letter(
        context,
        lambda n: ngettext("%(n)d book is due soon", "%(n)d books are due soon", n) % {"n": n},
        _("Please renew in time or bring back:"),
        (_("Renew on line"), _loans_url(context)),
    )


@letter("borrowing/overdue", category=Category.LOANS)
def overdue(context: Context) -> Letter | None:
    return _letter(
        context,
        lambda n: ngettext("%(n)d book is overdue", "%(n)d books are overdue", n) % {"n": n},
        _("Others may be waiting. Please bring back as soon as you can, to any library:"),
        (_("My loans"), _loans_url(context)),
    )


@letter("borrowing/ready", category=Category.LOANS)
def ready(context: Context) -> Letter | None:
    return _letter(
        context,
        lambda n: (
            ngettext("%(n)d book lies ready for you", "%(n)d books lie ready for you", n) % {"n": n}
        ),
        _("Please bring your library card. What is not picked up in time goes to the next reader:"),
        (_("My loans"), _loans_url(context)),
    )


def _letter(
    context: Context, subject: Any, sentence: str, button: tuple[str, str]
) -> Letter | None:
    """None when the card was unlinked meanwhile."""
    card = LinkedCard.objects.select_related("card").filter(pk=context["card"]).first()
    if card is None:
        return None
    lines = context["lines"]
    codes = {line["branch"] for line in lines}
    libraries = {row.code: row.label for row in Library.objects.filter(code__in=codes)}
    return Letter(
        subject=subject(len(lines)),
        paragraphs=(_("Card: %(card)s") % {"card": card}, sentence),
        facts=tuple((line["title"], _where_when(line, libraries)) for line in lines),
        button=button,
    )


def _where_when(line: Line, libraries: Mapping[str, str]) -> str:
    day = date_format(dt.date.fromisoformat(line["day"]), "DATE_FORMAT") if line["day"] else ""
    return " · ".join(filter(None, [day, libraries.get(line["branch"], "")]))


def _loans_url(context: Context) -> str:
    return site_url(f"{reverse('borrowing:loans')}?card={context['card']}")
