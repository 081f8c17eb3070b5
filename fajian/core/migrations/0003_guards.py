"""The database refuses to change the audit chain."""

from django.db import migrations

from fajian.core.guards import migrate_down, migrate_up


class Migration(migrations.Migration):
    dependencies = [("core", "0002_initial")]
    operations = [migrations.RunPython(migrate_up, migrate_down)]
