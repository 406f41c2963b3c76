"""Published meetings are planned, or tentative while they have no day."""

from django.db import migrations


def give_states(apps, schema_editor) -> None:
    published = apps.get_model("calendar_app", "Meeting").objects.exclude(announced_at=None)
    published.filter(precision="month").update(state="tentative")
    published.exclude(precision="month").update(state="planned")


class Migration(migrations.Migration):
    dependencies = [("calendar_app", "0003_states_changes_and_cycles")]

    operations = [migrations.RunPython(give_states, migrations.RunPython.noop)]
