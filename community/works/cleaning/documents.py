"""PDF files taken apart and put together anew from their pages, in a process with limits.

A hostile file can make a reader of PDF eat memory or time; that hits the child process only.
"""

import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from community.works.enums import MOST_PAGES
from community.works.errors import FileRefusedError

SECONDS = 20
CHILD = Path(__file__).with_name("pdf_child.py")


def clean(data: bytes) -> tuple[bytes, int]:
    """*data* as a new PDF with nothing but its pages, and their number."""
    try:
        done = subprocess.run(  # noqa: S603 - our own file, no shell, the upload comes by stdin
            [sys.executable, "-I", str(CHILD), str(MOST_PAGES)],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise FileRefusedError(_reasons()["damaged"]) from error
    if done.returncode == 0:
        pages, _line_end, clean_data = done.stdout.partition(b"\n")
        return clean_data, int(pages)
    words = done.stderr.decode(errors="replace").strip().rsplit("\n", 1)[-1]
    raise FileRefusedError(_reasons().get(words, _reasons()["damaged"]))


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
