import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import fajian.commitments.words


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0001_items"),
        ("orgs", "0003_hooks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("applicant", models.CharField(max_length=200, verbose_name="申请人")),
                ("is_person", models.BooleanField(default=False, verbose_name="自然人")),
                ("party", models.CharField(max_length=64, verbose_name="申请人代码")),
                ("received_on", models.DateField(verbose_name="收件日期")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "待选择"),
                            ("promising", "待签承诺书"),
                            ("proving", "待交证明"),
                            ("ready", "待决定"),
                            ("granted", "已准予"),
                            ("denied", "不予办理"),
                            ("quitting", "已退出承诺，待补证明"),
                            ("ended", "已终止办理"),
                            ("revoked", "决定已撤销"),
                            ("struck", "已作废"),
                        ],
                        default="received",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        blank=True,
                        choices=[("promise", "告知承诺"), ("proof", "提交证明")],
                        max_length=10,
                        verbose_name="办理方式",
                    ),
                ),
                ("choice_note", models.TextField(blank=True, verbose_name="选择记录")),
                (
                    "query_result",
                    models.CharField(
                        blank=True,
                        choices=[("clean", "没有不良记录"), ("bad", "有严重失信、黑名单或者虚假承诺记录")],
                        max_length=10,
                        verbose_name="信用查询结果",
                    ),
                ),
                ("queried_on", models.DateField(blank=True, null=True, verbose_name="信用查询日期")),
                ("queried_where", models.CharField(blank=True, max_length=200, verbose_name="信用查询渠道")),
                ("standing", models.JSONField(blank=True, default=list, verbose_name="适用对象核对")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="签署日期")),
                ("private_why", models.TextField(blank=True, verbose_name="不公开的理由")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="决定日期")),
                ("decision_no", models.CharField(blank=True, max_length=100, verbose_name="决定文号")),
                ("proof_due_on", models.DateField(blank=True, null=True, verbose_name="补交证明期限")),
                ("note", models.TextField(blank=True, verbose_name="说明")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="commitments.promiseitem",
                        verbose_name="事项",
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
                "verbose_name": "告知承诺办件",
                "verbose_name_plural": "告知承诺办件",
                "db_table": "commitments_application",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["unit_path", "state"], name="commitments_app_scope"),
                    models.Index(fields=["party"], name="commitments_app_party"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("received", "struck")),
                            models.Q(
                                models.Q(("choice", ""), _negated=True), models.Q(("choice_note", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="commitments_app_choice",
                        violation_error_message="须有申请人选择的记录",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "granted"), _negated=True),
                            ("decided_on__isnull", False),
                            _connector="OR",
                        ),
                        name="commitments_app_granted",
                        violation_error_message="准予须写明日期",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CreditEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("party", models.CharField(max_length=64, verbose_name="主体代码")),
                ("party_name", models.CharField(max_length=200, verbose_name="主体名称")),
                ("is_person", models.BooleanField(default=False, verbose_name="自然人")),
                (
                    "kind",
                    models.CharField(
                        choices=fajian.commitments.words.event_choices, max_length=16, verbose_name="事件种类"
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="发生或认定日期")),
                ("paper_no", models.CharField(blank=True, max_length=100, verbose_name="认定文书文号")),
                ("told", models.TextField(blank=True, verbose_name="事实")),
                ("source", models.CharField(blank=True, max_length=60, verbose_name="来源")),
                ("shown_until", models.DateField(blank=True, null=True, verbose_name="最长公示期")),
                (
                    "state",
                    models.CharField(
                        choices=[("recorded", "已记录"), ("repaired", "已修复"), ("revoked", "已更正撤销")],
                        default="recorded",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="修复或撤销日期")),
                ("note", models.TextField(blank=True, verbose_name="理由")),
                (
                    "push",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "未推送"),
                            ("pushed", "已推送"),
                            ("taken", "平台已接收"),
                            ("rejected", "平台退回"),
                        ],
                        max_length=10,
                        verbose_name="推送",
                    ),
                ),
                ("pushed_on", models.DateField(blank=True, null=True, verbose_name="推送日期")),
                ("push_told", models.CharField(blank=True, max_length=300, verbose_name="平台反馈")),
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
                "verbose_name": "信用事件",
                "verbose_name_plural": "信用事件",
                "db_table": "commitments_credit_event",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["party", "state"], name="commitments_credit_party"),
                    models.Index(fields=["unit_path", "state"], name="commitments_credit_scope"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True), models.Q(("state", "revoked"), _negated=True)
                        ),
                        fields=("source", "kind"),
                        name="commitments_credit_once",
                        violation_error_message="这件事已经记入信用",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CreditRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[("repair", "信用修复"), ("objection", "信用异议")], max_length=10, verbose_name="类别"
                    ),
                ),
                ("reason", models.TextField(verbose_name="申请理由和材料")),
                ("received_on", models.DateField(verbose_name="收到日期")),
                ("accept_by_on", models.DateField(blank=True, null=True, verbose_name="受理期限")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "待受理"),
                            ("accepted", "办理中"),
                            ("refused", "不予受理"),
                            ("upheld", "已同意"),
                            ("denied", "不同意"),
                        ],
                        default="received",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("accepted_on", models.DateField(blank=True, null=True, verbose_name="受理日期")),
                ("decide_by_on", models.DateField(blank=True, null=True, verbose_name="办结期限")),
                ("extended_on", models.DateField(blank=True, null=True, verbose_name="告知延长日期")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                ("note", models.TextField(blank=True, verbose_name="说明")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="决定人",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="commitments.creditevent",
                        verbose_name="信用事件",
                    ),
                ),
                (
                    "handled_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="承办人",
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
                "verbose_name": "信用修复和异议",
                "verbose_name_plural": "信用修复和异议",
                "db_table": "commitments_credit_request",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["unit_path", "state"], name="commitments_request_scope")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("received", "accepted"))),
                        fields=("event", "kind"),
                        name="commitments_request_one",
                        violation_error_message="这件信用事件的同类申请正在办理",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Verification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                (
                    "way",
                    models.CharField(choices=fajian.commitments.words.ways, max_length=10, verbose_name="核查方式"),
                ),
                ("standard", models.TextField(blank=True, verbose_name="核查标准")),
                (
                    "watched",
                    models.CharField(
                        blank=True, choices=fajian.commitments.words.watched, max_length=10, verbose_name="日常监管方式"
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="核查期限")),
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="期限依据")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待核查"),
                            ("watched", "免予核查，日常监管"),
                            ("true", "属实"),
                            ("false", "不实"),
                            ("dropped", "不再核查"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="核查日期")),
                ("facts", models.TextField(blank=True, verbose_name="核查情况")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verifications",
                        to="commitments.application",
                        verbose_name="办件",
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="核查人",
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
                "verbose_name": "核查任务",
                "verbose_name_plural": "核查任务",
                "db_table": "commitments_verification",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["unit_path", "state", "due_on"], name="commitments_check_scope")],
            },
        ),
        migrations.CreateModel(
            name="Disposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=fajian.commitments.words.disposal_choices, max_length=10, verbose_name="处置方式"
                    ),
                ),
                ("facts", models.TextField(verbose_name="事实和理由")),
                ("basis", models.TextField(verbose_name="依据")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="整改期限")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "待决定"),
                            ("decided", "已决定"),
                            ("returned", "已退回"),
                            ("done", "已办结"),
                            ("failed", "未改正"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="决定日期")),
                ("paper_no", models.CharField(blank=True, max_length=100, verbose_name="文书文号")),
                ("note", models.TextField(blank=True, verbose_name="说明")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="决定人",
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
                        verbose_name="提出人",
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
                    "verification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disposals",
                        to="commitments.verification",
                        verbose_name="核查任务",
                    ),
                ),
            ],
            options={
                "verbose_name": "承诺不实处置",
                "verbose_name_plural": "承诺不实处置",
                "db_table": "commitments_disposal",
                "ordering": ["id"],
            },
        ),
    ]
