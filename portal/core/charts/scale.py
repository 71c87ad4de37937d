"""Round axes, and numbers as people read them."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language

Number = int | float | Decimal


@dataclass(frozen=True, slots=True)
class Axis:
    """Round grid lines from just below the least value, or nothing, to just above the greatest."""

    step: float
    lines: int
    below: int = 0

    @property
    def top(self) -> float:
        return self.step * self.lines

    @property
    def bottom(self) -> float:
        return -self.step * self.below

    @property
    def ticks(self) -> list[float]:
        return [self.step * number for number in range(-self.below, self.lines + 1)]

    def label(self, tick: float) -> str:
        return short_number(tick, greatest=max(self.top, -self.bottom))


def axis_for(greatest: float, least: float = 0, *, whole: bool = True) -> Axis:
    """At most five lines up, 1, 2, 2.5 or 5 times a power of ten apart; never half an event."""
    greatest, least = max(greatest, 0), min(least, 0)
    if greatest == least:
        return Axis(1, 4)
    rough = max(greatest, -least) / 4
    power = 10 ** math.floor(math.log10(rough))
    factors = (1, 2, 2.5, 5, 10) if power > 1 or not whole else (1, 2, 5, 10)
    step = next(factor * power for factor in factors if factor * power >= rough)
    if whole and max(greatest, -least) >= 1:
        step = max(step, 1)
    return Axis(step, math.ceil(greatest / step), math.ceil(-least / step))


def axis_of(values: Iterable[float | None], *, whole: bool = True) -> Axis:
    known = [value for value in values if value is not None]
    return axis_for(max(known, default=0), min(known, default=0), whole=whole)


def grouped(number: Number, decimals: int | None = None) -> str:
    """A number with its thousands set apart, in Chinese too, where Django would not."""
    text = f"{number:,}" if decimals is None else f"{number:,.{decimals}f}"
    return text.replace("-", "−")


def with_unit(number: str, unit: str) -> str:
    return f"{number} {unit}" if unit else number


def short_number(value: float, *, greatest: float | None = None) -> str:
    """An axis label: 2.5 万 in Chinese, 25k elsewhere; *greatest* decides for the whole axis."""
    size = abs(value if greatest is None else greatest)
    if (get_language() or "").startswith("zh"):
        divisor, suffix = _of(size, ((100_000_000, " 亿"), (10_000, " 万")))
    else:
        divisor, suffix = _of(size, ((1_000_000, "M"), (10_000, "k")))
        divisor = 1000 if suffix == "k" else divisor
    if not value:
        return "0"
    return f"{value / divisor:.4g}{suffix}".replace("-", "−")


def _of(size: float, steps: Iterable[tuple[int, str]]) -> tuple[int, str]:
    return next((step for step in steps if size >= step[0]), (1, ""))


def percent(part: float, *, sign: bool = False) -> str:
    """A share as 64%, a change as +6.1% or −3%."""
    text = f"{part * 100:+.1f}" if sign else f"{part * 100:.1f}"
    return text.removesuffix(".0").replace("-", "−") + "%"


def change(now: float | None, before: float | None) -> float | None:
    """How much more than before, as a part of it; nothing to say where that was nothing."""
    if now is None or before is None or before <= 0:
        return None
    return (now - before) / before
