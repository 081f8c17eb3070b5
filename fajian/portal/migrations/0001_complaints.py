import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import fajian.portal.words


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0004_pictures"),
        ("orgs", "0003_hooks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Complaint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("number", models.PositiveIntegerField(verbose_name="编号")),
                ("code_digest", models.CharField(blank=True, editable=False, max_length=64)),
                ("channel", models.CharField(choices=fajian.portal.words.channels, max_length=12, verbose_name="渠道")),
                ("outer_no", models.CharField(blank=True, max_length=60, verbose_name="来源编号")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("complaint", "投诉（我的权益受到影响）"),
                            ("report", "举报（发现执法问题）"),
                            ("opinion", "意见建议"),
                        ],
                        max_length=10,
                        verbose_name="类型",
                    ),
                ),
                ("topic", models.CharField(choices=fajian.portal.words.topics, max_length=12, verbose_name="问题类别")),
                ("respondent_path", models.CharField(blank=True, editable=False, max_length=40)),
                ("respondent_text", models.CharField(blank=True, max_length=100, verbose_name="被反映单位（自填）")),
                ("happened", models.CharField(blank=True, max_length=200, verbose_name="时间、地点")),
                ("text", models.TextField(verbose_name="反映内容")),
                ("is_named", models.BooleanField(default=False, verbose_name="实名")),
                ("held", models.BooleanField(default=False, verbose_name="待核")),
                ("received_on", models.DateField(verbose_name="收到日期")),
                ("accept_by", models.DateField(null=True, verbose_name="受理期限")),
                ("accepted_on", models.DateField(null=True, verbose_name="受理日期")),
                ("done_by", models.DateField(null=True, verbose_name="办结期限")),
                ("extended_days", models.PositiveSmallIntegerField(default=0, verbose_name="延长天数")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "待受理"),
                            ("assigned", "办理中"),
                            ("drafted", "答复待审核"),
                            ("answered", "已答复"),
                            ("closed", "已办结"),
                            ("refused", "不予受理"),
                            ("forwarded", "已转有权机关"),
                            ("joined", "已并办"),
                        ],
                        default="received",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("handler_path", models.CharField(blank=True, editable=False, max_length=40)),
                (
                    "ground",
                    models.CharField(
                        blank=True, choices=fajian.portal.words.grounds, max_length=12, verbose_name="不予受理的情形"
                    ),
                ),
                ("forwarded_to", models.CharField(blank=True, max_length=100, verbose_name="有权机关")),
                ("reason", models.TextField(blank=True, verbose_name="理由")),
                (
                    "finding",
                    models.CharField(
                        blank=True, choices=fajian.portal.words.findings, max_length=10, verbose_name="核查结论"
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="答复")),
                ("answered_on", models.DateField(null=True, verbose_name="答复日期")),
                (
                    "rating",
                    models.CharField(
                        blank=True,
                        choices=[("good", "满意"), ("fair", "基本满意"), ("bad", "不满意")],
                        max_length=6,
                        verbose_name="满意度",
                    ),
                ),
                ("reopened_on", models.DateField(null=True, verbose_name="重办日期")),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="审核人",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="拟稿人",
                    ),
                ),
                (
                    "handler",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="承办单位",
                    ),
                ),
                (
                    "joined_to",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joined",
                        to="portal.complaint",
                        verbose_name="并入",
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
                    "respondent",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="被反映单位",
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
                "verbose_name": "投诉举报",
                "verbose_name_plural": "投诉举报",
                "db_table": "portal_complaint",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["unit_path", "state"], name="portal_complaint_scope"),
                    models.Index(fields=["handler_path", "state"], name="portal_complaint_handler"),
                    models.Index(fields=["respondent_path", "topic", "received_on"], name="portal_complaint_about"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("year", "number"), name="portal_complaint_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("code_digest", ""), _negated=True),
                        fields=("code_digest",),
                        name="portal_complaint_code",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("outer_no", ""), _negated=True),
                        fields=("channel", "outer_no"),
                        name="portal_complaint_outer",
                        violation_error_message="这个渠道的这个来源编号已经登记过",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(models.Q(("ground", ""), _negated=True), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="portal_complaint_refused",
                        violation_error_message="不予受理须写明情形和理由",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ComplaintFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="portal.complaint",
                        verbose_name="投诉举报",
                    ),
                ),
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
            ],
            options={
                "verbose_name": "投诉举报附件",
                "verbose_name_plural": "投诉举报附件",
                "db_table": "portal_complaint_file",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="CustodianKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("public", models.TextField(verbose_name="公钥")),
                ("holder", models.CharField(max_length=100, verbose_name="保管人")),
                ("ended_on", models.DateField(null=True, verbose_name="停用日期")),
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
            ],
            options={
                "verbose_name": "保管人公钥",
                "verbose_name_plural": "保管人公钥",
                "db_table": "portal_custodian_key",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Identity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("sealed", models.TextField(editable=False, verbose_name="封存内容")),
                (
                    "complaint",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="identity",
                        to="portal.complaint",
                        verbose_name="投诉举报",
                    ),
                ),
                (
                    "key",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.custodiankey",
                        verbose_name="保管人公钥",
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
            ],
            options={
                "verbose_name": "封存的身份",
                "verbose_name_plural": "封存的身份",
                "db_table": "portal_identity",
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("outward", models.BooleanField(verbose_name="发给投诉举报人")),
                ("text", models.TextField(verbose_name="内容")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="portal.complaint",
                        verbose_name="投诉举报",
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
            ],
            options={
                "verbose_name": "往来",
                "verbose_name_plural": "往来",
                "db_table": "portal_message",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("reason", models.TextField(verbose_name="理由")),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "待批准"), ("allowed", "已批准"), ("refused", "未批准")],
                        default="asked",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "answered_by",
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
                    "identity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="openings",
                        to="portal.identity",
                        verbose_name="封存的身份",
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
            ],
            options={
                "verbose_name": "启封申请",
                "verbose_name_plural": "启封申请",
                "db_table": "portal_opening",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state", "asked"), ("answered_by__isnull", False), _connector="OR"),
                        name="portal_opening_answered",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("whose", models.CharField(max_length=64)),
                ("what", models.CharField(max_length=12)),
                ("hour", models.DateTimeField()),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "来访计数",
                "verbose_name_plural": "来访计数",
                "db_table": "portal_visit",
                "constraints": [models.UniqueConstraint(fields=("hour", "what", "whose"), name="portal_visit_once")],
            },
        ),
    ]
