"""A report on paper: the same blocks, headings collected into a table of contents."""

import re
from typing import Any, NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from portal.core import pdf
from portal.core.languages import TAGS
from portal.core.models import SiteIdentity
from reports.annual.models import AnnualReportPage

STYLE = "annual/paper.css"
HEADING = re.compile(r"<h2(?: [^>]*)?>(.*?)</h2>", re.DOTALL)


class Entry(NamedTuple):
    key: str
    title: str


def draw(page: AnnualReportPage) -> bytes:
    """The file as it is handed out, in the language of the page. Raises PDFError."""
    return pdf.draw_apart(html(page), STYLE, seconds=settings.PORTAL_PDF_SECONDS, pdf_tags=True)


def html(page: AnnualReportPage) -> str:
    language = page.locale.language_code
    with override(language):
        context = page_context(page)
        body, entries = with_contents(render_to_string("annual/paper/body.html", context))
        return render_to_string(
            "annual/paper/report.html",
            {**context, "body": body, "entries": entries, "tag": TAGS.get(language, language)},
        )


def page_context(page: AnnualReportPage) -> dict[str, Any]:
    numbers = page.numbers
    blocks = list(page.body)
    head = blocks[0] if blocks and blocks[0].block_type == "figures" else None
    return {
        "page": page,
        "paper": True,
        "numbers": numbers,
        "freezes": page.freezes,
        "head": head,
        "blocks": blocks[1:] if head else blocks,
        "all_figures": numbers.figures(page.codes),
        "site_name": str(SiteIdentity.load()),
        "address": page.full_url,
    }


def with_contents(body: str) -> tuple[SafeString, list[Entry]]:
    """*body* with a mark at every heading, and what stands in its table of contents."""
    entries: list[Entry] = []

    def mark(found: re.Match[str]) -> str:
        entry = Entry(f"h{len(entries) + 1}", " ".join(strip_tags(found[1]).split()))
        entries.append(entry)
        return f'<h2 id="{entry.key}">{found[1]}</h2>'

    # What comes in was escaped by its templates; only the tags of headings are written anew.
    return mark_safe(HEADING.sub(mark, body)), entries  # noqa: S308
