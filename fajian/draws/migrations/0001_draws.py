import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("orgs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Draw",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("title", models.CharField(max_length=200, verbose_name="名称")),
                ("source", models.CharField(blank=True, max_length=60, verbose_name="来源")),
                ("attempt", models.PositiveSmallIntegerField(default=1, verbose_name="第几次")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="重抽理由")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待交存口令"),
                            ("committed", "已公布名单，待公布口令"),
                            ("drawn", "已抽取"),
                            ("replaced", "已重抽"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("holders", models.PositiveSmallIntegerField(default=2, verbose_name="几方口令")),
                ("public", models.CharField(blank=True, max_length=200, verbose_name="公开数值来源")),
                ("strata", models.JSONField(verbose_name="名单")),
                ("exclusions", models.JSONField(blank=True, default=list, verbose_name="排除")),
                ("commitment", models.TextField(blank=True, verbose_name="承诺全文")),
                ("digest", models.CharField(blank=True, max_length=64, verbose_name="承诺摘要")),
                ("committed_at", models.DateTimeField(blank=True, null=True, verbose_name="公布时间")),
                ("value", models.CharField(blank=True, max_length=200, verbose_name="公开数值")),
                ("seed", models.CharField(blank=True, max_length=64, verbose_name="种子")),
                ("drawn", models.JSONField(blank=True, default=dict, verbose_name="抽取结果")),
                ("drawn_at", models.DateTimeField(blank=True, null=True, verbose_name="抽取时间")),
                (
                    "before",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="after",
                        to="draws.draw",
                        verbose_name="上一次",
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
                "verbose_name": "随机抽取",
                "verbose_name_plural": "随机抽取",
                "db_table": "draws_draw",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["unit_path", "id"], name="draws_draw_scope"),
                    models.Index(fields=["source"], name="draws_draw_source"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "drawn"), _negated=True),
                            models.Q(models.Q(("seed", ""), _negated=True), models.Q(("digest", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="draws_draw_seeded",
                        violation_error_message="没有公布名单和种子，不算抽取",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("before__isnull", True), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="draws_draw_reason",
                        violation_error_message="重新抽取须写明理由",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Secret",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("holder", models.CharField(max_length=160, verbose_name="交存人姓名")),
                ("hash", models.CharField(max_length=64, verbose_name="口令摘要")),
                ("word", models.CharField(blank=True, max_length=200, verbose_name="口令")),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="secrets",
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
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="交存人",
                    ),
                ),
            ],
            options={
                "verbose_name": "口令",
                "verbose_name_plural": "口令",
                "db_table": "draws_secret",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("draw", "user"), name="draws_secret_once", violation_error_message="您已经交存过口令"
                    )
                ],
            },
        ),
    ]
