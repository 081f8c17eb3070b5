# Written by makemigrations
# fmt: off
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0003_guards'),
        ('orgs', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('recorded_at', models.DateTimeField(editable=False, verbose_name='录入时间')),
                ('changed_at', models.DateTimeField(editable=False, verbose_name='最近修改时间')),
                ('unit_path', models.CharField(editable=False, max_length=40)),
                ('title', models.CharField(max_length=200, verbose_name='名称')),
                ('state', models.CharField(choices=[('running', '进行中'), ('finished', '已结束')], default='running', max_length=10, verbose_name='状态')),
                ('from_on', models.DateField(null=True, verbose_name='开始')),
                ('to_on', models.DateField(null=True, verbose_name='结束')),
                ('recorded_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.unit', verbose_name='单位')),
            ],
            options={
                'verbose_name': '专项整治行动',
                'verbose_name_plural': '专项整治行动',
                'db_table': 'campaigns_campaign',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('recorded_at', models.DateTimeField(editable=False, verbose_name='录入时间')),
                ('changed_at', models.DateTimeField(editable=False, verbose_name='最近修改时间')),
                ('unit_path', models.CharField(editable=False, max_length=40)),
                ('number', models.PositiveSmallIntegerField(verbose_name='次序')),
                ('what', models.CharField(max_length=300, verbose_name='报送内容')),
                ('to', models.CharField(blank=True, max_length=100, verbose_name='报送至')),
                ('due_on', models.DateField(null=True, verbose_name='期限')),
                ('order_on', models.DateField(editable=False)),
                ('rhythm', models.CharField(blank=True, max_length=20, verbose_name='周期')),
                ('annexes', models.CharField(blank=True, max_length=100, verbose_name='随报台账')),
                ('quote', models.TextField(verbose_name='原文')),
                ('state', models.CharField(choices=[('due', '待报送'), ('handed_in', '已报送待收'), ('returned', '已退回'), ('received', '已收')], default='due', max_length=10, verbose_name='状态')),
                ('handed_in_at', models.DateTimeField(null=True, verbose_name='最近报送时间')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='campaigns.campaign', verbose_name='行动')),
                ('recorded_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.unit', verbose_name='单位')),
            ],
            options={
                'verbose_name': '报送义务',
                'verbose_name_plural': '报送义务',
                'db_table': 'campaigns_duty',
                'ordering': ['order_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('recorded_at', models.DateTimeField(editable=False, verbose_name='录入时间')),
                ('changed_at', models.DateTimeField(editable=False, verbose_name='最近修改时间')),
                ('unit_path', models.CharField(editable=False, max_length=40)),
                ('campaign', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='participants', to='campaigns.campaign', verbose_name='行动')),
                ('recorded_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.unit', verbose_name='单位')),
            ],
            options={
                'verbose_name': '参加单位',
                'verbose_name_plural': '参加单位',
                'db_table': 'campaigns_participant',
                'ordering': ['unit_path'],
            },
        ),
        migrations.CreateModel(
            name='PlanDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('recorded_at', models.DateTimeField(editable=False, verbose_name='录入时间')),
                ('changed_at', models.DateTimeField(editable=False, verbose_name='最近修改时间')),
                ('unit_path', models.CharField(editable=False, max_length=40)),
                ('title', models.CharField(max_length=200, verbose_name='名称')),
                ('text', models.TextField(verbose_name='全文')),
                ('compiled', models.JSONField(verbose_name='编译结果')),
                ('settled', models.JSONField(blank=True, default=dict, verbose_name='已核定的存疑')),
                ('state', models.CharField(choices=[('draft', '待核对'), ('checked', '已核对'), ('launched', '已启动'), ('dropped', '已作废')], default='draft', max_length=10, verbose_name='状态')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='作废理由')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile', verbose_name='文件')),
                ('recorded_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.unit', verbose_name='单位')),
            ],
            options={
                'verbose_name': '方案',
                'verbose_name_plural': '方案',
                'db_table': 'campaigns_plan',
                'ordering': ['-id'],
            },
        ),
        migrations.AddField(
            model_name='campaign',
            name='document',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='campaign', to='campaigns.plandocument', verbose_name='方案'),
        ),
        migrations.CreateModel(
            name='Return',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('recorded_at', models.DateTimeField(editable=False, verbose_name='录入时间')),
                ('changed_at', models.DateTimeField(editable=False, verbose_name='最近修改时间')),
                ('unit_path', models.CharField(editable=False, max_length=40)),
                ('number', models.PositiveSmallIntegerField(verbose_name='次数')),
                ('text', models.TextField(verbose_name='报送说明')),
                ('nil', models.BooleanField(default=False, verbose_name='零报告')),
                ('figures', models.JSONField(blank=True, default=dict, verbose_name='随报台账数字')),
                ('answer', models.CharField(blank=True, choices=[('', '待收'), ('received', '收讫'), ('returned', '退回')], max_length=10, verbose_name='答复')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='退回理由')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='答复时间')),
                ('answered_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='答复人')),
                ('duty', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='campaigns.duty', verbose_name='报送义务')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile', verbose_name='附件')),
                ('recorded_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.unit', verbose_name='单位')),
            ],
            options={
                'verbose_name': '报送材料',
                'verbose_name_plural': '报送材料',
                'db_table': 'campaigns_return',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Stage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('recorded_at', models.DateTimeField(editable=False, verbose_name='录入时间')),
                ('changed_at', models.DateTimeField(editable=False, verbose_name='最近修改时间')),
                ('number', models.PositiveSmallIntegerField(verbose_name='次序')),
                ('title', models.CharField(max_length=100, verbose_name='名称')),
                ('from_on', models.DateField(null=True, verbose_name='开始')),
                ('to_on', models.DateField(null=True, verbose_name='结束')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stages', to='campaigns.campaign', verbose_name='行动')),
                ('recorded_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
            ],
            options={
                'verbose_name': '阶段',
                'verbose_name_plural': '阶段',
                'db_table': 'campaigns_stage',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('recorded_at', models.DateTimeField(editable=False, verbose_name='录入时间')),
                ('changed_at', models.DateTimeField(editable=False, verbose_name='最近修改时间')),
                ('number', models.CharField(max_length=20, verbose_name='编号')),
                ('title', models.CharField(max_length=300, verbose_name='任务')),
                ('lead', models.CharField(blank=True, max_length=300, verbose_name='牵头单位')),
                ('support', models.CharField(blank=True, max_length=500, verbose_name='配合单位')),
                ('responsible', models.CharField(blank=True, max_length=500, verbose_name='责任单位')),
                ('due_on', models.DateField(null=True, verbose_name='完成时限')),
                ('standing', models.BooleanField(default=False, verbose_name='持续推进')),
                ('annexes', models.CharField(blank=True, max_length=100, verbose_name='台账')),
                ('quote', models.TextField(verbose_name='原文')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='campaigns.campaign', verbose_name='行动')),
                ('recorded_by', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
            ],
            options={
                'verbose_name': '任务',
                'verbose_name_plural': '任务',
                'db_table': 'campaigns_task',
                'ordering': ['id'],
            },
        ),
        migrations.AddIndex(
            model_name='duty',
            index=models.Index(fields=['unit_path', 'state', 'order_on'], name='campaigns_duty_scope'),
        ),
        migrations.AddIndex(
            model_name='duty',
            index=models.Index(fields=['order_on', 'id'], name='campaigns_duty_order'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.UniqueConstraint(fields=('campaign', 'unit', 'number'), name='campaigns_duty_once'),
        ),
        migrations.AddIndex(
            model_name='participant',
            index=models.Index(fields=['unit_path', 'campaign'], name='campaigns_part_scope'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.UniqueConstraint(fields=('campaign', 'unit'), name='campaigns_part_once'),
        ),
        migrations.AddConstraint(
            model_name='return',
            constraint=models.UniqueConstraint(fields=('duty', 'number'), name='campaigns_return_once'),
        ),
        migrations.AddConstraint(
            model_name='return',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'returned'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='campaigns_return_reason', violation_error_message='退回须写明理由'),
        ),
    ]
