import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ledgers", "0001_initial"),
        ("orgs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("title", models.CharField(max_length=120, verbose_name="名称")),
                ("as_of", models.DateField(verbose_name="截止日")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "进行中"), ("handed_over", "已完成"), ("failed", "未成功")],
                        default="waiting",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("manifest", models.JSONField(blank=True, default=dict, verbose_name="运行清单")),
                ("hits", models.PositiveIntegerField(default=0, verbose_name="疑点数")),
                ("unknown", models.PositiveIntegerField(default=0, verbose_name="无法判断数")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="说明")),
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
                "verbose_name": "筛查运行",
                "verbose_name_plural": "筛查运行",
                "db_table": "screening_run",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["unit_path", "id"], name="screening_run_scope")],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("rule_id", models.CharField(max_length=30, verbose_name="规则")),
                ("rule_version", models.CharField(max_length=10, verbose_name="规则版本")),
                ("subject", models.CharField(max_length=30, verbose_name="数据表")),
                ("record_id", models.CharField(max_length=200, verbose_name="办件编号")),
                ("agency_id", models.CharField(blank=True, max_length=40, verbose_name="执法机关代码")),
                ("agency_name", models.CharField(blank=True, max_length=200, verbose_name="执法机关")),
                ("title", models.CharField(max_length=120, verbose_name="问题")),
                ("certainty", models.CharField(max_length=10, verbose_name="确定程度")),
                ("severity", models.CharField(max_length=10, verbose_name="严重程度")),
                ("wording", models.CharField(max_length=10, verbose_name="用语")),
                ("basis", models.TextField(verbose_name="依据")),
                ("law_version", models.CharField(max_length=200, verbose_name="法律版本")),
                ("step_on", models.DateField(null=True, verbose_name="行为日期")),
                ("explanation", models.TextField(verbose_name="算法")),
                ("evidence", models.JSONField(default=list, verbose_name="取值")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待核实"),
                            ("explained", "单位已说明"),
                            ("admitted", "单位已认可"),
                            ("dismissed", "已排除"),
                            ("confirmed", "已确认"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("unit_explanation", models.TextField(blank=True, verbose_name="单位说明")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="处理理由")),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledgers.entry",
                        verbose_name="台账条目",
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
                (
                    "first_run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="screening.run",
                        verbose_name="首次发现",
                    ),
                ),
                (
                    "last_run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="screening.run",
                        verbose_name="最近发现",
                    ),
                ),
            ],
            options={
                "verbose_name": "疑点",
                "verbose_name_plural": "疑点",
                "db_table": "screening_finding",
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["unit_path", "id"], name="screening_finding_scope"),
                    models.Index(fields=["rule_id", "unit_path", "id"], name="screening_finding_rule"),
                    models.Index(fields=["subject", "record_id"], name="screening_finding_record"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("rule_id", "subject", "record_id"), name="screening_finding_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unit_path", models.CharField(max_length=40)),
                ("unit_name", models.CharField(max_length=200, verbose_name="单位")),
                ("unit_number", models.BigIntegerField(verbose_name="单位编号")),
                ("rule_id", models.CharField(max_length=30, verbose_name="规则")),
                ("title", models.CharField(max_length=120, verbose_name="名称")),
                ("hits", models.PositiveIntegerField(default=0, verbose_name="疑点")),
                ("unknown", models.PositiveIntegerField(default=0, verbose_name="无法判断")),
                ("missing", models.TextField(blank=True, verbose_name="缺少的栏目")),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tallies", to="screening.run"
                    ),
                ),
            ],
            options={
                "verbose_name": "筛查计数",
                "verbose_name_plural": "筛查计数",
                "db_table": "screening_tally",
                "ordering": ["rule_id", "unit_path"],
                "indexes": [models.Index(fields=["run", "unit_path"], name="screening_tally_scope")],
            },
        ),
    ]
