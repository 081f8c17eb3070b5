import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import fajian.people.courses
import fajian.people.models.exams


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0003_hooks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("people", "0001_people"),
    ]

    operations = [
        migrations.CreateModel(
            name="Exam",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("title", models.CharField(max_length=200, verbose_name="名称")),
                (
                    "subject",
                    models.CharField(
                        blank=True,
                        choices=[("", "全部题目"), ("general", "公共法律知识"), ("special", "专业法律知识")],
                        max_length=10,
                        verbose_name="范围",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="开始日期")),
                ("to_on", models.DateField(verbose_name="截止日期")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="时长（分钟）")),
                ("count", models.PositiveSmallIntegerField(verbose_name="题数")),
                ("pass_score", models.PositiveSmallIntegerField(default=60, verbose_name="合格分")),
                ("pool", models.JSONField(default=list, verbose_name="题目编号")),
                ("seed", models.CharField(default=fajian.people.models.exams.seed, editable=False, max_length=16)),
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
                "verbose_name": "法治测试",
                "verbose_name_plural": "法治测试",
                "db_table": "people_exam",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to_on__gte", models.F("from_on"))),
                        name="people_exam_span",
                        violation_error_message="截止日期不能早于开始日期",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck_out", False), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="people_exam_struck",
                        violation_error_message="作废须写明理由",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[("single", "单选"), ("multiple", "多选"), ("judge", "判断")],
                        max_length=10,
                        verbose_name="题型",
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[("general", "公共法律知识"), ("special", "专业法律知识")],
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                ("stem", models.TextField(verbose_name="题干")),
                ("options", models.JSONField(verbose_name="选项")),
                ("answer", models.CharField(max_length=6, verbose_name="答案")),
                ("basis", models.CharField(max_length=300, verbose_name="依据")),
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
                "verbose_name": "题目",
                "verbose_name_plural": "题目",
                "db_table": "people_question",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck_out", False), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="people_question_struck",
                        violation_error_message="作废须写明理由",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Sitting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("questions", models.JSONField(verbose_name="题目")),
                ("answers", models.JSONField(blank=True, default=dict, verbose_name="作答")),
                ("started_at", models.DateTimeField(verbose_name="开始时间")),
                ("ends_at", models.DateTimeField(verbose_name="截止时间")),
                ("handed_at", models.DateTimeField(blank=True, null=True, verbose_name="交卷时间")),
                (
                    "score",
                    models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="成绩"),
                ),
                (
                    "exam",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sittings",
                        to="people.exam",
                        verbose_name="法治测试",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sittings",
                        to="people.officer",
                        verbose_name="人员",
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
                "verbose_name": "答卷",
                "verbose_name_plural": "答卷",
                "db_table": "people_sitting",
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("exam", "officer"),
                        name="people_sitting_once",
                        violation_error_message="每人每次测试只能答一份",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Training",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("title", models.CharField(max_length=200, verbose_name="名称")),
                (
                    "kind",
                    models.CharField(choices=fajian.people.courses.kind_choices, max_length=10, verbose_name="内容"),
                ),
                (
                    "way",
                    models.CharField(choices=fajian.people.courses.way_choices, max_length=10, verbose_name="形式"),
                ),
                ("held_on", models.DateField(verbose_name="培训日期")),
                ("hours", models.DecimalField(decimal_places=1, max_digits=5, verbose_name="学时")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="地点、师资和主要内容")),
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
                "verbose_name": "培训",
                "verbose_name_plural": "培训",
                "db_table": "people_training",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["unit_path", "held_on"], name="people_training_scope")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck_out", False), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="people_training_struck",
                        violation_error_message="作废须写明理由",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hours__gt", 0)),
                        name="people_training_hours",
                        violation_error_message="学时应大于 0",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="people.officer",
                        verbose_name="人员",
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
                    "training",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="people.training",
                        verbose_name="培训",
                    ),
                ),
            ],
            options={
                "verbose_name": "参训",
                "verbose_name_plural": "参训",
                "db_table": "people_attendance",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("training", "officer"),
                        name="people_attendance_once",
                        violation_error_message="这名人员已经登记参加这次培训",
                    )
                ],
            },
        ),
    ]
