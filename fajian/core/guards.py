"""Triggers by which the database itself refuses to change what was appended to the audit chain."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MESSAGE = "audit is append-only"
TABLES = ("core_event", "core_seal")

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
