"""The names a table may use for libraries and indicators, and what else its headings may say."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .cells import Raw, name_key, plain, without_remark

HEADINGS = {
    "library": "图书馆 馆名 馆 馆名称 分馆 馆别 所属馆 "
    "单位 单位名称 填报单位 街道 名称 library branch",
    "date": "日期 月份 时间 年月 统计月份 统计时间 年度 年份 年 月 date month period time year",
    "indicator": "指标 指标名称 指标代码 项目 统计项目 指标项 indicator figure code",
    "value": "数值 值 数量 数据 统计值 本期数 value number amount",
}
_ROLES = {name_key(word): role for role, words in HEADINGS.items() for word in words.split()}
_ENDS = ("街道图书馆", "图书馆", "分馆", "馆")


@dataclass(frozen=True, slots=True)
class Counted:
    """An indicator as far as a table needs to know it."""

    pk: int
    code: str
    cadence: str
    is_summed: bool


@dataclass
class Names:
    """Both ways of naming: by what stands in the database, and by what staff have said before."""

    libraries: dict[str, int] = field(default_factory=dict)
    indicators: dict[str, Counted] = field(default_factory=dict)
    _ambiguous: set[str] = field(default_factory=set)

    def add_library(self, pk: int, names: Iterable[str], aliases: Iterable[str] = ()) -> None:
        keys = {name_key(name) for name in names if name}
        # Shorter ways of saying the same, where they name one library alone.
        short = {key.removesuffix(end) for key in keys for end in _ENDS if len(key) > len(end) + 1}
        for key in keys | short:
            if key in self._ambiguous or self.libraries.get(key, pk) != pk:
                self._ambiguous.add(key)
                self.libraries.pop(key, None)
            else:
                self.libraries[key] = pk
        self.libraries |= dict.fromkeys(map(name_key, aliases), pk)

    def add_indicator(self, counted: Counted, names: Iterable[str]) -> None:
        for name in (counted.code, *names):
            if name:
                self.indicators.setdefault(name_key(name), counted)

    def library(self, raw: Raw) -> int | None:
        key = name_key(str(raw))
        if found := self.libraries.get(key):
            return found
        for end in _ENDS:
            if key.endswith(end) and (found := self.libraries.get(key.removesuffix(end))):
                return found
        return None

    def library_within(self, text: str) -> int | None:
        """The library that a title names: the longest name in it."""
        key = name_key(text)
        inside = [name for name in self.libraries if len(name) > 3 and name in key]
        return self.libraries[max(inside, key=len)] if inside else None

    def indicator(self, raw: Raw) -> Counted | None:
        text = str(raw)
        return self.indicators.get(name_key(text)) or self.indicators.get(
            name_key(without_remark(text))
        )


def role_of(heading: str) -> str:
    """What a column is, if its heading says so in plain words."""
    return _ROLES.get(name_key(without_remark(heading)), "") or _ROLES.get(
        name_key(plain(heading)), ""
    )
