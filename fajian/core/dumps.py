"""One moment of the database as a file, and back: SQLite by its backup API, PostgreSQL by pg_dump and pg_restore.

Never `cp`: of a live SQLite database it loses what is still in the WAL (reliability.md §7).
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from fajian.engine.faults import InputError

# What stands in Django's OPTIONS and is no parameter of libpq.
DJANGOS = {"assume_role", "isolation_level", "pool", "server_side_binding"}


def dump(target: Path) -> None:
    """Write the database as the running snapshot (core.verify.snapshot) sees it; others go on writing."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(target)) as copy:
            # All pages in one step, inside our own read transaction: no writer waits, none makes it begin anew.
            connection.connection.backup(copy)
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
    # pg_dump sets row_security off by itself: a policy that would hide rows makes it fail, not leave them out.
    arguments = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={target}"]
    _run("pg_dump", parameters(connection.settings_dict), *arguments)


def load(source: Path, url: str) -> None:
    """Restore a dump into an empty PostgreSQL database, all of it or nothing."""
    given = conninfo_to_dict(url)
    _run("pg_restore", given, "--no-owner", "--no-privileges", "--single-transaction", str(source))


def holds_tables(url: str) -> bool:
    """Has the PostgreSQL database tables? InputError if it cannot be reached."""
    try:
        with psycopg.connect(url, connect_timeout=10) as server:
            query = "SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind IN ('r', 'p')"
            system = "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_toast%'"
            return server.execute(f"{query} AND {system} LIMIT 1").fetchone() is not None
    except psycopg.Error as error:
        raise InputError("连不上要恢复到的数据库，或者地址写错了。请先建一个空库，再核对地址和口令。") from error


def parameters(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Django's settings of a PostgreSQL database as libpq's parameters."""
    names = {"NAME": "dbname", "HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
    options = {name: value for name, value in settings["OPTIONS"].items() if name not in DJANGOS}
    return {**{name: settings[key] for key, name in names.items() if settings[key]}, **options}


def _run(program: str, given: Mapping[str, Any], *arguments: str) -> None:
    """Call a tool of PostgreSQL; the password goes by the environment, where `ps` does not show it."""
    shown = {name: value for name, value in given.items() if name != "password"}
    environment = {**os.environ, "PGPASSWORD": str(given["password"])} if given.get("password") else None
    command = [program, f"--dbname={make_conninfo(**shown)}", "--no-password", *arguments]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, errors="replace", check=False)
    except FileNotFoundError as error:
        raise InputError(f"没有找到 {program}：请安装 PostgreSQL 客户端，版本不低于服务器。") from error
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["没有说明原因"]
        raise InputError(f"{program} 没有做成：{lines[0]}")
