"""What staff are told about figures: a return that is missing."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.core.models import Library
from portal.notify import services as notify
from portal.notify.letters import Letter, letter, site_url
from reports.figures import selectors


def return_missing(user: Any, library: Library, month: dt.date, *, again: str = "") -> None:
    about = {"library": library.pk, "month": month.isoformat()}
    key = f"figures:return:{library.pk}:{month:%Y-%m}:{user.pk}:{again}"
    notify.enqueue(user, "figures/return_missing", about, key=key)


@letter("figures/return_missing")
def write_return_missing(context: Mapping[str, Any]) -> Letter | None:
    month = dt.date.fromisoformat(context["month"])
    library = Library.objects.filter(pk=context["library"]).first()
    if library is None or not selectors.returns.missing(month, [library]):
        return None  # sent meanwhile
    about = {"library": library.label, "month": format_date(month, _("F Y"))}
    return Letter(
        subject=_("The numbers of %(library)s for %(month)s are missing") % about,
        paragraphs=(
            _("Please enter them; an empty field means “not entered”, a 0 means none."),
            _("You can save a draft and go on later. Corrections afterwards are possible, too."),
        ),
        facts=((_("Library"), about["library"]), (_("Month"), about["month"])),
        button=(
            pgettext("figure", "Enter the numbers"),
            site_url(reverse("figure_returns:form", args=[library.pk, f"{month:%Y-%m}"])),
        ),
    )
