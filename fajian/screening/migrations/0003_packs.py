import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0003_hooks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("screening", "0002_judging"),
    ]

    operations = [
        migrations.AddField(
            model_name="finding",
            name="asked",
            field=models.CharField(blank=True, max_length=300, verbose_name="补充要求"),
        ),
        migrations.AddField(
            model_name="run",
            name="given",
            field=models.JSONField(blank=True, default=dict, verbose_name="所用规则包"),
        ),
        migrations.CreateModel(
            name="RulePack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("title", models.CharField(max_length=60, verbose_name="名称")),
                ("base", models.CharField(blank=True, max_length=40, verbose_name="以此为底")),
                ("source", models.CharField(blank=True, max_length=40)),
                ("source_label", models.CharField(blank=True, max_length=200, verbose_name="用于")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="停用日期")),
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
                "verbose_name": "规则包",
                "verbose_name_plural": "规则包",
                "db_table": "screening_pack",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["unit_path", "id"], name="screening_pack_scope")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None)),
                        fields=("unit", "title"),
                        name="screening_pack_title",
                        violation_error_message="本辖区已有同名的规则包，请换一个名称",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PackLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[("off", "停用规则"), ("value", "另定参数")], max_length=6, verbose_name="种类"
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="名称")),
                ("label", models.CharField(max_length=200, verbose_name="内容")),
                ("scope", models.CharField(blank=True, max_length=40, verbose_name="范围")),
                (
                    "value",
                    models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True, verbose_name="取值"),
                ),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="起")),
                ("reason", models.CharField(max_length=300, verbose_name="理由或者依据")),
                ("struck_out", models.BooleanField(default=False, verbose_name="已撤销")),
                ("struck_reason", models.CharField(blank=True, max_length=300, verbose_name="撤销理由")),
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
                    "pack",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="screening.rulepack",
                        verbose_name="规则包",
                    ),
                ),
            ],
            options={
                "verbose_name": "规则包的一项",
                "verbose_name_plural": "规则包的一项",
                "db_table": "screening_pack_line",
                "ordering": ["id"],
                "indexes": [models.Index(fields=["unit_path", "id"], name="screening_pack_line_scope")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("struck_out", False)),
                        fields=("pack", "kind", "name", "scope"),
                        name="screening_pack_line_once",
                        violation_error_message="规则包里已有这一项，请先撤销再另定",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "off"), ("value__isnull", False), _connector="OR"),
                        name="screening_pack_line_value",
                        violation_error_message="另定参数须写取值",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="run",
            name="pack",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="runs",
                to="screening.rulepack",
                verbose_name="规则包",
            ),
        ),
        migrations.CreateModel(
            name="Repeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("said", models.TextField(blank=True, verbose_name="不同之处")),
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
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repeats",
                        to="screening.run",
                        verbose_name="筛查",
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
                "verbose_name": "重算",
                "verbose_name_plural": "重算",
                "db_table": "screening_repeat",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["unit_path", "id"], name="screening_repeat_scope")],
            },
        ),
    ]
