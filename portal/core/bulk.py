"""Many rows at once: a hundred in a prepared statement, and on PostgreSQL by COPY.

`bulk_create` compiles an SQL text for every 27 records (SQLite's limit of parameters), half of the
time of an import; a statement that is prepared once takes a fifth of that, and with a hundred rows
in it a third again. psycopg writes each value of a statement in Python but a row of COPY in C, in a
quarter of the time. The keys of one call must differ.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

Row = Sequence[Any]
_AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField,
                models.ForeignKey)  # fmt: skip
_ROWS = 100  # in a statement


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert *rows*, the values of *columns* in their order."""
    prepared = _prepared(model, columns, rows)
    if connection.vendor == "postgresql":
        _copy(model._meta.db_table, _names(model, columns), prepared)
    else:
        _execute(_insert_sql(model, columns), prepared)


def upsert(
    model: type[models.Model],
    columns: Sequence[str],
    rows: Iterable[Row],
    *,
    key: Sequence[str],
    kept: Sequence[str] = (),
) -> None:
    """Insert *rows*; where a row with the same *key* exists, write over all but *kept*."""
    prepared = _prepared(model, columns, rows)
    conflict = _conflict_sql(model, key, [name for name in columns if name not in (*key, *kept)])
    if connection.vendor == "postgresql":
        _upsert_copied(model, columns, prepared, conflict)
    else:
        _execute(_insert_sql(model, columns), prepared, conflict)


def _insert_sql(model: type[models.Model], columns: Sequence[str]) -> str:
    table = connection.ops.quote_name(model._meta.db_table)
    return f"INSERT INTO {table} ({', '.join(_names(model, columns))}) "


def _conflict_sql(model: type[models.Model], key: Sequence[str], changed: Sequence[str]) -> str:
    assignments = (f"{name} = EXCLUDED.{name}" for name in _names(model, changed))
    keys = ", ".join(_names(model, key))
    return f" ON CONFLICT ({keys}) DO UPDATE SET {', '.join(assignments)}"


def _names(model: type[models.Model], columns: Sequence[str]) -> list[str]:
    return [connection.ops.quote_name(str(_field(model, name).column)) for name in columns]


def _execute(insert_into: str, rows: Sequence[Row], conflict: str = "") -> None:
    if not rows:
        return
    marks = f"({', '.join(['%s'] * len(rows[0]))})"
    with connection.cursor() as cursor:
        for first in range(0, len(rows), _ROWS):
            some = rows[first : first + _ROWS]
            sql = f"{insert_into}VALUES {', '.join([marks] * len(some))}{conflict}"
            cursor.execute(sql, list(chain.from_iterable(some)))


def _copy(table: str, names: Sequence[str], rows: Sequence[Row]) -> None:
    sql = f"COPY {connection.ops.quote_name(table)} ({', '.join(names)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(sql) as copy:
        for row in rows:
            copy.write_row(row)


def _upsert_copied(
    model: type[models.Model], columns: Sequence[str], rows: Sequence[Row], conflict: str
) -> None:
    """COPY knows no conflicts, so the rows pass through a table of their own."""
    table, names = connection.ops.quote_name(model._meta.db_table), _names(model, columns)
    listed = ", ".join(names)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE incoming ON COMMIT DROP AS SELECT {listed} FROM {table} "  # noqa: S608
            "WITH NO DATA"
        )
        _copy("incoming", names, rows)
        cursor.execute(f"{_insert_sql(model, columns)} SELECT {listed} FROM incoming {conflict}")  # noqa: S608
        cursor.execute("DROP TABLE incoming")


def _prepared(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> list[Row]:
    """*rows* with values as the driver takes them."""
    # The connection itself: finding it for each value costs as much as the value.
    database = connections[DEFAULT_DB_ALIAS]
    adapters = [
        (place, adapt)
        for place, name in enumerate(columns)
        if (adapt := _adapter(_field(model, name), database)) is not None
    ]
    prepared: list[Row] = []
    for row in rows:
        values = list(row)
        for place, adapt in adapters:
            values[place] = adapt(values[place])
        prepared.append(values)
    return prepared


def _field(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)  # noqa: S101 - columns are named in our own code
    return field


def _adapter(
    field: "models.Field[Any, Any]", database: BaseDatabaseWrapper
) -> Callable[[Any], Any] | None:
    """How a value of *field* is made fit for the driver; nothing where it already is."""
    if isinstance(field, _AS_THEY_ARE):
        return None
    if isinstance(field, models.JSONField):
        empty = field.get_db_prep_save([], database)
        return lambda value: field.get_db_prep_save(value, database) if value else empty
    if isinstance(field, models.DecimalField):
        digits, places = field.max_digits, field.decimal_places
        return lambda value: database.ops.adapt_decimalfield_value(value, digits, places)
    # What is left are dates and times, of which a batch has few different ones.
    return lru_cache(1000)(lambda value: field.get_db_prep_save(value, database))
