"""What became of an act of the reader."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from catalog.borrowing import selectors
from catalog.borrowing.wording import explain_all
from catalog.ils.errors import ILSError
from catalog.models import ILSCommand, Record
from catalog.services import commands
from catalog.systems import source
from portal.accounts.models import Reader
from portal.accounts.views.gate import for_reader
from portal.core.models import Library


@for_reader("GET", "HEAD")
def act(request: HttpRequest, reader: Reader, key: str) -> HttpResponse:
    """Where the answer was lost: reads back what became of it, and never sends it again."""
    row = get_object_or_404(ILSCommand, key=key, reader=reader)
    try:
        outcome = commands.look(row)
    except ILSError:
        outcome = None
    context = {
        "row": row,
        "outcome": outcome,
        "reasons": explain_all(outcome.blocks) if outcome else [],
        "book": _book(row),
        "pickup": Library.objects.filter(code=row.arguments.get("pickup_branch", "")).first(),
    }
    return render(request, "borrowing/act.html", context)


def _book(row: ILSCommand) -> Record | None:
    """Which book it was about, as far as the act says; a renewal names a loan alone."""
    if barcode := row.arguments.get("barcode"):
        return selectors.book_of(barcode)
    number = row.arguments.get("record_id", "")
    return Record.objects.filter(source=source(), record_id=number).first() if number else None
