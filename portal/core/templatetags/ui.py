"""Small template tags of the design system (builtins: no {% load %} needed)."""

import re
from typing import Any

from django import template
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.core.frame import Frame, frame
from portal.core.preferences import Preferences

register = template.Library()


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """An icon of static/icons.svg; decorative, so words must stand beside it."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        f" {css}" if css else "",
        static("icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def languages(context: Context) -> Frame:
    """Addresses of the page being shown in each language."""
    return frame(context["request"], context.get("page"))


@register.simple_block_tag(takes_context=True)
def preference(
    context: Context, content: str, name: str, value: str, toggle: bool = False
) -> SafeString:
    """A button that sets one reading preference; a *toggle* takes it back when pressed again."""
    chosen = context.get("preferences") or Preferences()
    is_on = getattr(chosen, name) == value
    return format_html(
        '<button name="{}" value="{}" aria-pressed="{}"{}>{}</button>',
        name,
        getattr(Preferences(), name) if toggle and is_on else value,
        "true" if is_on else "false",
        format_html(' data-toggle="{}"', value) if toggle else "",
        content,
    )


@register.filter
def dialable(phone: Any) -> str:
    """A telephone number as an address: digits and a leading plus."""
    return re.sub(r"(?!^\+)\D", "", str(phone))


@register.simple_tag
def seats(taken: int, capacity: int) -> SafeString:
    """How full something is, as a bar; the numbers must stand beside it."""
    if not capacity:
        return SafeString("")
    return format_html(
        '<svg class="seats" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="seats__bg" width="100" height="6" rx="3"/>'
        '<rect class="seats__on" width="{}" height="6" rx="3"/></svg>',
        f"{min(100, max(0, taken * 100 / capacity)):g}",
    )
