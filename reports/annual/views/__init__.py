"""What goes with the page of a report: file, data, comments; and the desk of its numbers."""

from .comments import comments, edit, write
from .data import as_csv, as_json
from .desk import FreezeView, renew
from .file import report_pdf

__all__ = [
    "FreezeView",
    "as_csv",
    "as_json",
    "comments",
    "edit",
    "renew",
    "report_pdf",
    "write",
]
