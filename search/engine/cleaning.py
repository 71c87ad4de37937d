"""What a search box sends, made safe: every query passes here before an index sees it."""

import unicodedata

MAX_LENGTH = 64
MAX_TERMS = 8

_QUOTES = dict.fromkeys(map(ord, "\"'“”‘’「」『』《》〈〉`"), " ")
# Control characters part words, invisible ones and halves of surrogate pairs do not.
_BLANK = {"Cc", "Zs", "Zl", "Zp"}
_NOTHING = {"Cf", "Cs", "Co", "Cn"}


def printable(text: str, *, limit: int = MAX_LENGTH) -> str:
    """*text* without control and invisible characters, blanks folded, cut at *limit*."""
    # A query of megabytes is cut before it is looked at: most of what goes is not blank.
    kept = []
    for char in text[: limit * 4]:
        category = unicodedata.category(char)
        if category in _BLANK:
            kept.append(" ")
        elif category not in _NOTHING:
            kept.append(char)
    return " ".join("".join(kept).split())[:limit].rstrip()


def clean_query(text: str) -> str:
    """*text* as words for the index: no quotes, at most 64 characters and 8 words."""
    words = printable(text).translate(_QUOTES).split()
    return " ".join(words[:MAX_TERMS])
