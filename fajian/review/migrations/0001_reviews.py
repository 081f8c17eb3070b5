import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0004_pictures"),
        ("draws", "0001_draws"),
        ("orgs", "0003_hooks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("title", models.CharField(max_length=200, verbose_name="名称")),
                ("standard_code", models.CharField(max_length=40, verbose_name="评查标准")),
                ("standard_version", models.PositiveIntegerField(verbose_name="标准版本")),
                ("from_on", models.DateField(verbose_name="办结日期自")),
                ("to_on", models.DateField(verbose_name="办结日期至")),
                ("only_enterprise", models.BooleanField(default=False, verbose_name="只评涉企案卷")),
                ("take", models.PositiveSmallIntegerField(verbose_name="每个单位抽几件")),
                ("joint", models.CharField(blank=True, max_length=200, verbose_name="会同单位")),
                ("due_on", models.DateField(verbose_name="评查时限")),
                ("listed", models.PositiveIntegerField(default=0, verbose_name="名单件数")),
                ("unplaced", models.PositiveIntegerField(default=0, verbose_name="没有对应单位的件数")),
                ("unkinded", models.PositiveIntegerField(default=0, verbose_name="不知是否涉企的件数")),
                (
                    "state",
                    models.CharField(
                        choices=[("preparing", "待抽取"), ("reviewing", "评查中"), ("closed", "已办结")],
                        default="preparing",
                        max_length=10,
                        verbose_name="状态",
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
                    "sampled",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="draws.draw",
                        verbose_name="所依抽取",
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
                "verbose_name": "评查批次",
                "verbose_name_plural": "评查批次",
                "db_table": "review_batch",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["unit_path", "id"], name="review_batch_scope")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("from_on__lte", models.F("to_on"))),
                        name="review_batch_span",
                        violation_error_message="办结日期的起日不能晚于止日",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reviewer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviewers",
                        to="review.batch",
                        verbose_name="批次",
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
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="评查员",
                    ),
                ),
            ],
            options={
                "verbose_name": "评查员",
                "verbose_name_plural": "评查员",
                "db_table": "review_reviewer",
                "ordering": ["id"],
                "indexes": [models.Index(fields=["unit_path", "id"], name="review_reviewer_scope")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("batch", "user"),
                        name="review_reviewer_once",
                        violation_error_message="这位评查员已经在名单里",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Sample",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("record_id", models.CharField(max_length=200, verbose_name="案卷编号")),
                ("title", models.CharField(max_length=300, verbose_name="案卷名称")),
                ("party", models.CharField(blank=True, max_length=200, verbose_name="当事人")),
                ("decision_no", models.CharField(blank=True, max_length=120, verbose_name="案卷文号")),
                ("finished_on", models.DateField(verbose_name="办结日期")),
                ("hits", models.JSONField(blank=True, default=list, verbose_name="疑点提示")),
                ("officers", models.JSONField(blank=True, default=list, verbose_name="承办人员")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drawn", "待分配"),
                            ("assigned", "两人评查中"),
                            ("third", "第三人评查中"),
                            ("scored", "待反馈"),
                            ("fed_back", "已反馈"),
                            ("objected", "异议待复核"),
                            ("settled", "已定案"),
                        ],
                        default="drawn",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "score",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="得分"),
                ),
                ("grade", models.CharField(blank=True, max_length=20, verbose_name="等次")),
                ("vetoes", models.JSONField(blank=True, default=list, verbose_name="属实的否决项")),
                ("problems", models.JSONField(blank=True, default=dict, verbose_name="问题")),
                ("counted", models.JSONField(blank=True, default=list, verbose_name="计入的评分表")),
                ("scored_on", models.DateField(blank=True, null=True, verbose_name="评定日期")),
                ("object_by_on", models.DateField(blank=True, null=True, verbose_name="异议期限")),
                ("settled_on", models.DateField(blank=True, null=True, verbose_name="定案日期")),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="samples",
                        to="review.batch",
                        verbose_name="批次",
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
                "verbose_name": "抽中案卷",
                "verbose_name_plural": "抽中案卷",
                "db_table": "review_sample",
                "ordering": ["unit_path", "id"],
                "indexes": [
                    models.Index(fields=["unit_path", "state", "id"], name="review_sample_scope"),
                    models.Index(fields=["state", "object_by_on"], name="review_sample_due"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("batch", "record_id"), name="review_sample_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("drawn", "assigned", "third")),
                            models.Q(("score__isnull", False), models.Q(("grade", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="review_sample_scored",
                        violation_error_message="没有评分的案卷不能反馈、定案",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("codes", models.JSONField(verbose_name="有异议的项目")),
                ("reason", models.TextField(verbose_name="异议理由")),
                ("dropped", models.JSONField(blank=True, default=list, verbose_name="复核更正的项目")),
                ("answer", models.TextField(blank=True, verbose_name="复核意见")),
                ("score_before", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="复核前得分")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="复核时间")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="复核人",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                        verbose_name="证明材料",
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
                    "sample",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objection",
                        to="review.sample",
                        verbose_name="案卷",
                    ),
                ),
            ],
            options={
                "verbose_name": "评查异议",
                "verbose_name_plural": "评查异议",
                "db_table": "review_objection",
                "ordering": ["id"],
                "indexes": [models.Index(fields=["unit_path", "id"], name="review_objection_scope")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", True),
                            models.Q(models.Q(("answer", ""), _negated=True), ("answered_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="review_objection_answered",
                        violation_error_message="复核须由人办理，并写明意见",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoreSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("place", models.PositiveSmallIntegerField(verbose_name="第几份")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("assigned", "待评"),
                            ("submitted", "已提交"),
                            ("recused", "已回避"),
                            ("replaced", "已更换"),
                        ],
                        default="assigned",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("marks", models.JSONField(blank=True, default=dict, verbose_name="各项评分")),
                ("vetoes", models.JSONField(blank=True, default=dict, verbose_name="否决项")),
                ("opinion", models.TextField(blank=True, verbose_name="总的意见")),
                (
                    "score",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="得分"),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="提交时间")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="回避、更换理由")),
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
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="评查员",
                    ),
                ),
                (
                    "sample",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="review.sample",
                        verbose_name="案卷",
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
                "verbose_name": "评分表",
                "verbose_name_plural": "评分表",
                "db_table": "review_sheet",
                "ordering": ["sample_id", "place", "id"],
                "indexes": [
                    models.Index(fields=["sample", "place"], name="review_sheet_sample"),
                    models.Index(fields=["unit_path", "id"], name="review_sheet_scope"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("assigned", "submitted"))),
                        fields=("sample", "place"),
                        name="review_sheet_place",
                    ),
                    models.UniqueConstraint(
                        fields=("sample", "reviewer"),
                        name="review_sheet_once",
                        violation_error_message="这位评查员已经分配过这份案卷",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "submitted"), _negated=True),
                            models.Q(("score__isnull", False), ("submitted_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="review_sheet_scored",
                        violation_error_message="没有评分的评分表不能提交",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("assigned", "submitted")),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="review_sheet_reason",
                        violation_error_message="回避、更换须写明理由",
                    ),
                ],
            },
        ),
    ]
