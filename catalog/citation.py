"""A record as a reference in the Chinese national style (GB/T 7714—2015)."""

from catalog.models import Record

SHOWN_NAMES = 3
_HAN = ("\u3400", "\u9fff")


def gb7714(record: Record) -> str:
    """For example: 加西亚·马尔克斯. 百年孤独[M]. 范晔, 译. 北京: 燕岭书局, 2011."""
    parts = []
    if names := _names(record, is_main=True):
        parts.append(names)
    title = record.title
    if record.subtitle:
        title += f": {record.subtitle}"
    if record.volume:
        title += f": {record.volume}"
    parts.append(f"{title}[M]")
    parts += _others(record)
    if record.edition:
        parts.append(record.edition)
    imprint = ": ".join(filter(None, (record.place, record.publisher)))
    if issued := ", ".join(filter(None, (imprint, str(record.year or "")))):
        parts.append(issued)
    return ". ".join(part.rstrip(". ") for part in parts) + "."


def _names(record: Record, *, is_main: bool) -> str:
    names = [c["name"] for c in record.creators if bool(c.get("is_main")) == is_main]
    return _joined(names)


def _joined(names: list[str]) -> str:
    text = ", ".join(names[:SHOWN_NAMES])
    if len(names) > SHOWN_NAMES:
        text += ", 等" if any(_HAN[0] <= char <= _HAN[1] for char in text) else ", et al"
    return text


def _others(record: Record) -> list[str]:
    """Translators and editors, grouped by what they did."""
    by_role: dict[str, list[str]] = {}
    for creator in record.creators:
        if not creator.get("is_main") and creator.get("role"):
            by_role.setdefault(creator["role"], []).append(creator["name"])
    return [f"{_joined(names)}, {role}" for role, names in by_role.items()]
