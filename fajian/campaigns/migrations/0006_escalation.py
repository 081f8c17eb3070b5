import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0005_returns"),
        ("ledgers", "0001_initial"),
        ("orgs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[("letter", "督办函"), ("talk", "约谈"), ("circular", "通报")],
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                ("proposed_on", models.DateField(verbose_name="提出日期")),
                ("things", models.PositiveSmallIntegerField(verbose_name="事项数")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待决定"),
                            ("postponed", "已暂缓"),
                            ("accepted", "已采纳"),
                            ("declined", "不采纳"),
                            ("lapsed", "已失效"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("until", models.DateField(blank=True, null=True, verbose_name="暂缓至")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="意见")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="办理时间")),
                (
                    "about",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="对象",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="campaigns.campaign",
                        verbose_name="行动",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办理人",
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
                "verbose_name": "督办建议",
                "verbose_name_plural": "督办建议",
                "db_table": "campaigns_proposal",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["unit_path", "state", "until"], name="campaigns_proposal_scope")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("open", "postponed"))),
                        fields=("campaign", "about", "kind"),
                        name="campaigns_proposal_once",
                        violation_error_message="同一单位已有一件同样的督办建议没有办理",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declined"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="campaigns_proposal_reason",
                        violation_error_message="不采纳须写明理由",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Nudge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("round", models.PositiveSmallIntegerField(verbose_name="第几轮")),
                ("rung", models.CharField(max_length=40, verbose_name="阶梯")),
                ("title", models.CharField(max_length=30, verbose_name="名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("remind", "提醒"),
                            ("urge", "催办"),
                            ("letter", "督办函"),
                            ("talk", "约谈"),
                            ("circular", "通报"),
                        ],
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                ("on", models.DateField(verbose_name="日期")),
                ("due_on", models.DateField(verbose_name="期限")),
                ("late_days", models.SmallIntegerField(verbose_name="逾期工作日")),
                ("by_hand", models.BooleanField(default=False, verbose_name="人工")),
                ("skipped", models.BooleanField(default=False, verbose_name="略过")),
                ("to", models.JSONField(default=list, verbose_name="发给")),
                ("told", models.CharField(blank=True, max_length=100, verbose_name="送达")),
                ("channels", models.CharField(blank=True, max_length=100, verbose_name="途径")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nudges",
                        to="campaigns.campaign",
                        verbose_name="行动",
                    ),
                ),
                (
                    "duty",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nudges",
                        to="campaigns.duty",
                        verbose_name="报送义务",
                    ),
                ),
                (
                    "problem",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledgers.rectification",
                        verbose_name="问题整改",
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
                    "proposal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nudges",
                        to="campaigns.proposal",
                        verbose_name="督办建议",
                    ),
                ),
            ],
            options={
                "verbose_name": "催报记录",
                "verbose_name_plural": "催报记录",
                "db_table": "campaigns_nudge",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["unit_path", "on", "id"], name="campaigns_nudge_scope"),
                    models.Index(fields=["campaign", "on", "id"], name="campaigns_nudge_day"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("duty", "round", "rung"), name="campaigns_nudge_duty_once"),
                    models.UniqueConstraint(fields=("problem", "round", "rung"), name="campaigns_nudge_problem_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("duty__isnull", False), ("problem__isnull", True)),
                            models.Q(("duty__isnull", True), ("problem__isnull", False)),
                            _connector="OR",
                        ),
                        name="campaigns_nudge_thing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ladder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("number", models.PositiveSmallIntegerField(verbose_name="第几版")),
                ("data", models.JSONField(verbose_name="内容")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ladders",
                        to="campaigns.campaign",
                        verbose_name="行动",
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
                "verbose_name": "催报阶梯",
                "verbose_name_plural": "催报阶梯",
                "db_table": "campaigns_ladder",
                "ordering": ["-number"],
                "constraints": [models.UniqueConstraint(fields=("campaign", "number"), name="campaigns_ladder_once")],
            },
        ),
    ]
