import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import fajian.publicity.kinds


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0004_pictures"),
        ("orgs", "0003_hooks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("kind", models.CharField(choices=fajian.publicity.kinds.choices, max_length=20, verbose_name="种类")),
                ("title", models.CharField(max_length=200, verbose_name="标题")),
                ("source", models.CharField(blank=True, max_length=120, verbose_name="来源")),
                ("number", models.CharField(blank=True, max_length=100, verbose_name="文号")),
                ("region", models.CharField(blank=True, max_length=6, verbose_name="行政区划")),
                ("party_kind", models.CharField(blank=True, max_length=12, verbose_name="相对人类别")),
                ("data", models.JSONField(blank=True, default=dict, verbose_name="内容")),
                ("names", models.TextField(blank=True, verbose_name="须隐去的姓名")),
                ("barred", models.CharField(blank=True, max_length=20, verbose_name="不能公开的原因")),
                ("credit", models.CharField(blank=True, max_length=10, verbose_name="失信等级")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="起算日期")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="公示期限")),
                ("expires_on", models.DateField(blank=True, null=True, verbose_name="公示截止")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "待送审"),
                            ("submitted", "待审核"),
                            ("published", "已公开"),
                            ("correcting", "已公开，更正待审"),
                            ("withdrawn", "已撤回"),
                            ("expired", "已到期撤下"),
                            ("withheld", "不予公开"),
                            ("struck", "已作废"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("secrecy", models.TextField(blank=True, verbose_name="保密和隐私审查")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="公开日期")),
                ("shown_text", models.TextField(blank=True, verbose_name="公开全文")),
                ("ground", models.CharField(blank=True, max_length=20, verbose_name="情形")),
                ("reason", models.TextField(blank=True, verbose_name="理由")),
                ("changed_on", models.DateField(blank=True, null=True, verbose_name="变更日期")),
                ("take_down_by", models.DateField(blank=True, null=True, verbose_name="撤回期限")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="撤下日期")),
                ("returned", models.TextField(blank=True, verbose_name="报送退回的差错")),
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
                        verbose_name="送审人",
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
                "verbose_name": "公示",
                "verbose_name_plural": "公示",
                "db_table": "publicity_publication",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["state", "unit_path", "due_on"], name="publicity_pub_scope"),
                    models.Index(fields=["number"], name="publicity_pub_number"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True), models.Q(("state", "struck"), _negated=True)
                        ),
                        fields=("unit", "source"),
                        name="publicity_pub_once",
                        violation_error_message="这件已经有公示",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("published", "correcting")), _negated=True),
                            models.Q(
                                ("approved_by__isnull", False),
                                ("published_on__isnull", False),
                                models.Q(("approved_by", models.F("submitted_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="publicity_pub_two",
                        violation_error_message="公开须由送审人以外的另一人批准",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("withheld", "withdrawn")), _negated=True),
                            models.Q(models.Q(("ground", ""), _negated=True), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="publicity_pub_reason",
                        violation_error_message="不公开、撤回须写明情形和理由",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("number", models.PositiveSmallIntegerField(verbose_name="第几版")),
                ("lines", models.JSONField(verbose_name="公示内容")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                ("shown_on", models.DateField(verbose_name="公开日期")),
                ("note", models.TextField(blank=True, verbose_name="更正理由")),
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
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="publicity.publication",
                        verbose_name="公示",
                    ),
                ),
            ],
            options={
                "verbose_name": "公示内容",
                "verbose_name_plural": "公示内容",
                "db_table": "publicity_edition",
                "ordering": ["publication", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("publication", "number"), name="publicity_edition_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Copy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("channel", models.CharField(max_length=100, verbose_name="渠道")),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="地址")),
                ("placed_on", models.DateField(verbose_name="公开日期")),
                ("removed_on", models.DateField(blank=True, null=True, verbose_name="撤下日期")),
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
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="publicity.publication",
                        verbose_name="公示",
                    ),
                ),
            ],
            options={
                "verbose_name": "公示渠道",
                "verbose_name_plural": "公示渠道",
                "db_table": "publicity_copy",
                "ordering": ["id"],
                "indexes": [models.Index(fields=["removed_on", "publication"], name="publicity_copy_standing")],
            },
        ),
        migrations.CreateModel(
            name="PublicationFile",
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
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="publicity.publication",
                        verbose_name="公示",
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
                "verbose_name": "公示附件",
                "verbose_name_plural": "公示附件",
                "db_table": "publicity_publication_file",
                "ordering": ["id"],
            },
        ),
    ]
