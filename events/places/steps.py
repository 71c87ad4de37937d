"""Several writes as one: on PostgreSQL a single statement, on SQLite one after the other.

Django builds a query anew each time, and a row that fifty people want stays locked while it does.
So what belongs together goes to the database in one piece. Each step may use what earlier ones
returned, by their names, as if these were tables of one row:

    run([
        Step("pool", "UPDATE … WHERE id = %(pool)s RETURNING number", {"pool": 7}, ["number"]),
        insert("claim", [claim], after="pool", order="pool.number"),
    ])

PostgreSQL gets them as `WITH pool AS (UPDATE …), claim AS (INSERT …)`. SQLite knows no writes
inside WITH, but lets only one write at a time: there each step runs by itself, with what earlier
ones returned as `WITH pool (number) AS (VALUES (…))`. Where a step that others ask returns no row,
they find nothing to do.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from django.db import connection, models, transaction

Values = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """One statement; *returns* are the columns of its RETURNING that others ask for.

    All steps share their *params*, so names must differ or mean the same.
    """

    name: str
    sql: str
    params: Mapping[str, Any]
    returns: Sequence[str] = ()


def run(steps: Sequence[Step]) -> dict[str, Any] | None:
    """Write all *steps* or none; what they returned, or None where one had nothing to return."""
    write = _at_once if connection.vendor == "postgresql" else _in_turn
    params = {key: value for step in steps for key, value in step.params.items()}
    with _transaction(), connection.cursor() as cursor:
        return write(cursor, steps, params)


def _transaction() -> AbstractContextManager[Any]:
    """A single statement is a transaction by itself: its locks wait for nobody outside."""
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        return nullcontext()
    return transaction.atomic()


def _at_once(cursor: Any, steps: Sequence[Step], params: Values) -> Values | None:
    tables = ", ".join(f"{step.name} AS ({step.sql})" for step in steps)
    answering = [step for step in steps if step.returns]
    names = ", ".join(step.name for step in answering)
    cursor.execute(f"WITH {tables} SELECT * FROM {names}", params)  # noqa: S608 - our own names
    columns = [column for step in answering for column in step.returns]
    return _paired(columns, cursor.fetchone())


def _in_turn(cursor: Any, steps: Sequence[Step], params: Values) -> Values | None:
    found: Values = {}
    tables: list[str] = []
    for step in steps:
        known = f"WITH {', '.join(tables)} " if tables else ""
        cursor.execute(f"{known}{step.sql}", params | found)
        if not step.returns:
            continue
        row = _paired(step.returns, cursor.fetchone())
        if row is None:
            return None
        found |= row
        marks = ", ".join(f"%({column})s" for column in row)
        tables.append(f"{step.name} ({', '.join(row)}) AS (VALUES ({marks}))")
    return found


def _paired(columns: Sequence[str], row: Sequence[Any] | None) -> Values | None:
    return None if row is None else dict(zip(columns, row, strict=True))


def insert(
    name: str,
    rows: Sequence[models.Model],
    *,
    after: str,
    returns: Sequence[str] = (),
    **expressions: str,
) -> Step:
    """Insert *rows*, all of one model, once the step *after* has returned something.

    *expressions* are SQL for the fields of these names, in place of what the rows say.
    """
    params: Values = {}

    def cell(field: models.Field, row: models.Model) -> str:
        if field.name in expressions:
            return expressions[field.name]
        value = field.pre_save(row, add=True)
        if value is None:  # a bare NULL would be a text to PostgreSQL
            return f"CAST(NULL AS {field.db_type(connection)})"
        key = f"{name}_{len(params)}"
        params[key] = field.get_db_prep_save(value, connection)
        return f"%({key})s"

    quoted = connection.ops.quote_name
    fields = [field for field in rows[0]._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    values = [", ".join(cell(field, row) for field in fields) for row in rows]
    selects = " UNION ALL ".join(f"SELECT {one} FROM {after}" for one in values)  # noqa: S608
    table = quoted(rows[0]._meta.db_table)
    sql = f"INSERT INTO {table} ({columns}) {selects}"
    return Step(name, f"{sql} RETURNING {', '.join(returns)}" if returns else sql, params, returns)
