"""Letters about calls: the results, to everybody who has a work in them, each reader once."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from community.works.models import Call, Entry
from portal.accounts.models import Reader
from portal.notify import services as notify
from portal.notify.enums import Category
from portal.notify.letters import Letter, letter, site_url
from portal.notify.models import Message

Context = Mapping[str, Any]


def results(call: Call) -> None:
    readers = Reader.objects.filter(voices__entries__in=call.entries.visible()).distinct()
    notify.enqueue_many(
        [
            Message(
                user_id=reader.user_id,
                template="works/results",
                key=f"works:{call.pk}:results:{reader.pk}",
                language=reader.language,
                context={"call": call.pk, "reader": reader.pk},
            )
            for reader in readers
        ]
    )


@letter("works/results", category=Category.COMMUNITY)
def write_results(context: Context) -> Letter | None:
    call = Call.objects.detailed().filter(pk=context["call"]).first()
    rows = Entry.objects.visible().detailed()
    entries = list(rows.filter(call=context["call"], voice__reader=context["reader"]))
    if call is None or not entries or not call.has_results:
        return None
    has_won = any(entry.prize for entry in entries)
    about = {"title": call.label}
    return Letter(
        subject=_("A prize! %(title)s") % about
        if has_won
        else _("The results are out: %(title)s") % about,
        paragraphs=(
            _("Congratulations. The certificate can be saved from the page of the work.")
            if has_won
            else _("Thank you for taking part. Your work stays in the gallery."),
        ),
        facts=tuple(
            (entry.title, entry.prize.label if entry.prize else _("has taken part"))
            for entry in entries
        ),
        button=(_("See the results"), site_url(call.get_absolute_url())),
    )
