"""What result templates need besides the built-in tags."""

from django import template
from django.utils.safestring import SafeString

from search.engine.highlighting import highlight

register = template.Library()

EXCERPT = 90


@register.filter
def found(text: str, words: str) -> SafeString:
    """*text* with what was found in it marked."""
    return highlight(text, words)


@register.filter
def excerpt(text: str, words: str) -> SafeString:
    """The part of *text* around the first match."""
    return highlight(text, words, limit=EXCERPT)
