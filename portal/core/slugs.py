"""Addresses for Chinese titles: pinyin, so that an address is the same in every language."""

from django.utils.text import slugify
from pypinyin import lazy_pinyin

MAX_LENGTH = 60


def pinyin_slug(text: str) -> str:
    """*text* in pinyin as a slug, cut between syllables: 冬至诗会 is dong-zhi-shi-hui."""
    slug = slugify(" ".join(lazy_pinyin(text, errors=lambda other: other)))
    if len(slug) <= MAX_LENGTH:
        return slug
    return slug[: MAX_LENGTH + 1].rsplit("-", 1)[0][:MAX_LENGTH]
