"""Loads Django for a command of `fajian` that needs it: what is imported here waits until Django may be loaded."""

from __future__ import annotations

import os

import django


def start() -> None:
    """Configure Django from the environment; afterwards models may be imported."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fajian.web.settings")
    django.setup()


def start_with_tables() -> None:
    """The same, with a database of this version's structure: an empty one gets it, another must have it.

    InputError where an older one waits to be brought up (`fajian serve` does that).
    """
    start()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from fajian.engine.faults import InputError

    executor = MigrationExecutor(connection)
    if not executor.loader.applied_migrations:
        call_command("migrate", verbosity=0, interactive=False)
    elif executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise InputError("数据库结构不是这一版的。请先备份，再运行 fajian serve 或者 manage.py migrate 更新。")
