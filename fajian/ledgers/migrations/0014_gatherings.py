import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_pictures"),
        ("ledgers", "0013_rectifying"),
        ("orgs", "0003_hooks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Gathering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("title", models.CharField(max_length=120, verbose_name="名称")),
                ("spec_code", models.CharField(max_length=40, verbose_name="台账样式")),
                ("source", models.CharField(blank=True, max_length=60, verbose_name="来源")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="录入人",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "集中收回",
                "verbose_name_plural": "集中收回",
                "db_table": "ledgers_gathering",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["unit_path", "id"], name="ledgers_gathering_scope")],
            },
        ),
        migrations.CreateModel(
            name="Piece",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("title", models.CharField(max_length=200, verbose_name="文件名")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "未认出"),
                            ("issue", "按发放编号"),
                            ("line", "按填报单位栏"),
                            ("person", "由人指定"),
                        ],
                        max_length=10,
                        verbose_name="怎样认出",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="说明")),
                ("counts", models.JSONField(blank=True, default=dict, verbose_name="行数")),
                ("told", models.BooleanField(default=False, verbose_name="已告知单位")),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                        verbose_name="文件",
                    ),
                ),
                (
                    "gathering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pieces",
                        to="ledgers.gathering",
                        verbose_name="集中收回",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="录入人",
                    ),
                ),
                (
                    "taking",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pieces",
                        to="ledgers.takein",
                        verbose_name="收回",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "收到的文件",
                "verbose_name_plural": "收到的文件",
                "db_table": "ledgers_piece",
                "ordering": ["id"],
                "indexes": [models.Index(fields=["unit_path", "id"], name="ledgers_piece_scope")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("gathering", "digest"),
                        name="ledgers_piece_once",
                        violation_error_message="这个文件已经在这次收回里",
                    )
                ],
            },
        ),
    ]
