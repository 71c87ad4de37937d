"""Pointing at something that should not stand there."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from community.moderation import services
from community.moderation.enums import State
from community.moderation.errors import ModerationError
from community.moderation.forms import ReportForm
from community.moderation.models import Contribution
from portal.accounts.models import Reader
from portal.accounts.views.gate import for_reader


@for_reader()
def report(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    """Only what is published can be reported; of everything else nothing is told."""
    rows = Contribution.objects.detailed().filter(state=State.PUBLISHED)
    row = get_object_or_404(rows, uid=uid)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        back = row.spec.url(row)
        try:
            services.report(row, reader, **form.cleaned_data)
        except ModerationError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Thank you. A librarian looks at it."))
            return redirect(back if _is_still_there(row) else "accounts:me")
    context = {"contribution": row, "form": form, "back": row.spec.url(row)}
    return render(request, "moderation/report.html", context)


def _is_still_there(row: Contribution) -> bool:
    return Contribution.objects.filter(pk=row.pk, state=State.PUBLISHED).exists()
