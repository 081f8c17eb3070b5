"""Very many new rows at once: their values made column by column, and one statement for all of them.

Django's bulk_create writes out a placeholder for every cell and at most 999 of them into a statement, which takes far
longer than the database does; ten thousand rows of a ledger are four hundred thousand cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any, TypeVar

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.base import ModelState
from django.db.models.constants import OnConflict

M = TypeVar("M", bound=models.Model)

SOME = 500  # rows of a statement that gives back their numbers
VARIABLES = 32_766  # of a statement: SQLite's own bound


def copies(row: M, differing: Iterable[Mapping[str, Any]]) -> list[M]:
    """New rows like one that is not written yet, each with values of its own by column, or a row by its relation.

    A model's own way to make a row takes some fifty times as long, most of it for what is the same in all of them.
    """
    made = []
    for own in differing:
        one = type(row).__new__(type(row))
        one.__dict__.update(row.__dict__)
        one._state = ModelState()
        one._state.fields_cache = dict(row._state.fields_cache)
        for name, value in own.items():
            if isinstance(value, models.Model):
                setattr(one, name, value)
            else:
                one.__dict__[name] = value
        made.append(one)
    return made


def insert(rows: Sequence[models.Model]) -> None:
    """Write new rows of one model and give them their numbers. Values only, no expressions; no signals."""
    if not rows:
        return
    model = type(rows[0])
    connection = connections[router.db_for_write(model)]
    key = model._meta.pk
    numbered = key.get_internal_type().endswith("AutoField")
    fields = [field for field in model._meta.concrete_fields if not (numbered and field.primary_key)]
    columns = [_ready(field, _saved(field, rows), connection) for field in fields]
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


def _saved(field: models.Field[Any, Any], rows: Sequence[models.Model]) -> list[Any]:
    """What a column's field says must be saved of each row: mostly just what stands there."""
    if type(field).pre_save is models.Field.pre_save:
        return list(map(attrgetter(field.attname), rows))
    return [field.pre_save(row, True) for row in rows]


def _ready(field: Any, values: Sequence[Any], connection: BaseDatabaseWrapper) -> Sequence[Any]:
    """A column's values as the database takes them; of a run of the same one it is asked once, of texts never."""
    if type(field) in (models.CharField, models.TextField) and set(map(type, values)) == {str}:
        return values
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
