import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import fajian.inspections.models.visits
import fajian.inspections.words


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_keyed_pictures"),
        ("inspections", "0001_inspections"),
        ("orgs", "0003_hooks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("people", "0002_trainings"),
    ]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="edited_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="最后修改人",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="submitted_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="报批人",
            ),
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                (
                    "cause",
                    models.CharField(
                        choices=[("plan", "检查计划"), ("complaint", "投诉举报、转办交办"), ("urgent", "紧急情况")],
                        max_length=10,
                        verbose_name="检查缘由",
                    ),
                ),
                ("cause_note", models.CharField(blank=True, max_length=300, verbose_name="缘由说明")),
                ("items", models.JSONField(default=list, verbose_name="检查事项")),
                ("visit_on", models.DateField(verbose_name="入企日期")),
                ("together", models.JSONField(blank=True, default=list, verbose_name="联合检查单位")),
                ("away", models.BooleanField(default=False, verbose_name="跨区域检查")),
                ("assist_no", models.CharField(blank=True, max_length=100, verbose_name="异地协助函号")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "待批准"),
                            ("ready", "待派员"),
                            ("staffed", "待入企"),
                            ("on_site", "检查中"),
                            ("recorded", "待告知结果"),
                            ("told", "待公示"),
                            ("done", "已办结"),
                            ("struck", "已取消"),
                        ],
                        default="ready",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="理由")),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="批准时间")),
                ("approve_by_on", models.DateField(blank=True, null=True, verbose_name="补办批准期限")),
                ("number", models.CharField(blank=True, max_length=100, verbose_name="检查通知书文号")),
                (
                    "code",
                    models.CharField(
                        default=fajian.inspections.models.visits.token, editable=False, max_length=32, unique=True
                    ),
                ),
                (
                    "pin",
                    models.CharField(
                        default=fajian.inspections.models.visits.pin,
                        editable=False,
                        max_length=6,
                        verbose_name="检查码",
                    ),
                ),
                ("shown_at", models.DateTimeField(blank=True, null=True, verbose_name="亮证时间")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=fajian.inspections.words.result_choices,
                        max_length=2,
                        verbose_name="检查结果",
                    ),
                ),
                ("facts", models.TextField(blank=True, verbose_name="检查情况")),
                (
                    "follow_up",
                    models.CharField(
                        blank=True, choices=fajian.inspections.words.follow_choices, max_length=10, verbose_name="处理"
                    ),
                ),
                ("order_by_on", models.DateField(blank=True, null=True, verbose_name="改正期限")),
                (
                    "ack",
                    models.CharField(
                        blank=True,
                        choices=[("signed", "已签字确认"), ("refused", "拒绝签字"), ("absent", "没有人员在场")],
                        max_length=8,
                        verbose_name="企业确认",
                    ),
                ),
                ("ack_post", models.CharField(blank=True, max_length=60, verbose_name="在场人员职务")),
                ("ack_note", models.CharField(blank=True, max_length=300, verbose_name="企业意见或者拒签情况")),
                ("finished_on", models.DateField(blank=True, null=True, verbose_name="检查结束日期")),
                ("tell_by_on", models.DateField(blank=True, null=True, verbose_name="告知期限")),
                ("told_on", models.DateField(blank=True, null=True, verbose_name="告知日期")),
                ("told_how", models.CharField(blank=True, max_length=100, verbose_name="告知方式")),
                ("publish_by_on", models.DateField(blank=True, null=True, verbose_name="公示期限")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="公示日期")),
                (
                    "righted",
                    models.CharField(
                        blank=True,
                        choices=[("righted", "已改正"), ("not", "没有改正")],
                        max_length=8,
                        verbose_name="复查结果",
                    ),
                ),
                ("righted_on", models.DateField(blank=True, null=True, verbose_name="复查日期")),
                ("righted_note", models.CharField(blank=True, max_length=300, verbose_name="复查情况")),
                ("file_by_on", models.DateField(blank=True, null=True, verbose_name="异地备案期限")),
                ("filed_on", models.DateField(blank=True, null=True, verbose_name="异地备案日期")),
                ("filed_with", models.CharField(blank=True, max_length=300, verbose_name="备案机关和文号")),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="批准人",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="inspections.plan",
                        verbose_name="检查计划",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="公示审核人",
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
                    "shown_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="亮证登记人",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="inspections.target",
                        verbose_name="检查对象",
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
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="记录人",
                    ),
                ),
            ],
            options={
                "verbose_name": "入企检查",
                "verbose_name_plural": "入企检查",
                "db_table": "inspections_visit",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["unit_path", "state", "id"], name="inspections_visit_scope"),
                    models.Index(fields=["state", "published_on", "id"], name="inspections_visit_public"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("plan__isnull", False), models.Q(("state", "struck"), _negated=True)),
                        fields=("plan", "target"),
                        name="inspections_visit_once",
                        violation_error_message="这份计划对这家企业已经安排过入企",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cause", "plan"), ("plan__isnull", False)),
                            models.Q(
                                models.Q(("cause", "plan"), _negated=True), models.Q(("cause_note", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="inspections_visit_cause",
                        violation_error_message="须有检查计划，或者写明缘由",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("asked", "ready", "staffed", "struck")),
                            ("shown_at__isnull", False),
                            _connector="OR",
                        ),
                        name="inspections_visit_shown",
                        violation_error_message="没有亮证，不能检查",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("recorded", "told", "done")), _negated=True),
                            models.Q(
                                models.Q(("result", ""), _negated=True),
                                models.Q(("ack", ""), _negated=True),
                                models.Q(("facts", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="inspections_visit_recorded",
                        violation_error_message="检查须记录结果、情况和企业确认",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
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
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="inspections.visit",
                        verbose_name="入企检查",
                    ),
                ),
            ],
            options={
                "verbose_name": "检查材料",
                "verbose_name_plural": "检查材料",
                "db_table": "inspections_visit_file",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="VisitOfficer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("drawn", models.BooleanField(default=False, verbose_name="随机抽取")),
                ("off", models.BooleanField(default=False, verbose_name="已回避")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="回避理由")),
                (
                    "card",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.certificate",
                        verbose_name="执法证件",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.officer",
                        verbose_name="检查人员",
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
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="officers",
                        to="inspections.visit",
                        verbose_name="入企检查",
                    ),
                ),
            ],
            options={
                "verbose_name": "检查人员",
                "verbose_name_plural": "检查人员",
                "db_table": "inspections_visit_officer",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("visit", "officer"),
                        name="inspections_visit_officer_once",
                        violation_error_message="这名人员已经在这次检查里",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("off", False), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="inspections_visit_officer_off",
                        violation_error_message="回避须写明理由",
                    ),
                ],
            },
        ),
    ]
