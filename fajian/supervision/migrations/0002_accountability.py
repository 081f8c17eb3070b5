import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import fajian.supervision.blame


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0003_hooks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("supervision", "0001_supervision"),
    ]

    operations = [
        migrations.CreateModel(
            name="Accountability",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("office_path", models.CharField(editable=False, max_length=40)),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("number", models.PositiveIntegerField(verbose_name="编号")),
                ("title", models.CharField(max_length=200, verbose_name="案件（事件）名称")),
                (
                    "origin",
                    models.CharField(choices=fajian.supervision.blame.origins, max_length=20, verbose_name="来源"),
                ),
                ("source", models.CharField(blank=True, max_length=60, verbose_name="来源编号")),
                ("source_label", models.CharField(blank=True, max_length=200, verbose_name="来源说明")),
                ("happened_on", models.DateField(blank=True, null=True, verbose_name="发生日期")),
                ("found_on", models.DateField(verbose_name="发现日期")),
                ("facts", models.TextField(blank=True, verbose_name="过错情形")),
                ("analysis", models.TextField(blank=True, verbose_name="原因分析")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "调查认定中"),
                            ("proposed", "待决定"),
                            ("decided", "待执行"),
                            ("spared", "不予追究，待核查"),
                            ("carried_out", "已执行，待核查"),
                            ("closed", "已办结"),
                            ("dropped", "已撤销"),
                        ],
                        default="open",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "conclusion",
                    models.CharField(
                        blank=True,
                        choices=[("pursue", "追究"), ("spare", "不予追究")],
                        max_length=10,
                        verbose_name="结论",
                    ),
                ),
                ("grounds", models.JSONField(blank=True, default=list, verbose_name="不予追究的情形")),
                ("reason", models.TextField(blank=True, verbose_name="不予追究的理由")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="决定日期")),
                ("document", models.CharField(blank=True, max_length=100, verbose_name="决定文号")),
                ("carried_out_on", models.DateField(blank=True, null=True, verbose_name="执行日期")),
                ("outcome", models.TextField(blank=True, verbose_name="执行情况")),
                ("note", models.TextField(blank=True, verbose_name="意见")),
                ("told_on", models.DateField(blank=True, null=True, verbose_name="告知单位日期")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记决定的人",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="监督机关",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提请人",
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
                "verbose_name": "责任追究",
                "verbose_name_plural": "责任追究",
                "db_table": "supervision_accountability",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["unit_path", "state"], name="supervision_account_scope"),
                    models.Index(fields=["office_path", "state"], name="supervision_account_office"),
                    models.Index(fields=["source"], name="supervision_account_source"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "year", "number"), name="supervision_account_number"),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True), models.Q(("state", "dropped"), _negated=True)
                        ),
                        fields=("source", "unit"),
                        name="supervision_account_once",
                        violation_error_message="这一来源已经立过责任追究",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("conclusion__in", ("", "pursue")), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="supervision_account_reason",
                        violation_error_message="不予追究须逐案写明情形和理由",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("decided", "spared", "carried_out", "closed")), _negated=True),
                            models.Q(
                                ("decided_on__isnull", False),
                                models.Q(("conclusion", ""), _negated=True),
                                models.Q(("proposed_by", models.F("decided_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="supervision_account_decided",
                        violation_error_message="追究须有决定日期和结论，提请人不能自己决定",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Responsible",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                (
                    "role",
                    models.CharField(choices=fajian.supervision.blame.roles, max_length=12, verbose_name="责任环节"),
                ),
                (
                    "share",
                    models.CharField(
                        choices=fajian.supervision.blame.shares, default="full", max_length=12, verbose_name="责任大小"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=50, verbose_name="姓名")),
                ("post", models.CharField(blank=True, max_length=50, verbose_name="职务")),
                ("certificate_no", models.CharField(blank=True, max_length=50, verbose_name="执法证号")),
                (
                    "measure",
                    models.CharField(
                        blank=True, choices=fajian.supervision.blame.measures, max_length=20, verbose_name="追究方式"
                    ),
                ),
                (
                    "decider",
                    models.CharField(
                        blank=True, choices=fajian.supervision.blame.deciders, max_length=12, verbose_name="决定机关"
                    ),
                ),
                ("grounds", models.JSONField(blank=True, default=list, verbose_name="情节")),
                ("remark", models.TextField(blank=True, verbose_name="说明")),
                ("struck_out", models.BooleanField(default=False, verbose_name="已作废")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="作废理由")),
                (
                    "accountability",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responsible",
                        to="supervision.accountability",
                        verbose_name="责任追究",
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
                "verbose_name": "责任人",
                "verbose_name_plural": "责任人",
                "db_table": "supervision_responsible",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck_out", False), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="supervision_responsible_struck",
                        violation_error_message="作废须写明理由",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("measure", ""),
                            models.Q(
                                models.Q(("decider", ""), _negated=True), models.Q(("share", "none"), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="supervision_responsible_decider",
                        violation_error_message="追究须写明决定机关；不负责任的不能追究",
                    ),
                ],
            },
        ),
    ]
