"""An index of what was written about rectification, filled with what there is; why reused proof was found all right."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from fajian.engine import likeness

CHUNK = 2_000
COLUMNS = ("key_a", "key_b", "key_c", "key_d")


def fill(apps: Any, schema_editor: Any) -> None:
    wording = apps.get_model("ledgers", "Wording")
    rows = apps.get_model("ledgers", "Rectification").objects.using(schema_editor.connection.alias).order_by("pk")
    part = []
    for number, *texts in rows.values_list("pk", "measure", "result").iterator(CHUNK):
        for field, text in zip(("measure", "result"), texts, strict=True):
            if keys := likeness.keys(text):
                told = dict(zip(COLUMNS, keys, strict=True))
                part.append(wording(rectification_id=number, field=field, **told))
        if len(part) >= CHUNK:
            wording.objects.using(schema_editor.connection.alias).bulk_create(part)
            part = []
    wording.objects.using(schema_editor.connection.alias).bulk_create(part)


class Migration(migrations.Migration):
    dependencies = [
        ("ledgers", "0007_categories"),
    ]

    operations = [
        migrations.AddField(
            model_name="rectification",
            name="reuse_note",
            field=models.TextField(blank=True, verbose_name="重复使用说明"),
        ),
        migrations.CreateModel(
            name="Wording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key_a", models.BigIntegerField(db_index=True, null=True)),
                ("key_b", models.BigIntegerField(db_index=True, null=True)),
                ("key_c", models.BigIntegerField(db_index=True, null=True)),
                ("key_d", models.BigIntegerField(db_index=True, null=True)),
                ("field", models.CharField(max_length=10, verbose_name="栏目")),
                (
                    "rectification",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledgers.rectification",
                        verbose_name="问题整改",
                    ),
                ),
            ],
            options={
                "verbose_name": "措辞",
                "verbose_name_plural": "措辞",
                "db_table": "ledgers_wording",
                "constraints": [
                    models.UniqueConstraint(fields=("rectification", "field"), name="ledgers_wording_once")
                ],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
