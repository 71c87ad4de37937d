"""The columns of a model in SQL written by hand, and what comes back as an instance.

For reads that everybody in a rush makes: Django would write the same hundred columns anew each
time, which costs more than the database needs to answer.
"""

from collections.abc import Callable, Collection, Iterator
from functools import cached_property, partial
from itertools import islice
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model

M = TypeVar("M", bound=Model)


class Columns(Generic[M]):
    """All fields of *model*, whose table is called *alias*, but those *without*: they come when
    asked for, as after `defer`.
    """

    def __init__(self, model: type[M], alias: str, *, without: Collection[str] = ()) -> None:
        self.model, self.alias = model, alias
        self.fields = [f for f in model._meta.concrete_fields if f.name not in without]
        self.names = [field.attname for field in self.fields]

    def __str__(self) -> str:
        quoted = connection.ops.quote_name
        return ", ".join(f"{self.alias}.{quoted(str(field.column))}" for field in self.fields)

    def instance(self, row: Iterator[Any]) -> M:
        """Made of the next values of *row*."""
        return self._made_of(self._next(row))

    def instance_or_none(self, row: Iterator[Any]) -> M | None:
        """The same for a table that was joined where it could be."""
        values = self._next(row)
        return None if values[0] is None else self._made_of(values)

    def _next(self, row: Iterator[Any]) -> list[Any]:
        return list(islice(row, len(self.fields)))

    def _made_of(self, values: list[Any]) -> M:
        for number, convert in self._converters:
            values[number] = convert(values[number])
        return self.model.from_db(connection.alias, self.names, values)

    @cached_property
    def _converters(self) -> list[tuple[int, Callable[[Any], Any]]]:
        """From what the database gives to what Python wants, for those fields that differ."""
        return [
            (number, partial(_converted, convert, column))
            for number, column in enumerate(
                field.get_col(self.model._meta.db_table) for field in self.fields
            )
            for convert in (
                *connection.ops.get_db_converters(column),
                *column.get_db_converters(connection),
            )
        ]


def _converted(convert: Callable[..., Any], column: Any, value: Any) -> Any:
    return convert(value, column, connection)
