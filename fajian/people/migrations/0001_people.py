import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import fajian.people.models.certificates


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("orgs", "0003_hooks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Officer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                (
                    "number",
                    models.CharField(
                        error_messages={"unique": "这个人员编号已经登记"},
                        max_length=40,
                        unique=True,
                        verbose_name="人员编号",
                    ),
                ),
                ("name", models.CharField(max_length=50, verbose_name="姓名")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("enforcer", "执法人员"),
                            ("reviewer", "法制审核人员"),
                            ("assistant", "执法辅助人员"),
                            ("temporary", "临时聘用"),
                            ("other", "其他"),
                        ],
                        max_length=10,
                        verbose_name="人员类别",
                    ),
                ),
                (
                    "staffing",
                    models.CharField(
                        blank=True,
                        choices=[("civil", "公务员"), ("public", "事业编制"), ("contract", "聘用"), ("lent", "借调")],
                        max_length=10,
                        verbose_name="用工性质",
                    ),
                ),
                ("post", models.CharField(blank=True, max_length=100, verbose_name="岗位")),
                ("frontline", models.BooleanField(blank=True, null=True, verbose_name="是否一线岗位")),
                ("police", models.BooleanField(default=False, verbose_name="是否人民警察")),
                ("joined_on", models.DateField(blank=True, null=True, verbose_name="到岗日期")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="离岗日期")),
                ("left_why", models.CharField(blank=True, max_length=300, verbose_name="离岗原因")),
                ("first_reviewed_on", models.DateField(blank=True, null=True, verbose_name="首次从事法制审核日期")),
                ("bar_no", models.CharField(blank=True, max_length=40, verbose_name="法律职业资格证号")),
                ("bar_on", models.DateField(blank=True, null=True, verbose_name="法律职业资格取得日期")),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
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
                "verbose_name": "执法人员",
                "verbose_name_plural": "执法人员",
                "db_table": "people_officer",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["unit_path", "kind"], name="people_officer_scope")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_on", None), models.Q(("left_why", ""), _negated=True), _connector="OR"
                        ),
                        name="people_officer_left",
                        violation_error_message="离岗须写明原因",
                    ),
                    models.UniqueConstraint(
                        fields=("account",),
                        name="people_officer_account",
                        violation_error_message="这个账号已经对应另一名人员",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="执法证号")),
                ("region", models.CharField(blank=True, max_length=12, verbose_name="证载区划代码")),
                ("domains", models.CharField(blank=True, max_length=200, verbose_name="证载执法类别")),
                ("valid_from_on", models.DateField(blank=True, null=True, verbose_name="有效期自")),
                ("valid_to_on", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("applied", "待资格审核"),
                            ("returned", "已退回"),
                            ("withdrawn", "已撤回"),
                            ("approved", "待制发"),
                            ("active", "有效"),
                            ("reviewing", "有效，年审中"),
                            ("changing", "有效，变更中"),
                            ("suspended", "暂扣"),
                            ("revoked", "吊销"),
                            ("cancelled", "注销"),
                            ("replaced", "已换发"),
                        ],
                        default="applied",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("state_on", models.DateField(verbose_name="状态变更日期")),
                ("suspended_to_on", models.DateField(blank=True, null=True, verbose_name="暂扣截止日期")),
                ("reviewed_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="最近年审年度")),
                ("exam_on", models.DateField(blank=True, null=True, verbose_name="资格考试日期")),
                (
                    "exam_score",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=5, null=True, verbose_name="资格考试成绩"
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="理由")),
                (
                    "asked",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="申请变更的内容",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        default=fajian.people.models.certificates.token, editable=False, max_length=32, unique=True
                    ),
                ),
                (
                    "applied_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="申领经办人",
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="people.certificate",
                        verbose_name="换发前的证件",
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
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="people.officer",
                        verbose_name="持证人",
                    ),
                ),
            ],
            options={
                "verbose_name": "执法证件",
                "verbose_name_plural": "执法证件",
                "db_table": "people_certificate",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["unit_path", "state", "valid_to_on"], name="people_certificate_scope")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("number", ""), _negated=True), models.Q(("state", "withdrawn"), _negated=True)
                        ),
                        fields=("number",),
                        name="people_certificate_number",
                        violation_error_message="这个执法证号已经登记",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    (
                                        "active",
                                        "reviewing",
                                        "changing",
                                        "suspended",
                                        "revoked",
                                        "cancelled",
                                        "replaced",
                                    ),
                                ),
                                _negated=True,
                            ),
                            models.Q(
                                models.Q(("number", ""), _negated=True),
                                ("valid_from_on__isnull", False),
                                ("valid_to_on__gte", models.F("valid_from_on")),
                            ),
                            _connector="OR",
                        ),
                        name="people_certificate_term",
                        violation_error_message="执法证须有证号和有效期，有效期至不能早于有效期自",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("suspended", "revoked", "cancelled")), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="people_certificate_reason",
                        violation_error_message="暂扣、吊销、注销须写明理由",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Roster",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                (
                    "sheet",
                    models.CharField(
                        choices=[("certificates", "执法证件"), ("trainings", "培训记录")],
                        max_length=20,
                        verbose_name="名录",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="起")),
                ("to_on", models.DateField(verbose_name="止")),
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
                "verbose_name": "名录确认",
                "verbose_name_plural": "名录确认",
                "db_table": "people_roster",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to_on__gte", models.F("from_on"))),
                        name="people_roster_span",
                        violation_error_message="止的日期不能早于起的日期",
                    ),
                    models.UniqueConstraint(
                        fields=("unit", "sheet", "from_on", "to_on"),
                        name="people_roster_once",
                        violation_error_message="这一段时间已经确认过",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("from_on", models.DateField(verbose_name="暂扣日期")),
                ("to_on", models.DateField(verbose_name="暂扣截止日期")),
                ("reason", models.CharField(max_length=300, verbose_name="理由")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="发还日期")),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspensions",
                        to="people.certificate",
                        verbose_name="执法证件",
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
                "verbose_name": "暂扣",
                "verbose_name_plural": "暂扣",
                "db_table": "people_suspension",
                "ordering": ["id"],
            },
        ),
    ]
