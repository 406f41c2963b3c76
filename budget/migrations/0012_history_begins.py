from django.db import migrations

from committee.tracking import snapshot


class Migration(migrations.Migration):
    dependencies = [("budget", "0011_history")]

    operations = [snapshot("budget")]
