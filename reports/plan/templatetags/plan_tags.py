"""How a progress bar is drawn."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from reports.plan.selectors import Progress

register = template.Library()


@register.simple_tag
def progress_bar(progress: Progress) -> SafeString:
    """The shares of the states as one bar; the numbers must stand beside it in words."""
    parts, start = [], 0.0
    for share in progress.present:
        width = share.number * 100 / progress.total
        parts.append((share.state.value, f"{start:.2f}", f"{max(width - 0.4, 0.2):.2f}"))
        start += width
    rects = format_html_join(
        "", '<rect class="pbar__{}" x="{}" y="1" width="{}" height="10"/>', parts
    )
    return format_html(
        '<svg class="pbar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">'
        "{}</svg>",
        rects,
    )


@register.simple_tag
def state_swatch(state: str) -> SafeString:
    """The colour of a state in the bar, beside its words."""
    return format_html(
        '<svg class="pbar pbar--key" viewBox="0 0 12 12" aria-hidden="true">'
        '<rect class="pbar__{}" x="1" y="1" width="10" height="10"/></svg>',
        state,
    )
