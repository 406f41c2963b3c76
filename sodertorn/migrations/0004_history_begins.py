from django.db import migrations

from committee.tracking import snapshot


class Migration(migrations.Migration):
    dependencies = [("sodertorn", "0003_history")]

    operations = [snapshot("sodertorn")]
