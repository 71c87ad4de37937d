"""The works everyone knows, read from works.txt."""

import re
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

from catalog.marc.types import Creator

_FILE = Path(__file__).with_name("works.txt")
_CREATOR = re.compile(r"^(?:（([^）]+)）)?([^:]+)(?::(.+))?$")
_NOT_MAIN = {"译", "编", "等编", "改编"}
# Long works come in volumes, and what many people read in several editions.
_VOLUMES = {
    "红楼梦": ("上", "下"), "西游记": ("上", "下"), "三国演义": ("上", "下"),
    "水浒传": ("上", "下"), "四世同堂": ("上", "下"), "平凡的世界": ("第一部", "第二部", "第三部"),
    "射雕英雄传": ("一", "二", "三", "四"), "三体": ("一", "二", "三"), "飘": ("上", "下"),
    "战争与和平": ("上", "下"), "悲惨世界": ("上", "中", "下"), "资治通鉴": ("一", "二", "三"),
    "史记": ("一", "二", "三"), "全球通史": ("上", "下"), "聊斋志异": ("上", "下"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Work:
    title: str
    creators: tuple[Creator, ...]
    clc: str
    audience: str
    subjects: tuple[str, ...]
    original_language: str
    summary: str

    @property
    def number(self) -> str:
        """The same in every run and whatever is added to the file."""
        names = " ".join(creator.name for creator in self.creators)
        return "W" + blake2b(f"{self.title} {names}".encode(), digest_size=4).hexdigest()

    @property
    def volumes(self) -> tuple[str, ...]:
        return _VOLUMES.get(self.title, ("",))


@cache
def works() -> tuple[Work, ...]:
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return tuple(_work(line) for line in lines if line and not line.startswith("#"))


def _work(line: str) -> Work:
    title, creators, clc, audience, subjects, original, summary = line.split("|")
    return Work(
        title,
        tuple(_creators(creators)),
        clc,
        audience,
        tuple(subjects.split("、")),
        original,
        summary,
    )


def _creators(text: str) -> list[Creator]:
    found = []
    for part in filter(None, text.split("、")):
        country, name, role = _CREATOR.findall(part)[0]
        role = role or "著"
        found.append(Creator(name, role, role not in _NOT_MAIN, country))
    # The mapping reads main creators first, so they stand first here too.
    return sorted(found, key=lambda creator: not creator.is_main)
