"""An index of the words of entries, filled with those there are."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from fajian.ledgers import search

CHUNK = 2_000


def up(apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    search.create(connection)
    columns = ("pk", "title", "source_label", "data")
    entries = apps.get_model("ledgers", "Entry").objects.using(connection.alias).order_by("pk")
    part: list[tuple[int, tuple[str, ...]]] = []
    for number, title, label, data in entries.values_list(*columns).iterator(CHUNK):
        part.append((number, search.text_of(title, label, data)))
        if len(part) == CHUNK:
            search.enter(connection, part)
            part = []
    search.enter(connection, part)


def down(apps: Any, schema_editor: Any) -> None:
    search.drop(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ledgers", "0001_initial")]
    operations = [migrations.RunPython(up, down)]
