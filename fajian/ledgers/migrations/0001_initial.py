import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import fajian.ledgers.models.entries


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0003_guards"),
        ("orgs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Ledger",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("spec_code", models.CharField(max_length=40, verbose_name="样式")),
                ("spec_version", models.PositiveIntegerField(verbose_name="样式版本")),
                ("title", models.CharField(max_length=120, verbose_name="名称")),
                ("annex", models.CharField(blank=True, max_length=20, verbose_name="附件")),
                ("source", models.CharField(blank=True, max_length=60, verbose_name="来源")),
                ("opened_on", models.DateField(verbose_name="建账日期")),
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
                "verbose_name": "台账",
                "verbose_name_plural": "台账",
                "db_table": "ledgers_ledger",
                "ordering": ["unit_path", "id"],
                "indexes": [models.Index(fields=["unit_path", "id"], name="ledgers_ledger_scope")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "spec_code", "source"),
                        name="ledgers_ledger_once",
                        violation_error_message="该单位已有这本台账",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("number", models.PositiveIntegerField(verbose_name="序号")),
                ("title", models.TextField(verbose_name="问题描述")),
                ("happened_on", models.DateField(blank=True, null=True, verbose_name="发生日期")),
                ("source", models.CharField(blank=True, max_length=60, verbose_name="来源")),
                ("source_label", models.CharField(blank=True, max_length=200, verbose_name="来源说明")),
                (
                    "data",
                    models.JSONField(
                        blank=True, default=dict, encoder=fajian.ledgers.models.entries.Readable, verbose_name="栏目"
                    ),
                ),
                ("struck_out", models.BooleanField(default=False, verbose_name="已作废")),
                ("struck_reason", models.TextField(blank=True, verbose_name="作废理由")),
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
                    "ledger",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="ledgers.ledger",
                        verbose_name="台账",
                    ),
                ),
            ],
            options={
                "verbose_name": "台账条目",
                "verbose_name_plural": "台账条目",
                "db_table": "ledgers_entry",
                "ordering": ["id"],
                "indexes": [models.Index(fields=["unit_path", "id"], name="ledgers_entry_scope")],
                "constraints": [
                    models.UniqueConstraint(fields=("ledger", "number"), name="ledgers_entry_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        fields=("ledger", "source"),
                        name="ledgers_entry_source",
                        violation_error_message="这个来源的问题已经在台账里",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck_out", False), models.Q(("struck_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="ledgers_entry_reason",
                        violation_error_message="作废须写明理由",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rectification",
            fields=[
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="rectification",
                        serialize=False,
                        to="ledgers.entry",
                        verbose_name="条目",
                    ),
                ),
                ("struck_out", models.BooleanField(default=False, verbose_name="已作废")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("found", "待整改"),
                            ("rectifying", "整改中"),
                            ("submitted", "待销号审核"),
                            ("closed", "已销号"),
                            ("relapsed", "反弹"),
                        ],
                        default="found",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("cause", models.TextField(blank=True, verbose_name="原因分析")),
                ("measure", models.TextField(blank=True, verbose_name="整改措施")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("at_once", "立行立改"),
                            ("by_day", "限期整改"),
                            ("staged", "分阶段整改"),
                            ("lasting", "持续整改"),
                        ],
                        default="by_day",
                        max_length=10,
                        verbose_name="整改方式",
                    ),
                ),
                ("person", models.CharField(blank=True, max_length=50, verbose_name="责任人")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="整改时限")),
                ("result", models.TextField(blank=True, verbose_name="整改情况")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="申请销号时间")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="销号时间")),
                ("edited_at", models.DateTimeField(verbose_name="内容最近变动时间")),
                ("returned", models.PositiveSmallIntegerField(default=0, verbose_name="退回次数")),
                ("remark", models.TextField(blank=True, verbose_name="最近一次意见")),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="认领人",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="核准人",
                    ),
                ),
                (
                    "ledger",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="申请人",
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
                "verbose_name": "问题整改",
                "verbose_name_plural": "问题整改",
                "db_table": "ledgers_rectification",
                "ordering": ["entry_id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("struck_out", False)),
                        fields=["unit_path", "state", "due_on", "entry"],
                        name="ledgers_rect_scope",
                    ),
                    models.Index(
                        condition=models.Q(("struck_out", False)),
                        fields=["state", "due_on", "entry"],
                        name="ledgers_rect_due",
                    ),
                    models.Index(
                        condition=models.Q(("struck_out", False)), fields=["state", "entry"], name="ledgers_rect_state"
                    ),
                    models.Index(
                        condition=models.Q(("struck_out", False)),
                        fields=["ledger", "state", "due_on", "entry"],
                        name="ledgers_rect_ledger",
                    ),
                    models.Index(
                        condition=models.Q(("struck_out", True)),
                        fields=["unit_path", "ledger", "entry"],
                        name="ledgers_rect_struck",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            models.Q(
                                ("closed_at__gte", models.F("edited_at")),
                                ("closed_by__isnull", False),
                                ("submitted_by__isnull", False),
                                models.Q(("closed_by", models.F("submitted_by")), _negated=True),
                                models.Q(("closed_by", models.F("accepted_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="ledgers_rect_closed",
                        violation_error_message="销号须在最后一次变动之后由另一人核准",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Proof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("note", models.TextField(blank=True, verbose_name="说明")),
                ("taken_back", models.BooleanField(default=False, verbose_name="已撤回")),
                ("taken_back_reason", models.TextField(blank=True, verbose_name="撤回理由")),
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
                    "rectification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proofs",
                        to="ledgers.rectification",
                        verbose_name="问题整改",
                    ),
                ),
            ],
            options={
                "verbose_name": "佐证材料",
                "verbose_name_plural": "佐证材料",
                "db_table": "ledgers_proof",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Hand",
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
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="人员",
                    ),
                ),
                (
                    "rectification",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hands",
                        to="ledgers.rectification",
                        verbose_name="问题整改",
                    ),
                ),
            ],
            options={
                "verbose_name": "经手人",
                "verbose_name_plural": "经手人",
                "db_table": "ledgers_hand",
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("rectification", "user"), name="ledgers_hand_once")],
            },
        ),
    ]
