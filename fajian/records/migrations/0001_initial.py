import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0003_guards"),
        ("orgs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="批次号")),
                ("title", models.CharField(max_length=200, verbose_name="文件名")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "待导入"),
                            ("imported", "已导入"),
                            ("refused", "未能导入"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="received",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("counts", models.JSONField(blank=True, default=dict, verbose_name="条数")),
                ("said", models.JSONField(blank=True, default=dict, verbose_name="差错和提示")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                        verbose_name="文件",
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
                "verbose_name": "导入批次",
                "verbose_name_plural": "导入批次",
                "db_table": "records_batch",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["unit_path", "id"], name="records_batch_scope")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("received", "imported"))),
                        fields=("unit", "digest"),
                        name="records_batch_file",
                        violation_error_message="这个文件已经上报过",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BatchFault",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unit_path", models.CharField(max_length=40)),
                ("file", models.CharField(max_length=200, verbose_name="文件")),
                ("sheet", models.CharField(blank=True, max_length=200, verbose_name="工作表")),
                ("row", models.PositiveIntegerField(verbose_name="行")),
                ("column", models.CharField(blank=True, max_length=200, verbose_name="栏目")),
                ("value", models.TextField(blank=True, verbose_name="原值")),
                ("kind", models.CharField(max_length=30, verbose_name="类别")),
                ("level", models.CharField(max_length=10, verbose_name="处理")),
                ("message", models.TextField(verbose_name="说明")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="faults", to="records.importbatch"
                    ),
                ),
            ],
            options={
                "verbose_name": "导入差错",
                "verbose_name_plural": "导入差错",
                "db_table": "records_fault",
                "ordering": ["id"],
                "indexes": [models.Index(fields=["batch", "level", "id"], name="records_fault_list")],
            },
        ),
    ]
