"""Koha counts its records; the portal knows them by their control number."""

from string import Formatter


class RecordNumbers:
    """*template* makes the one of the other: "{}" where 001 is the number itself."""

    def __init__(self, template: str) -> None:
        parts = list(Formatter().parse(template))
        fields = [name for _text, name, _spec, _conversion in parts if name is not None]
        if fields not in ([""], ["0"]):
            raise ValueError(f"record_id has no place for the number, as S{{:08d}} has: {template}")
        self._template = template
        self._before = parts[0][0]
        self._after = parts[1][0] if len(parts) > 1 else ""

    def record_id(self, number: int) -> str:
        return self._template.format(number)

    def number(self, record_id: str) -> int | None:
        """None for a control number that Koha cannot have given."""
        digits = record_id.removeprefix(self._before).removesuffix(self._after)
        if not (digits.isascii() and digits.isdigit()) or len(digits) > 18:
            return None
        number = int(digits)
        return number if self.record_id(number) == record_id else None
