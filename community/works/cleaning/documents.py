"""PDF files taken apart and put together anew from their pages, in a process with limits.

A hostile file can make a reader of PDF eat memory or time; that hits the child process only.
"""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from community.works.enums import MOST_PAGES
from community.works.errors import FileRefusedError

SECONDS = 20
CHILD = Path(__file__).with_name("pdf_child.py")


@dataclass(frozen=True, slots=True)
class Document:
    data: bytes
    pages: int
    first_page: bytes  # a PNG that has still to be cleaned; empty if it could not be drawn


def clean(data: bytes) -> Document:
    """*data* as a new PDF with nothing but its pages, their number, and how the first one looks."""
    told, reason = _run(data)
    head, _line_end, rest = told.partition(b"\n")
    if head:
        pages, size = map(int, head.split())
        if len(rest) >= size:
            return Document(rest[:size], pages, rest[size:])
    raise FileRefusedError(_reasons().get(reason, _reasons()["damaged"]))


def _run(data: bytes) -> tuple[bytes, str]:
    """What the child wrote, however it ended, and the word with which it refused."""
    try:
        done = subprocess.run(  # noqa: S603 - our own file, no shell, the upload comes by stdin
            [sys.executable, "-I", str(CHILD), str(MOST_PAGES)],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        return error.stdout or b"", ""
    return done.stdout, done.stderr.decode(errors="replace").strip().rsplit("\n", 1)[-1]


def _reasons() -> dict[str, str]:
    return {
        "damaged": _("This PDF is damaged or far too complicated. Print it to a new PDF."),
        "encrypted": _("This PDF is protected by a password. Save it without."),
        "script": _("This PDF holds a program (JavaScript). Print it to a new PDF."),
        "attachment": _("This PDF holds other files. Print it to a new PDF."),
        "empty": _("This PDF has no pages."),
        "pages": _("This PDF has more than %(limit)d pages.") % {"limit": MOST_PAGES},
        "pictures": _("This PDF holds pictures of a kind that cannot be cleaned. Print it anew."),
    }
