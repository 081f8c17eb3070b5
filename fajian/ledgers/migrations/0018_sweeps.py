import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledgers", "0017_moved"),
        ("orgs", "0003_hooks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Sweep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("title", models.CharField(max_length=120, verbose_name="名称")),
                ("from_on", models.DateField(verbose_name="起")),
                ("to_on", models.DateField(verbose_name="止")),
                ("enterprises", models.BooleanField(default=True, verbose_name="只查涉企案件")),
                (
                    "ledger",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sweeps",
                        to="ledgers.ledger",
                        verbose_name="台账",
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
                "verbose_name": "排查",
                "verbose_name_plural": "排查",
                "db_table": "ledgers_sweep",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["unit_path", "id"], name="ledgers_sweep_scope")],
            },
        ),
        migrations.CreateModel(
            name="SweptCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("number", models.PositiveIntegerField(verbose_name="序号")),
                ("record_id", models.CharField(max_length=200, verbose_name="案件编号")),
                ("decision_no", models.CharField(blank=True, max_length=200, verbose_name="决定书文号")),
                ("party", models.CharField(blank=True, max_length=200, verbose_name="当事人")),
                ("matter", models.CharField(blank=True, max_length=300, verbose_name="违法行为")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="决定日期")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "待查"), ("clean", "未发现问题"), ("problem", "发现问题")],
                        default="waiting",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("told", models.BooleanField(default=False, verbose_name="以前反馈过")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                ("looked_at", models.DateTimeField(blank=True, null=True, verbose_name="排查时间")),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledgers.entry",
                        verbose_name="台账条目",
                    ),
                ),
                (
                    "looked_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="排查人",
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
                    "sweep",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="ledgers.sweep",
                        verbose_name="排查",
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
                "verbose_name": "排查的案件",
                "verbose_name_plural": "排查的案件",
                "db_table": "ledgers_swept_case",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("sweep", "number"), name="ledgers_swept_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "problem"), _negated=True), ("entry__isnull", False), _connector="OR"
                        ),
                        name="ledgers_swept_problem",
                        violation_error_message="发现问题的案件须有台账条目",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "clean"), _negated=True),
                            models.Q(("looked_at__isnull", False), ("looked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="ledgers_swept_looked",
                        violation_error_message="未发现问题须写明是谁查的",
                    ),
                ],
            },
        ),
    ]
