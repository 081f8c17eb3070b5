import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import fajian.portal.cards


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0003_hooks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("portal", "0001_complaints"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("number", models.PositiveIntegerField(verbose_name="编号")),
                ("name", models.CharField(max_length=100, verbose_name="联系点名称")),
                ("kind", models.CharField(choices=fajian.portal.cards.points, max_length=12, verbose_name="种类")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="地址")),
                ("liaison", models.CharField(max_length=50, verbose_name="联络员")),
                ("phone", models.CharField(blank=True, max_length=50, verbose_name="联系电话")),
                ("guided_by", models.CharField(blank=True, max_length=50, verbose_name="指导人")),
                ("link", models.CharField(editable=False, max_length=32, unique=True)),
                ("opened_on", models.DateField(verbose_name="设立日期")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                ("reason", models.TextField(blank=True, verbose_name="撤销理由")),
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
                "verbose_name": "基层联系点",
                "verbose_name_plural": "基层联系点",
                "db_table": "portal_contact_point",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["unit_path", "ended_on"], name="portal_point_scope")],
                "constraints": [
                    models.UniqueConstraint(fields=("number",), name="portal_point_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="portal_point_ended",
                        violation_error_message="撤销须写明理由",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Card",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("number", models.PositiveIntegerField(verbose_name="编号")),
                ("code_digest", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "filled",
                    models.CharField(
                        choices=[("self", "企业扫码填写"), ("point", "联系点填写"), ("paper", "纸质卡录入")],
                        max_length=6,
                        verbose_name="填写方式",
                    ),
                ),
                ("respondent_path", models.CharField(blank=True, editable=False, max_length=40)),
                (
                    "respondent_text",
                    models.CharField(blank=True, max_length=100, verbose_name="被监督执法单位（自填）"),
                ),
                ("data", models.JSONField(default=dict, verbose_name="卡上内容")),
                ("is_named", models.BooleanField(default=False, verbose_name="留了姓名或者企业")),
                ("filled_on", models.DateField(verbose_name="填写日期")),
                (
                    "complaint",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="card",
                        to="portal.complaint",
                        verbose_name="投诉举报",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="录入人",
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
                        verbose_name="被监督执法单位",
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
                    "point",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cards",
                        to="portal.contactpoint",
                        verbose_name="联系点",
                    ),
                ),
            ],
            options={
                "verbose_name": "监督卡",
                "verbose_name_plural": "监督卡",
                "db_table": "portal_card",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["unit_path", "filled_on"], name="portal_card_scope"),
                    models.Index(fields=["respondent_path", "filled_on"], name="portal_card_about"),
                ],
                "constraints": [models.UniqueConstraint(fields=("year", "number"), name="portal_card_number")],
            },
        ),
        migrations.CreateModel(
            name="PointRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("kind", models.CharField(choices=fajian.portal.cards.records, max_length=12, verbose_name="种类")),
                ("held_on", models.DateField(verbose_name="日期")),
                ("who", models.CharField(blank=True, max_length=200, verbose_name="参加人")),
                ("text", models.TextField(blank=True, verbose_name="内容")),
                ("is_outside", models.BooleanField(default=False, verbose_name="联系点填报")),
                ("code_digest", models.CharField(blank=True, editable=False, max_length=64)),
                ("respondent_path", models.CharField(blank=True, editable=False, max_length=40)),
                (
                    "complaint",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="point_record",
                        to="portal.complaint",
                        verbose_name="投诉举报",
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="portal.contactpoint",
                        verbose_name="联系点",
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
                "verbose_name": "联系点记录",
                "verbose_name_plural": "联系点记录",
                "db_table": "portal_point_record",
                "ordering": ["-held_on", "-id"],
                "indexes": [models.Index(fields=["unit_path", "held_on"], name="portal_record_scope")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("code_digest", ""), _negated=True),
                        fields=("code_digest",),
                        name="portal_record_code",
                    )
                ],
            },
        ),
    ]
