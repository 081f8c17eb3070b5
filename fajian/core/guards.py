"""Triggers by which the database itself refuses to change what was appended: the audit chain, and what apps freeze.

An app that freezes rows names their tables in its AppConfig.ready (`append_only`) and puts the triggers up in its
migration (`freeze`, `thaw`). A later migration that alters such a table puts them up again: SQLite copies it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.apps.registry import Apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MESSAGE = "audit is append-only"
TABLES = ("core_event", "core_seal")
FROZEN: list[str] = []  # tables of the apps

# The one change an event may see: payload and salt disappear together, everything else stays.
KEPT = (
    "seq",
    "recorded_at",
    "actor",
    "acting_role",
    "unit",
    "command",
    "object_type",
    "object_id",
    "object_version",
    "request_id",
    "algorithm",
    "digest",
    "rows",
    "prev",
    "hash",
)


def erasing(same: str) -> str:
    """The condition under which an UPDATE of an event is an erasure; `same` is the null-safe equality operator."""
    kept = " AND ".join(f'NEW."{column}" {same} OLD."{column}"' for column in KEPT)
    return f"(NEW.payload IS NULL AND NEW.salt IS NULL AND {kept})"


def statements(vendor: str) -> list[str]:
    """SQL that puts the triggers up."""
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
            + (f"WHEN NOT {erasing('IS')} " if (table, verb) == ("core_event", "update") else "")
            + f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            for table in TABLES
            for verb in ("update", "delete")
        ]
    if vendor == "postgresql":
        return [
            "CREATE FUNCTION core_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$",
            *(
                f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
                + ("FOR EACH STATEMENT " if verb == "truncate" else "FOR EACH ROW ")
                + (
                    f"WHEN (NOT {erasing('IS NOT DISTINCT FROM')}) "
                    if (table, verb) == ("core_event", "update")
                    else ""
                )
                + "EXECUTE FUNCTION core_refuse()"
                for table in TABLES
                for verb in ("update", "delete", "truncate")
            ),
        ]
    raise NotImplementedError(f"no triggers written for {vendor}")


def removals(vendor: str) -> list[str]:
    """SQL that takes the triggers down: for reversing the migration, and for tests that empty their database."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for table in TABLES for verb in ("update", "delete")]
    return [
        *(
            f"DROP TRIGGER IF EXISTS {table}_no_{verb} ON {table}"
            for table in TABLES
            for verb in ("update", "delete", "truncate")
        ),
        "DROP FUNCTION IF EXISTS core_refuse()",
    ]


def append_only(*tables: str) -> None:
    """Say that these tables have triggers of their own."""
    FROZEN.extend(table for table in tables if table not in FROZEN)


def frozen_statements(vendor: str, table: str) -> list[str]:
    """SQL by which a table takes new rows and nothing else; on PostgreSQL with the function of the audit chain."""
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            for verb in ("update", "delete")
        ]
    return [
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
        f"FOR EACH {'STATEMENT' if verb == 'truncate' else 'ROW'} EXECUTE FUNCTION core_refuse()"
        for verb in ("update", "delete", "truncate")
    ]


def thaw_statements(vendor: str, table: str) -> list[str]:
    """SQL that takes those triggers down."""
    on, verbs = ("", ("update", "delete")) if vendor == "sqlite" else (f" ON {table}", ("update", "delete", "truncate"))
    return [f"DROP TRIGGER IF EXISTS {table}_no_{verb}{on}" for verb in verbs]


def freeze(*tables: str) -> Callable[[Apps, BaseDatabaseSchemaEditor], None]:
    """For RunPython: puts the triggers of these tables up."""

    def up(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _run(editor.connection, frozen_statements, tables)

    return up


def thaw(*tables: str) -> Callable[[Apps, BaseDatabaseSchemaEditor], None]:
    """For RunPython's way back."""

    def down(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _run(editor.connection, thaw_statements, tables)

    return down


def _run(connection: BaseDatabaseWrapper, sql: Callable[[str, str], list[str]], tables: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for table in tables:
            for statement in sql(connection.vendor, table):
                cursor.execute(statement)


def put_up_all(connection: BaseDatabaseWrapper) -> None:
    """The triggers of the chain and of every app."""
    put_up(connection)
    _run(connection, frozen_statements, FROZEN)


def take_down_all(connection: BaseDatabaseWrapper) -> None:
    """None left: for tests that empty their database."""
    _run(connection, thaw_statements, FROZEN)
    take_down(connection)


def put_up(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers."""
    with connection.cursor() as cursor:
        for sql in statements(connection.vendor):
            cursor.execute(sql)


def take_down(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers."""
    with connection.cursor() as cursor:
        for sql in removals(connection.vendor):
            cursor.execute(sql)


def migrate_up(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """For RunPython."""
    put_up(editor.connection)


def migrate_down(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """For RunPython."""
    take_down(editor.connection)
