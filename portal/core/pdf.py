"""PDF files, drawn by WeasyPrint. It needs Pango: where that is missing, the feature says so.

Nothing is fetched while drawing: whatever a file needs comes with its page.
"""

import logging
import subprocess
import sys
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from PIL import ImageFile

logger = logging.getLogger(__name__)


class PDFError(Exception):
    """This server cannot draw PDF files; the text is for whoever asked for one."""


@cache
def _engine() -> Any:
    """WeasyPrint, or None where it or the libraries of the system are missing."""
    is_lenient = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        import weasyprint  # noqa: PLC0415 - loads Pango, which may be missing
    except (ImportError, OSError) as error:
        logger.warning("no PDF files: %s", error)
        return None
    finally:
        # WeasyPrint lets Pillow take damaged pictures, for the whole process. Ours are refused.
        ImageFile.LOAD_TRUNCATED_IMAGES = is_lenient
    return weasyprint


def is_available() -> bool:
    return _engine() is not None


def draw(template: str, context: dict[str, Any], stylesheet: str, **options: Any) -> bytes:
    """*template* in the look of *stylesheet* (a static file); the fonts it uses are embedded.

    *options* are those of WeasyPrint's `write_pdf`. Raises PDFError where nothing can be drawn.
    """
    return draw_html(render_to_string(template, context), stylesheet, **options)


def draw_html(html: str, stylesheet: str, **options: Any) -> bytes:
    """A page that has been rendered already, in the look of *stylesheet* (a static file)."""
    engine = _engine()
    if engine is None:
        raise PDFError(
            _("This server cannot make PDF files (Pango is missing). Please ask the library.")
        )
    fetcher = engine.urls.URLFetcher(allowed_protocols=["data"])
    style = engine.CSS(filename=finders.find(stylesheet), url_fetcher=fetcher)
    page = engine.HTML(string=html, url_fetcher=fetcher)
    pdf: bytes = page.write_pdf(stylesheets=[style], **options)
    return pdf


def draw_apart(html: str, stylesheet: str, *, seconds: int, **options: Any) -> bytes:
    """The same in a process of its own, which is ended when it takes longer than *seconds*.

    For files of many pages: they cannot hold up whoever asked, nor keep their memory.
    """
    if not is_available():
        return draw_html(html, stylesheet, **options)  # says what is missing
    command = [sys.executable, "-m", "django", "draw_pdf", stylesheet]
    command += [f"--option={name}={int(value)}" for name, value in options.items()]
    try:
        done = subprocess.run(  # noqa: S603 - our own command, no shell
            command,
            input=html.encode(),
            capture_output=True,
            timeout=seconds,
            check=True,
            cwd=settings.BASE_DIR,
        )
    except subprocess.TimeoutExpired as error:
        raise PDFError(_("Making the file took too long. Please try again later.")) from error
    except subprocess.CalledProcessError as error:
        logger.error("no PDF file: %s", error.stderr.decode(errors="replace")[-2000:])
        raise PDFError(_("Making the file failed. The library has been told.")) from error
    return done.stdout
