import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import fajian.portal.tallies


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0003_hooks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("portal", "0002_points"),
    ]

    operations = [
        migrations.CreateModel(
            name="Survey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("title", models.CharField(max_length=100, verbose_name="名称")),
                (
                    "questionnaire",
                    models.CharField(choices=fajian.portal.tallies.questionnaires, max_length=20, verbose_name="问卷"),
                ),
                ("opens_on", models.DateField(verbose_name="开始日期")),
                ("closes_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                ("weights", models.JSONField(default=dict, verbose_name="组权重")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "进行中"), ("frozen", "已封存")],
                        default="open",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("frozen_on", models.DateField(blank=True, null=True, verbose_name="封存日期")),
                ("digest", models.CharField(blank=True, max_length=64, verbose_name="结果摘要")),
                (
                    "frozen_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="封存人",
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
                "verbose_name": "测评",
                "verbose_name_plural": "测评",
                "db_table": "portal_survey",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["unit_path", "state"], name="portal_survey_scope")],
            },
        ),
        migrations.CreateModel(
            name="Ballot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("group", models.CharField(max_length=12)),
                ("reference", models.CharField(blank=True, max_length=64)),
                ("until", models.DateField(null=True)),
                ("done", models.JSONField(default=list)),
                ("is_used", models.BooleanField(default=False)),
                ("is_void", models.BooleanField(default=False)),
                (
                    "target",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ballots", to="portal.survey"
                    ),
                ),
            ],
            options={
                "verbose_name": "一次性评价码",
                "verbose_name_plural": "一次性评价码",
                "db_table": "portal_ballot",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("reference", ""), _negated=True),
                        fields=("survey", "target", "reference"),
                        name="portal_ballot_visit",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("group", models.CharField(max_length=12)),
                ("month", models.DateField()),
                ("choices", models.JSONField()),
                (
                    "target",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orgs.unit"
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="portal.survey"
                    ),
                ),
            ],
            options={
                "verbose_name": "问卷",
                "verbose_name_plural": "问卷",
                "db_table": "portal_answer",
                "indexes": [models.Index(fields=["survey", "target", "month"], name="portal_answer_of")],
            },
        ),
        migrations.CreateModel(
            name="SurveyResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("count", models.PositiveIntegerField(null=True, verbose_name="有效份数")),
                ("score", models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name="得分")),
                ("satisfied", models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name="满意率")),
                ("detail", models.JSONField(default=dict, verbose_name="明细")),
                ("frozen_on", models.DateField(verbose_name="封存日期")),
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
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="portal.survey",
                        verbose_name="测评",
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
                "verbose_name": "测评结果",
                "verbose_name_plural": "测评结果",
                "db_table": "portal_survey_result",
                "ordering": ["-score", "unit_path"],
                "indexes": [models.Index(fields=["unit_path", "frozen_on"], name="portal_result_scope")],
                "constraints": [models.UniqueConstraint(fields=("survey", "unit"), name="portal_result_once")],
            },
        ),
        migrations.CreateModel(
            name="SurveyTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
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
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="portal.survey",
                        verbose_name="测评",
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
                "verbose_name": "被测评单位",
                "verbose_name_plural": "被测评单位",
                "db_table": "portal_survey_target",
                "ordering": ["unit_path"],
                "constraints": [models.UniqueConstraint(fields=("survey", "unit"), name="portal_survey_target_once")],
            },
        ),
        migrations.CreateModel(
            name="Panelist",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("name", models.CharField(max_length=50, verbose_name="姓名")),
                ("group", models.CharField(choices=fajian.portal.tallies.groups, max_length=12, verbose_name="组别")),
                ("organisation", models.CharField(blank=True, max_length=100, verbose_name="所在单位")),
                ("since", models.DateField(verbose_name="聘任日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="聘期至")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="解聘日期")),
                ("reason", models.TextField(blank=True, verbose_name="解聘理由")),
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
                "verbose_name": "监督员",
                "verbose_name_plural": "监督员",
                "db_table": "portal_panelist",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["unit_path", "ended_on"], name="portal_panelist_scope")],
            },
        ),
    ]
