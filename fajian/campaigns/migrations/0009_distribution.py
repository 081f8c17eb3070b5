import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0008_progress"),
        ("core", "0003_guards"),
        ("orgs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Group",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[("leading", "领导小组"), ("office", "办公室"), ("working", "工作组（专班）")],
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                ("title", models.CharField(max_length=100, verbose_name="名称")),
                ("task", models.TextField(blank=True, verbose_name="职责")),
                ("ended_on", models.DateField(null=True, verbose_name="撤销日期")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="撤销理由")),
                (
                    "above",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="below",
                        to="campaigns.group",
                        verbose_name="上级组",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="groups",
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
                "verbose_name": "工作组",
                "verbose_name_plural": "工作组",
                "db_table": "campaigns_group",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None)),
                        fields=("campaign", "title"),
                        name="campaigns_group_once",
                        violation_error_message="本行动已有同名的工作组",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("role", models.CharField(max_length=30, verbose_name="组内职务")),
                ("who", models.CharField(max_length=200, verbose_name="单位或姓名职务")),
                ("from_on", models.DateField(verbose_name="起任日期")),
                ("to_on", models.DateField(null=True, verbose_name="离任日期")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="更换理由")),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="campaigns.member",
                        verbose_name="接替",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="campaigns.group",
                        verbose_name="工作组",
                    ),
                ),
                (
                    "member_unit",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="所在单位",
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
                "verbose_name": "组成人员",
                "verbose_name_plural": "组成人员",
                "db_table": "campaigns_member",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to_on", None), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="campaigns_member_reason",
                        violation_error_message="更换成员须写明理由",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                (
                    "part",
                    models.CharField(
                        choices=[("chief", "主要负责人"), ("leader", "分管领导"), ("contact", "联系人（联络员）")],
                        max_length=10,
                        verbose_name="身份",
                    ),
                ),
                ("name", models.CharField(max_length=50, verbose_name="姓名")),
                ("post", models.CharField(max_length=50, verbose_name="职务")),
                ("office_phone", models.CharField(blank=True, max_length=30, verbose_name="办公电话")),
                ("mobile", models.CharField(blank=True, max_length=30, verbose_name="手机")),
                ("email", models.CharField(blank=True, max_length=100, verbose_name="电子邮箱")),
                ("fax", models.CharField(blank=True, max_length=30, verbose_name="传真")),
                ("from_on", models.DateField(verbose_name="起任日期")),
                ("to_on", models.DateField(null=True, verbose_name="更换日期")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="更换理由")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
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
                "verbose_name": "联系人",
                "verbose_name_plural": "联系人",
                "db_table": "campaigns_contact",
                "ordering": ["unit_path", "id"],
                "indexes": [models.Index(fields=["unit_path", "campaign"], name="campaigns_contact_scope")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to_on", None), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="campaigns_contact_reason",
                        violation_error_message="更换联系人须写明理由",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("number", models.PositiveSmallIntegerField(verbose_name="第几次")),
                ("what", models.CharField(max_length=200, verbose_name="下发内容")),
                (
                    "state",
                    models.CharField(
                        choices=[("sent", "待签收"), ("signed", "已签收"), ("handled", "已阅办")],
                        default="sent",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("signed_at", models.DateTimeField(null=True, verbose_name="签收时间")),
                ("handling", models.TextField(blank=True, verbose_name="阅办、传达意见")),
                ("handled_at", models.DateTimeField(null=True, verbose_name="阅办时间")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="campaigns.campaign",
                        verbose_name="行动",
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
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办理人",
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
                "verbose_name": "下发",
                "verbose_name_plural": "下发",
                "db_table": "campaigns_delivery",
                "ordering": ["number", "unit_path"],
                "indexes": [models.Index(fields=["unit_path", "state"], name="campaigns_delivery_scope")],
                "constraints": [
                    models.UniqueConstraint(fields=("campaign", "unit", "number"), name="campaigns_delivery_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Filing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("number", models.PositiveSmallIntegerField(verbose_name="次数")),
                (
                    "kind",
                    models.CharField(
                        choices=[("plan", "本单位工作方案"), ("measures", "本单位工作措施")],
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="名称")),
                ("text", models.TextField(verbose_name="主要内容")),
                (
                    "state",
                    models.CharField(
                        choices=[("handed_in", "待备案"), ("filed", "已备案"), ("returned", "已退回")],
                        default="handed_in",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("filed_as", models.CharField(blank=True, max_length=50, verbose_name="备案号")),
                ("filed_on", models.DateField(null=True, verbose_name="备案日期")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="退回理由")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="答复时间")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办理人",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filings",
                        to="campaigns.campaign",
                        verbose_name="行动",
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
                "verbose_name": "备案",
                "verbose_name_plural": "备案",
                "db_table": "campaigns_filing",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["unit_path", "state"], name="campaigns_filing_scope")],
                "constraints": [
                    models.UniqueConstraint(fields=("campaign", "unit", "number"), name="campaigns_filing_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("filed_as", ""), _negated=True),
                        fields=("campaign", "filed_as"),
                        name="campaigns_filing_number",
                        violation_error_message="这个备案号在本行动里已经用过，请换一个",
                    ),
                ],
            },
        ),
    ]
