"""Papers as PDF, drawn by WeasyPrint. It needs Pango: where that is missing, the feature says so.

Nothing is fetched while drawing: whatever a paper needs comes with its page.
"""

import logging
from functools import cache
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from community.volunteers.errors import VolunteerError

logger = logging.getLogger(__name__)
STYLE = "volunteers/paper.css"


class PapersError(VolunteerError):
    """This server cannot draw PDF files."""


@cache
def _engine() -> Any:
    """WeasyPrint, or None where it or the libraries of the system are missing."""
    try:
        import weasyprint  # noqa: PLC0415 - loads Pango, which may be missing
    except (ImportError, OSError) as error:
        logger.warning("no PDF files: %s", error)
        return None
    return weasyprint


def is_available() -> bool:
    return _engine() is not None


def draw(template: str, context: dict[str, Any]) -> bytes:
    """*template* as PDF; the fonts it uses are embedded."""
    engine = _engine()
    if engine is None:
        raise PapersError(
            _("This server cannot make PDF files (Pango is missing). Please ask the library.")
        )
    fetcher = engine.urls.URLFetcher(allowed_protocols=["data"])
    style = engine.CSS(filename=finders.find(STYLE), url_fetcher=fetcher)
    html = engine.HTML(string=render_to_string(template, context), url_fetcher=fetcher)
    pdf: bytes = html.write_pdf(stylesheets=[style])
    return pdf
