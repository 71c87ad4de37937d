"""The key by which titles are sorted: pinyin for Chinese, lower case for the rest."""

import re
from functools import lru_cache

from pypinyin import lazy_pinyin
from pypinyin.seg.mmseg import seg

LONGEST = 60  # characters of a title that decide its place
_SKIPPED = re.compile(r"^[^\w]+|[《》“”‘’「」『』（）()\[\]【】]")
_VOLUMES = {char: f"{number:02d}" for number, char in enumerate("一二三四五六七八九十", 1)} | {
    "上": "01",
    "中": "02",
    "下": "03",
}
_NUMBER = re.compile(r"\d+")


def sort_key(title: str, volume: str = "") -> str:
    """红楼梦 (上) is "hong lou meng 01"."""
    text = _SKIPPED.sub("", title[:LONGEST])
    key = text if text.isascii() else " ".join(map(_sound, seg.cut(text)))
    if volume:
        key = f"{key} {_volume_key(volume)}"
    return " ".join(key.lower().split())[:200]


@lru_cache(50_000)
def _sound(word: str) -> str:
    """Words are few and titles many, so pypinyin is asked for each word once."""
    return " ".join(lazy_pinyin(word))


def _volume_key(volume: str) -> str:
    if digits := _NUMBER.search(volume):
        return digits[0].zfill(3)
    bare = volume.strip("第卷册集部辑编")
    return _VOLUMES.get(bare, "") or " ".join(lazy_pinyin(bare[:20]))
