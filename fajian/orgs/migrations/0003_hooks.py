import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0002_unit_aliases"),
    ]

    operations = [
        migrations.CreateModel(
            name="Hook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("title", models.CharField(max_length=50, verbose_name="名称")),
                ("url", models.CharField(max_length=300, verbose_name="地址")),
                ("signing_key", models.CharField(editable=False, max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "使用中"), ("stopped", "已停用")],
                        default="active",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="停用理由")),
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
                "verbose_name": "外发地址",
                "verbose_name_plural": "外发地址",
                "db_table": "orgs_hook",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "stopped"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="orgs_hook_reason",
                        violation_error_message="停用外发地址须写明理由",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Dispatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.UUIDField(default=uuid.uuid4, unique=True, verbose_name="编号")),
                ("unit_path", models.CharField(max_length=40)),
                ("once", models.CharField(max_length=80, null=True, unique=True)),
                ("subject", models.CharField(max_length=100, verbose_name="事由")),
                ("body", models.TextField(verbose_name="内容")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "待发"), ("sent", "已送达"), ("failed", "未送达"), ("dropped", "不再发")],
                        default="waiting",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="次数")),
                ("code", models.PositiveSmallIntegerField(null=True, verbose_name="对方回答")),
                ("error", models.CharField(blank=True, max_length=200, verbose_name="未送达的原因")),
                ("asked_at", models.DateTimeField(auto_now_add=True, verbose_name="写入时间")),
                ("next_at", models.DateTimeField(null=True, verbose_name="下次发送")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="送达时间")),
                (
                    "to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="收件人",
                    ),
                ),
                (
                    "hook",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.hook",
                        verbose_name="外发地址",
                    ),
                ),
            ],
            options={
                "verbose_name": "外发记录",
                "verbose_name_plural": "外发记录",
                "db_table": "orgs_dispatch",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["state", "next_at"], name="orgs_dispatch_due")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("hook__isnull", True), ("to__isnull", False)),
                            models.Q(("hook__isnull", False), ("to__isnull", True)),
                            _connector="OR",
                        ),
                        name="orgs_dispatch_way",
                    )
                ],
            },
        ),
    ]
