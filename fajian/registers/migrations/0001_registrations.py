import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import fajian.registers.kinds


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0004_pictures"),
        ("orgs", "0003_hooks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Registration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("kind", models.CharField(choices=fajian.registers.kinds.choices, max_length=20, verbose_name="清单")),
                ("title", models.CharField(max_length=300, verbose_name="名称")),
                ("data", models.JSONField(blank=True, default=dict, verbose_name="专用栏目")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("kept", "在册"),
                            ("proposed", "待核定"),
                            ("settled", "已核定，待公布"),
                            ("published", "已公布"),
                            ("ended", "已出册"),
                            ("struck", "已作废"),
                        ],
                        default="kept",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("verdict", models.CharField(blank=True, max_length=12, verbose_name="清理意见")),
                ("reason", models.TextField(blank=True, verbose_name="理由")),
                ("superior", models.TextField(blank=True, verbose_name="对照的上位规定")),
                (
                    "agrees",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("same", "一致"),
                            ("differs", "不符"),
                            ("contrary", "相违背"),
                            ("none", "没有上位规定"),
                        ],
                        max_length=10,
                        verbose_name="对照结论",
                    ),
                ),
                ("settled_on", models.DateField(blank=True, null=True, verbose_name="核定日期")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="公布日期")),
                ("published_where", models.CharField(blank=True, max_length=300, verbose_name="公布载体")),
                ("filed_on", models.DateField(blank=True, null=True, verbose_name="备案日期")),
                ("filed_with", models.CharField(blank=True, max_length=300, verbose_name="备案机关和文号")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="落实日期")),
                ("note", models.TextField(blank=True, verbose_name="落实情况")),
                ("rests_on", models.JSONField(blank=True, default=dict, verbose_name="所依据的文本")),
                ("shaken", models.TextField(blank=True, verbose_name="依据变动")),
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
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="核定人",
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
                "verbose_name": "登记事项",
                "verbose_name_plural": "登记事项",
                "db_table": "registers_registration",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["kind", "unit_path", "state"], name="registers_reg_scope")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("proposed", "settled", "published", "ended")), _negated=True),
                            models.Q(models.Q(("verdict", ""), _negated=True), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="registers_reg_verdict",
                        violation_error_message="清理意见须写明理由",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            models.Q(("published_on__isnull", False), models.Q(("published_where", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="registers_reg_published",
                        violation_error_message="公布须写明日期和载体",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "struck"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="registers_reg_struck",
                        violation_error_message="作废须写明理由",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegistrationFile",
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
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="registers.registration",
                        verbose_name="登记事项",
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
                "verbose_name": "登记附件",
                "verbose_name_plural": "登记附件",
                "db_table": "registers_registration_file",
                "ordering": ["id"],
            },
        ),
    ]
