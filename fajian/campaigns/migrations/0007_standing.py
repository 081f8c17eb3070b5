import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0006_escalation"),
        ("orgs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StandingUnit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
            ],
            options={
                "verbose_name": "常态化报送的单位",
                "verbose_name_plural": "常态化报送的单位",
                "db_table": "campaigns_standing_unit",
                "ordering": ["unit_path"],
            },
        ),
        migrations.CreateModel(
            name="Standing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="录入时间")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="最近修改时间")),
                ("unit_path", models.CharField(editable=False, max_length=40)),
                ("what", models.CharField(max_length=200, verbose_name="报送内容")),
                ("to", models.CharField(blank=True, max_length=100, verbose_name="报送至")),
                (
                    "every",
                    models.CharField(
                        choices=[("每月", "每月"), ("每季度", "每季度"), ("每年", "每年")],
                        max_length=10,
                        verbose_name="周期",
                    ),
                ),
                ("words", models.CharField(max_length=100, verbose_name="期限")),
                ("annexes", models.CharField(blank=True, max_length=100, verbose_name="随报台账")),
                ("from_on", models.DateField(verbose_name="开始")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="结束")),
                ("open_before", models.PositiveSmallIntegerField(verbose_name="提前多少个工作日下达")),
                ("everybody", models.BooleanField(default=True, verbose_name="全部参加单位")),
                ("active_from", models.DateField(editable=False, verbose_name="从哪天起下达")),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "执行中"), ("paused", "已暂停"), ("ended", "已终止")],
                        default="active",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="终止理由")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standings",
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
                "verbose_name": "常态化报送",
                "verbose_name_plural": "常态化报送",
                "db_table": "campaigns_standing",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to_on", None), ("to_on__gte", models.F("from_on")), _connector="OR"),
                        name="campaigns_standing_span",
                        violation_error_message="结束日期不能早于开始日期",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ended"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="campaigns_standing_reason",
                        violation_error_message="终止须写明理由",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="duty",
            name="standing",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="duties",
                to="campaigns.standing",
                verbose_name="常态化报送",
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.UniqueConstraint(fields=("standing", "unit", "due_on"), name="campaigns_duty_period"),
        ),
        migrations.AddField(
            model_name="standingunit",
            name="recorded_by",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="standingunit",
            name="standing",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="units",
                to="campaigns.standing",
                verbose_name="常态化报送",
            ),
        ),
        migrations.AddField(
            model_name="standingunit",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="orgs.unit",
                verbose_name="单位",
            ),
        ),
        migrations.AddConstraint(
            model_name="standingunit",
            constraint=models.UniqueConstraint(fields=("standing", "unit"), name="campaigns_standing_unit_once"),
        ),
    ]
