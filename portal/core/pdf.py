"""PDF files, drawn by WeasyPrint. It needs Pango: where that is missing, the feature says so.

Nothing is fetched while drawing: whatever a file needs comes with its page.
"""

import logging
from functools import cache
from typing import Any

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
    engine = _engine()
    if engine is None:
        raise PDFError(
            _("This server cannot make PDF files (Pango is missing). Please ask the library.")
        )
    fetcher = engine.urls.URLFetcher(allowed_protocols=["data"])
    style = engine.CSS(filename=finders.find(stylesheet), url_fetcher=fetcher)
    html = engine.HTML(string=render_to_string(template, context), url_fetcher=fetcher)
    pdf: bytes = html.write_pdf(stylesheets=[style], **options)
    return pdf
