import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("draws", "0001_draws"),
        ("orgs", "0003_hooks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Directory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("number", models.PositiveIntegerField(verbose_name="版本号")),
                ("across", models.BooleanField(default=False, verbose_name="跨部门")),
                ("lines", models.JSONField(verbose_name="名录")),
                ("count", models.PositiveIntegerField(verbose_name="对象数")),
                ("digest", models.CharField(max_length=64, verbose_name="名录摘要")),
                ("parts", models.JSONField(blank=True, default=list, verbose_name="由哪些版本汇总")),
                ("remarks", models.JSONField(blank=True, default=list, verbose_name="不一致之处")),
                (
                    "state",
                    models.CharField(
                        choices=[("made", "已成册"), ("handed_up", "已报汇总"), ("filed", "已备案")],
                        default="made",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("made_on", models.DateField(verbose_name="成册日期")),
                ("handed_up_on", models.DateField(blank=True, null=True, verbose_name="报送日期")),
                ("filed_on", models.DateField(blank=True, null=True, verbose_name="备案日期")),
                ("filed_with", models.CharField(blank=True, max_length=300, verbose_name="备案机关和文号")),
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
                "verbose_name": "名录库版本",
                "verbose_name_plural": "名录库版本",
                "db_table": "inspections_directory",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["unit_path", "id"], name="inspections_directory_scope")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "across", "number"),
                        name="inspections_directory_number",
                        violation_error_message="同时成册了两个版本，请重试",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "filed"), _negated=True),
                            models.Q(("filed_on__isnull", False), models.Q(("filed_with", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="inspections_directory_filed",
                        violation_error_message="备案须写明日期、机关和文号",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("title", models.CharField(max_length=200, verbose_name="检查事项")),
                ("subject", models.CharField(max_length=40, verbose_name="检查领域")),
                ("basis", models.CharField(max_length=300, verbose_name="依据")),
                ("remote", models.BooleanField(default=False, verbose_name="可以非现场核查")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="公布日期")),
                ("published_where", models.CharField(blank=True, max_length=300, verbose_name="公布载体")),
                ("draw_way", models.TextField(blank=True, verbose_name="抽取方法")),
                ("process", models.TextField(blank=True, verbose_name="检查流程")),
                ("standard", models.TextField(blank=True, verbose_name="检查标准")),
                ("approval", models.TextField(blank=True, verbose_name="审批权限")),
                ("publication", models.TextField(blank=True, verbose_name="公示程序")),
                ("keeping", models.TextField(blank=True, verbose_name="归档方式")),
                ("struck_out", models.BooleanField(default=False, verbose_name="已作废")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="作废理由")),
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
                "verbose_name": "检查事项",
                "verbose_name_plural": "检查事项",
                "db_table": "inspections_item",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["unit_path", "struck_out", "id"], name="inspections_item_scope")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck_out", False), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="inspections_item_struck",
                        violation_error_message="作废须写明理由",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_on__isnull", True),
                            models.Q(("published_where", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="inspections_item_published",
                        violation_error_message="公布须写明载体",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Joint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("title", models.CharField(max_length=200, verbose_name="名称")),
                ("plans", models.JSONField(verbose_name="由哪些计划合并")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "正在排"),
                            ("proposed", "待采纳"),
                            ("adopted", "已采纳，待备案"),
                            ("filed", "已备案"),
                            ("dropped", "未采纳"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("visits", models.JSONField(blank=True, default=list, verbose_name="入企安排")),
                ("unplanned", models.JSONField(blank=True, default=list, verbose_name="没有排上的")),
                ("figures", models.JSONField(blank=True, default=dict, verbose_name="数字")),
                ("reason", models.TextField(blank=True, verbose_name="不采纳的理由")),
                ("filed_on", models.DateField(blank=True, null=True, verbose_name="备案日期")),
                ("filed_with", models.CharField(blank=True, max_length=300, verbose_name="备案机关和文号")),
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
                "verbose_name": "联合检查计划",
                "verbose_name_plural": "联合检查计划",
                "db_table": "inspections_joint",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["unit_path", "id"], name="inspections_joint_scope")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "filed"), _negated=True),
                            models.Q(("filed_on__isnull", False), models.Q(("filed_with", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="inspections_joint_filed",
                        violation_error_message="备案须写明日期、机关和文号",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("title", models.CharField(max_length=200, verbose_name="名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[("annual", "年度检查计划"), ("special", "专项检查计划")],
                        default="annual",
                        max_length=8,
                        verbose_name="类型",
                    ),
                ),
                ("basis", models.CharField(max_length=300, verbose_name="依据")),
                ("from_on", models.DateField(verbose_name="开始日期")),
                ("to_on", models.DateField(verbose_name="结束日期")),
                ("pairs", models.PositiveSmallIntegerField(default=2, verbose_name="每日可派出的检查组数")),
                ("items", models.JSONField(default=list, verbose_name="检查事项")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "拟制中"),
                            ("submitted", "待批准"),
                            ("approved", "已批准，待备案"),
                            ("filed", "已备案"),
                            ("struck", "已作废"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("warned", models.JSONField(blank=True, default=list, verbose_name="批准前的预警")),
                ("reason", models.TextField(blank=True, verbose_name="理由")),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="批准时间")),
                ("filed_on", models.DateField(blank=True, null=True, verbose_name="备案日期")),
                ("filed_with", models.CharField(blank=True, max_length=300, verbose_name="备案机关和文号")),
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
                    "directory",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inspections.directory",
                        verbose_name="从哪一版名录抽取",
                    ),
                ),
                (
                    "drawn",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="draws.draw",
                        verbose_name="抽取",
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
                "verbose_name": "检查计划",
                "verbose_name_plural": "检查计划",
                "db_table": "inspections_plan",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["unit_path", "state", "id"], name="inspections_plan_scope")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("from_on__lte", models.F("to_on"))),
                        name="inspections_plan_days",
                        violation_error_message="开始日期不能晚于结束日期",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("approved", "filed")), _negated=True),
                            ("approved_at__isnull", False),
                            _connector="OR",
                        ),
                        name="inspections_plan_approved",
                        violation_error_message="没有批准，不能实施、备案",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "filed"), _negated=True),
                            models.Q(("filed_on__isnull", False), models.Q(("filed_with", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="inspections_plan_filed",
                        violation_error_message="备案须写明日期、机关和文号",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("uscc", models.CharField(max_length=18, verbose_name="统一社会信用代码")),
                ("name", models.CharField(max_length=200, verbose_name="名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("enterprise", "企业"),
                            ("trader", "个体"),
                            ("place", "场所"),
                            ("project", "项目"),
                            ("product", "产品"),
                        ],
                        default="enterprise",
                        max_length=12,
                        verbose_name="对象类型",
                    ),
                ),
                ("industry", models.CharField(blank=True, max_length=60, verbose_name="行业")),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="经营场所")),
                (
                    "credit",
                    models.CharField(
                        blank=True,
                        choices=[("A", "A"), ("B", "B"), ("C", "C"), ("D", "D")],
                        max_length=1,
                        verbose_name="信用等级",
                    ),
                ),
                (
                    "risk",
                    models.CharField(
                        blank=True,
                        choices=[("low", "低"), ("medium", "中"), ("high", "高")],
                        max_length=6,
                        verbose_name="风险等级",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "在营"), ("paused", "停业"), ("gone", "注销")],
                        default="open",
                        max_length=6,
                        verbose_name="状态",
                    ),
                ),
                ("struck_out", models.BooleanField(default=False, verbose_name="已移出")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="移出理由")),
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
                "verbose_name": "检查对象",
                "verbose_name_plural": "检查对象",
                "db_table": "inspections_target",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["unit_path", "struck_out", "id"], name="inspections_target_scope"),
                    models.Index(fields=["uscc"], name="inspections_target_uscc"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("struck_out", False)),
                        fields=("unit", "uscc"),
                        name="inspections_target_once",
                        violation_error_message="名录里已有这个统一社会信用代码",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck_out", False), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="inspections_target_struck",
                        violation_error_message="移出名录须写明理由",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("left_out", models.BooleanField(default=False, verbose_name="已排除")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="排除理由")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="inspections.plan",
                        verbose_name="检查计划",
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
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planned",
                        to="inspections.target",
                        verbose_name="检查对象",
                    ),
                ),
            ],
            options={
                "verbose_name": "计划对象",
                "verbose_name_plural": "计划对象",
                "db_table": "inspections_plan_target",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "target"),
                        name="inspections_plan_target_once",
                        violation_error_message="计划里已有这个对象",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Bound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[("cap", "年度频次上限"), ("calm", "企业宁静日")], max_length=4, verbose_name="类型"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="年度")),
                (
                    "risk",
                    models.CharField(
                        blank=True,
                        choices=[("low", "低"), ("medium", "中"), ("high", "高")],
                        max_length=6,
                        verbose_name="风险等级",
                    ),
                ),
                ("most", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="上限（次）")),
                ("from_day", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="每月起日")),
                ("to_day", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="每月止日")),
                ("basis", models.CharField(max_length=300, verbose_name="依据")),
                ("struck_out", models.BooleanField(default=False, verbose_name="已作废")),
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
                "verbose_name": "频次上限和宁静日",
                "verbose_name_plural": "频次上限和宁静日",
                "db_table": "inspections_bound",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["unit_path", "kind"], name="inspections_bound_scope")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "cap"), ("struck_out", False)),
                        fields=("unit", "year", "risk"),
                        name="inspections_bound_cap",
                        violation_error_message="这一年度、这一风险等级的上限已经登记",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "cap"), ("most__gte", 1), ("year__isnull", False)),
                            models.Q(
                                ("from_day__gte", 1),
                                ("kind", "calm"),
                                ("to_day__gte", models.F("from_day")),
                                ("to_day__lte", 31),
                            ),
                            _connector="OR",
                        ),
                        name="inspections_bound_kind",
                        violation_error_message="上限须写明年度和次数；宁静日须写明起日和止日，起日不晚于止日",
                    ),
                ],
            },
        ),
    ]
