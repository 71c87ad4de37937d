"""QR codes drawn on the server, for sharing a page by WeChat."""

import io
from functools import lru_cache

import segno
from django.utils.safestring import SafeString, mark_safe


@lru_cache(maxsize=512)  # working one out takes longer than all other words of its page
def qr_svg(text: str, label: str) -> SafeString:
    """An inline SVG without style or script; *label* is what a screen reader says.

    Dark modules on a white ground in every mode: scanners need it so.
    """
    code = segno.make(text, error="m", micro=False)
    out = io.BytesIO()
    code.save(
        out,
        kind="svg",
        border=2,
        xmldecl=False,
        svgns=False,
        omitsize=True,
        title=label,
        svgclass="qr",
        lineclass="qr__ink",
    )
    svg = out.getvalue().decode().strip()
    return mark_safe(svg.replace("<svg ", '<svg role="img" ', 1))  # noqa: S308 (segno escapes the title)
