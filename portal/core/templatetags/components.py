"""Components that wrap other content (builtins: no {% load %} needed).

Each draws the template of its name in components/ with the content as `content`.
"""

from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from portal.core.preferences import Preferences

register = template.Library()


def _draw(component: str, content: str, **inputs: Any) -> str:
    # What a block tag is handed has been escaped by the template it stands in.
    inputs["content"] = mark_safe(content.strip())  # noqa: S308
    return render_to_string(f"components/{component}.html", inputs)


@register.simple_block_tag(takes_context=True)
def pagehead(
    context: Context, content: str, title: str, lead: str = "", crumbs: Any = (), here: str = ""
) -> str:
    """The head of a page: way to it, title, a sentence, and what stands between the tags.

    *here* is the last word of the way, where the title is too long for it.
    """
    return _draw(
        "pagehead",
        content,
        title=title,
        lead=lead,
        crumbs=crumbs,
        here=here or title,
        request=context["request"],
        page=context.get("page"),
    )


@register.simple_block_tag
def section(
    content: str,
    title: str,
    name: str,
    more: str = "",
    more_url: str = "",
    tone: str = "plain",
    css: str = "",
) -> str:
    """A band of a page with its heading; *name* makes its id, *tone* is plain, 2 or night."""
    return _draw(
        "section",
        content,
        title=title,
        name=name,
        more=more,
        more_url=more_url,
        tone=tone or "plain",
        css=css,
    )


@register.simple_block_tag
def card(
    content: str, title: str, url: str, level: int = 3, image: Any = None, kicker: str = ""
) -> str:
    """A card that leads to *url* as a whole; chips or a date may stand above the title."""
    return _draw("card", content, title=title, url=url, level=level, image=image, kicker=kicker)


@register.simple_block_tag
def filterpanel(
    content: str, title: str, submit: str, close_url: str = "#list", clear_url: str = "?"
) -> str:
    """The fieldsets of a filter form, beside the list or, on phones, over it (#filters)."""
    return _draw(
        "filterpanel",
        content,
        title=title,
        submit=submit,
        close_url=close_url,
        clear_url=clear_url,
    )


@register.simple_block_tag
def fact(content: str, label: str, icon: str = "") -> str:
    """One line of a <dl class="facts">."""
    return _draw("fact", content, label=label, icon=icon)


@register.simple_block_tag
def scrolltable(content: str, label: str) -> str:
    """A wide table that scrolls in its own box, reachable by keyboard."""
    return _draw("scrolltable", content, label=label)


@register.simple_block_tag
def stickybar(content: str, label: str) -> str:
    """The main action of a page, kept at the bottom of a phone's screen; for block `after`."""
    return _draw("stickybar", content, label=label)


@register.simple_block_tag
def callout(content: str, title: str = "", tone: str = "azurite", icon: str = "info") -> str:
    """A box that stands out from the text around it; *tone* is a pigment."""
    return _draw("callout", content, title=title, tone=tone, icon=icon)


@register.simple_block_tag(takes_context=True)
def preference(
    context: Context, content: str, name: str, value: str, toggle: bool = False, css: str = ""
) -> SafeString:
    """A button that sets one reading preference; a *toggle* takes it back when pressed again."""
    chosen = context.get("preferences") or Preferences()
    is_on = getattr(chosen, name) == value
    return format_html(
        '<button{} name="{}" value="{}" aria-pressed="{}"{}>{}</button>',
        format_html(' class="{}"', css) if css else "",
        name,
        getattr(Preferences(), name) if toggle and is_on else value,
        "true" if is_on else "false",
        format_html(' data-toggle="{}"', value) if toggle else "",
        content,
    )
