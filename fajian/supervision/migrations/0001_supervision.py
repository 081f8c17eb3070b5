import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import fajian.supervision.words


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0004_pictures"),
        ("orgs", "0003_hooks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DocNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("word", models.CharField(max_length=20, verbose_name="代字")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("serial", models.PositiveIntegerField(verbose_name="序号")),
                ("title", models.CharField(max_length=300, verbose_name="标题")),
                ("source", models.CharField(max_length=60, verbose_name="文书")),
                ("issued_on", models.DateField(verbose_name="成文日期")),
                (
                    "issuer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="发文机关",
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
            ],
            options={
                "verbose_name": "文号",
                "verbose_name_plural": "文号",
                "db_table": "supervision_doc_number",
                "ordering": ["-year", "word", "-serial"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("issuer", "word", "year", "serial"), name="supervision_doc_number_once"
                    ),
                    models.UniqueConstraint(fields=("source",), name="supervision_doc_number_one"),
                    models.CheckConstraint(
                        condition=models.Q(("version", 1)),
                        name="supervision_doc_number_kept",
                        violation_error_message="文号登记后不改",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Matter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("office_path", models.CharField(editable=False, max_length=40)),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("number", models.PositiveIntegerField(verbose_name="编号")),
                ("title", models.CharField(max_length=200, verbose_name="事项")),
                (
                    "origin",
                    models.CharField(choices=fajian.supervision.words.origins, max_length=20, verbose_name="线索来源"),
                ),
                ("source", models.CharField(blank=True, max_length=60, verbose_name="来源编号")),
                ("source_label", models.CharField(blank=True, max_length=200, verbose_name="来源说明")),
                ("clue", models.TextField(verbose_name="线索内容")),
                ("received_on", models.DateField(verbose_name="收到日期")),
                (
                    "situation",
                    models.CharField(
                        blank=True, choices=fajian.supervision.words.situations, max_length=20, verbose_name="监督情形"
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        blank=True, choices=fajian.supervision.words.ways, max_length=10, verbose_name="监督方式"
                    ),
                ),
                ("upper_document", models.CharField(blank=True, max_length=200, verbose_name="上级部署文件")),
                ("superior", models.CharField(blank=True, max_length=100, verbose_name="上一级主管部门")),
                ("superior_told_on", models.DateField(blank=True, null=True, verbose_name="告知上一级主管部门日期")),
                ("forwarded_to", models.CharField(blank=True, max_length=100, verbose_name="转给")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("clue", "待研判"),
                            ("refused", "不予受理"),
                            ("forwarded", "已转办"),
                            ("looking", "核查中"),
                            ("instructed", "已发文书"),
                            ("held", "已中止"),
                            ("closed", "已办结"),
                        ],
                        default="clue",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="理由")),
                (
                    "outcome",
                    models.CharField(
                        blank=True, choices=fajian.supervision.words.outcomes, max_length=20, verbose_name="办结方式"
                    ),
                ),
                ("summary", models.TextField(blank=True, verbose_name="办结情况")),
                ("told_on", models.DateField(blank=True, null=True, verbose_name="告知被监督单位日期")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                (
                    "elevated_from",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="提级前的监督机关",
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
                        verbose_name="承办人",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="监督机关",
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
                "verbose_name": "监督事项",
                "verbose_name_plural": "监督事项",
                "db_table": "supervision_matter",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["unit_path", "state"], name="supervision_matter_scope"),
                    models.Index(fields=["office_path", "state"], name="supervision_matter_office"),
                    models.Index(fields=["source"], name="supervision_matter_source"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "year", "number"), name="supervision_matter_number"),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True),
                            models.Q(("state__in", ("refused", "forwarded", "closed")), _negated=True),
                        ),
                        fields=("office", "source"),
                        name="supervision_matter_once",
                        violation_error_message="这条线索已经立为监督事项，正在办理",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("refused", "forwarded", "held")), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="supervision_matter_reason",
                        violation_error_message="不予受理、转办、中止须写明理由",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            models.Q(
                                models.Q(("outcome", ""), _negated=True),
                                models.Q(("summary", ""), _negated=True),
                                ("closed_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="supervision_matter_closed",
                        violation_error_message="办结须写明怎么办结的",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Instrument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("office_path", models.CharField(editable=False, max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[("urge", "督办函"), ("opinion", "意见书"), ("decision", "决定书")],
                        max_length=10,
                        verbose_name="文书种类",
                    ),
                ),
                ("facts", models.TextField(verbose_name="查明事实")),
                ("basis", models.TextField(verbose_name="依据")),
                ("demands", models.TextField(verbose_name="处理要求")),
                ("evidence", models.TextField(blank=True, verbose_name="证据目录")),
                ("contact", models.CharField(blank=True, max_length=100, verbose_name="联系人")),
                ("term", models.PositiveSmallIntegerField(verbose_name="报送时限")),
                (
                    "term_unit",
                    models.CharField(
                        choices=[("calendar_days", "日"), ("working_days", "个工作日")],
                        default="calendar_days",
                        max_length=20,
                        verbose_name="时限单位",
                    ),
                ),
                ("major", models.TextField(blank=True, verbose_name="报请理由")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "拟稿"),
                            ("submitted", "待签发"),
                            ("proposed", "待政府决定"),
                            ("issued", "待送达"),
                            ("served", "待反馈"),
                            ("answered", "待核实"),
                            ("settled", "已核实"),
                            ("disobeyed", "未落实"),
                            ("withdrawn", "已撤回"),
                            ("dropped", "已作废"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="理由")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="成文日期")),
                ("served_on", models.DateField(blank=True, null=True, verbose_name="送达日期")),
                ("served_to", models.CharField(blank=True, max_length=50, verbose_name="收件人")),
                (
                    "served_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("direct", "直接送达"),
                            ("exchange", "公文交换"),
                            ("system", "本系统送达"),
                            ("post", "邮寄送达"),
                        ],
                        max_length=10,
                        verbose_name="送达方式",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="报送期限")),
                ("chased_on", models.DateField(blank=True, null=True, verbose_name="最近催报日期")),
                ("note", models.TextField(blank=True, verbose_name="核实意见")),
                (
                    "issuer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="制发机关",
                    ),
                ),
                (
                    "number",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instrument",
                        to="supervision.docnumber",
                        verbose_name="文号",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="监督机关",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                        verbose_name="正本文稿",
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
                    "scan",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                        verbose_name="盖章件",
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
                        verbose_name="签发人",
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
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instruments",
                        to="supervision.matter",
                        verbose_name="监督事项",
                    ),
                ),
            ],
            options={
                "verbose_name": "监督文书",
                "verbose_name_plural": "监督文书",
                "db_table": "supervision_instrument",
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["unit_path", "state"], name="supervision_instr_scope"),
                    models.Index(fields=["office_path", "state"], name="supervision_instr_office"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("draft", "submitted", "proposed", "dropped")),
                            models.Q(
                                ("issued_on__isnull", False), ("number__isnull", False), ("signed_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="supervision_instr_issued",
                        violation_error_message="没有文号和签发人，不算制发",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("served", "answered", "settled", "disobeyed")), _negated=True),
                            models.Q(("due_on__isnull", False), ("served_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="supervision_instr_served",
                        violation_error_message="没有送达日期和期限，不算送达",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on", None),
                            ("served_on", None),
                            ("due_on__gte", models.F("served_on")),
                            _connector="OR",
                        ),
                        name="supervision_instr_due",
                        violation_error_message="期限不能早于送达日期",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("office_path", models.CharField(editable=False, max_length=40)),
                ("kind", models.CharField(max_length=20, verbose_name="措施")),
                ("subject", models.CharField(max_length=200, verbose_name="事由")),
                ("held_on", models.DateField(verbose_name="日期")),
                ("place", models.CharField(blank=True, max_length=100, verbose_name="地点")),
                ("people", models.CharField(max_length=200, verbose_name="监督人员")),
                ("text", models.TextField(verbose_name="情况记录")),
                ("found", models.TextField(blank=True, verbose_name="发现的问题")),
                ("at_once", models.BooleanField(default=False, verbose_name="已当场纠正")),
                ("put_right", models.TextField(blank=True, verbose_name="当场纠正情况")),
                ("data", models.JSONField(blank=True, default=dict, verbose_name="专用栏目")),
                ("open", models.BooleanField(default=False, verbose_name="单位可见")),
                ("struck_out", models.BooleanField(default=False, verbose_name="已作废")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="作废理由")),
                (
                    "matter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="supervision.matter",
                        verbose_name="监督事项",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="监督机关",
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
                "verbose_name": "监督措施",
                "verbose_name_plural": "监督措施",
                "db_table": "supervision_measure",
                "ordering": ["-held_on", "-id"],
                "indexes": [
                    models.Index(fields=["unit_path", "held_on"], name="supervision_measure_scope"),
                    models.Index(fields=["office_path", "kind"], name="supervision_measure_office"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck_out", False), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="supervision_measure_struck",
                        violation_error_message="作废须写明理由",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("at_once", False),
                            models.Q(
                                models.Q(("put_right", ""), _negated=True), models.Q(("found", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="supervision_measure_at_once",
                        violation_error_message="当场纠正须写明发现了什么、怎么纠正的",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasureFile",
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
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="supervision.measure",
                        verbose_name="监督措施",
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
                "verbose_name": "措施附件",
                "verbose_name_plural": "措施附件",
                "db_table": "supervision_measure_file",
                "ordering": ["id"],
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
                ("text", models.TextField(verbose_name="异议和理由")),
                ("filed_on", models.DateField(verbose_name="提出日期")),
                ("due_on", models.DateField(verbose_name="答复期限")),
                (
                    "state",
                    models.CharField(
                        choices=[("filed", "待答复"), ("upheld", "已采纳"), ("rejected", "未采纳")],
                        default="filed",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="答复")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="答复人",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="supervision.instrument",
                        verbose_name="文书",
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
                "verbose_name": "异议",
                "verbose_name_plural": "异议",
                "db_table": "supervision_objection",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "filed")),
                        fields=("instrument",),
                        name="supervision_objection_one",
                        violation_error_message="已有一件异议等答复",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "filed"), models.Q(("answer", ""), _negated=True), _connector="OR"
                        ),
                        name="supervision_objection_answer",
                        violation_error_message="答复异议须写明意见",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperLayout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("kind", models.CharField(max_length=20, verbose_name="文书")),
                ("number", models.PositiveSmallIntegerField(verbose_name="版次")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
                "verbose_name": "文书样式",
                "verbose_name_plural": "文书样式",
                "db_table": "supervision_layout",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "kind", "number"), name="supervision_layout_once"),
                    models.CheckConstraint(
                        condition=models.Q(("version", 1)),
                        name="supervision_layout_kept",
                        violation_error_message="样式各版不改，只出新版",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("number", models.PositiveSmallIntegerField(verbose_name="第几次")),
                ("text", models.TextField(verbose_name="纠正情况")),
                ("handed_on", models.DateField(verbose_name="反馈日期")),
                ("late", models.BooleanField(default=False, verbose_name="逾期")),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="supervision.instrument",
                        verbose_name="文书",
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
                "verbose_name": "反馈",
                "verbose_name_plural": "反馈",
                "db_table": "supervision_reply",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("instrument", "number"), name="supervision_reply_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReplyFile",
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
                    "reply",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="supervision.reply",
                        verbose_name="反馈",
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
                "verbose_name": "反馈附件",
                "verbose_name_plural": "反馈附件",
                "db_table": "supervision_reply_file",
                "ordering": ["id"],
            },
        ),
    ]
