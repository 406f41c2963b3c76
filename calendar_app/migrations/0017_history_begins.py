from django.db import migrations

from committee.tracking import snapshot


class Migration(migrations.Migration):
    dependencies = [("calendar_app", "0016_history")]

    operations = [snapshot("calendar_app")]
