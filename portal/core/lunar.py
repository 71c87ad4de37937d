"""Dates of the Chinese calendar, as a tear-off calendar prints them."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from lunar_python import Lunar, Solar


@dataclass(frozen=True, slots=True)
class LunarDay:
    """`day` is 十四, or the month's name on its first day; `occasion` a solar term or feast."""

    month: str
    day: str
    occasion: str

    @property
    def short(self) -> str:
        """What fits into a cell of a month: 冬至, 十四, 冬月."""
        if self.occasion:
            return self.occasion
        return self.month if self.day == "初一" else self.day

    def __str__(self) -> str:
        text = f"{self.month}{self.day}"
        return f"{text} · {self.occasion}" if self.occasion else text


@lru_cache(maxsize=1024)
def lunar_day(date: dt.date) -> LunarDay:
    lunar: Lunar = Solar.fromYmd(date.year, date.month, date.day).getLunar()
    feasts = lunar.getFestivals()
    return LunarDay(
        month=f"{lunar.getMonthInChinese()}月",
        day=lunar.getDayInChinese(),
        occasion=feasts[0] if feasts else lunar.getJieQi(),
    )
