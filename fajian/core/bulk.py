"""Very many new rows at once: their values made column by column, and one statement for all of them.

Django's bulk_create writes out a placeholder for every cell and at most 999 of them into a statement, which takes far
longer than the database does; ten thousand rows of a ledger are four hundred thousand cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.constants import OnConflict

SOME = 500  # rows of a statement that gives back their numbers
VARIABLES = 32_766  # of a statement: SQLite's own bound


def insert(rows: Sequence[models.Model]) -> None:
    """Write new rows of one model and give them their numbers. Values only, no expressions; no signals."""
    if not rows:
        return
    model = type(rows[0])
    connection = connections[router.db_for_write(model)]
    key = model._meta.pk
    numbered = key.get_internal_type().endswith("AutoField")
    fields = [field for field in model._meta.concrete_fields if not (numbered and field.primary_key)]
    columns = [_ready(field, (field.pre_save(row, True) for row in rows), connection) for field in fields]
    values = list(zip(*columns, strict=True))
    if numbered:
        for row, number in zip(rows, _numbers(connection, model, fields, values), strict=True):
            row.pk = number
    else:
        _write(connection, model, fields, values)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def insert_values(
    model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]], *, instead: Sequence[str] = ()
) -> None:
    """Write rows given as the values of these columns; other columns must have a default in the database.

    `instead`: where the table has a row with the same values in these unique columns, that one takes the others.
    """
    if not rows:
        return
    connection = connections[router.db_for_write(model)]
    fields = [model._meta.get_field(name) for name in names]
    columns = [_ready(field, values, connection) for field, values in zip(fields, zip(*rows, strict=True), strict=True)]
    _write(connection, model, fields, list(zip(*columns, strict=True)), instead)


def _ready(field: Any, values: Iterable[Any], connection: BaseDatabaseWrapper) -> list[Any]:
    """A column's values as the database takes them; of a run of the same one it is asked once."""
    made: list[Any] = []
    before, ready = object(), None
    for value in values:
        if value is not before:
            before, ready = value, field.get_db_prep_save(value, connection=connection)
        made.append(ready)
    return made


def _statement(connection: BaseDatabaseWrapper, model: type[models.Model], fields: Sequence[Any], rows: int) -> str:
    quote = connection.ops.quote_name
    one = f"({', '.join(['%s'] * len(fields))})"
    into = f"{quote(model._meta.db_table)} ({', '.join(quote(field.column) for field in fields)})"
    return f"INSERT INTO {into} VALUES {', '.join([one] * rows)}"


def _numbers(
    connection: BaseDatabaseWrapper, model: type[models.Model], fields: Sequence[Any], values: Sequence[Sequence[Any]]
) -> Iterator[int]:
    """Write, and say the numbers the rows were given, in their order."""
    size = max(1, min(SOME, VARIABLES // len(fields)))
    key: Any = model._meta.pk
    returning = f" RETURNING {connection.ops.quote_name(key.column)}"
    with connection.cursor() as cursor:
        for start in range(0, len(values), size):
            some = values[start : start + size]
            cursor.execute(
                _statement(connection, model, fields, len(some)) + returning, list(chain.from_iterable(some))
            )
            yield from (number for (number,) in cursor.fetchall())


def _write(
    connection: BaseDatabaseWrapper, model: type[models.Model], fields: Sequence[Any], values: Sequence[Sequence[Any]],
    instead: Sequence[str] = (),
) -> None:  # fmt: skip
    told = _statement(connection, model, fields, 1)
    if instead:
        unique = [field.column for field in fields if field.name in instead]
        others = [field.column for field in fields if field.name not in instead]
        told += f" {connection.ops.on_conflict_suffix_sql(fields, OnConflict.UPDATE, others, unique)}"
    with connection.cursor() as cursor:
        cursor.executemany(told, values)
