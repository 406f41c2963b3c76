"""The secretariat edits references as it edits the plan's other rows."""

from django.db import migrations

from committee.rights import grant_to_secretariat, revoke_from_secretariat

RIGHTS = ["view_planreference", "add_planreference", "change_planreference", "delete_planreference"]


class Migration(migrations.Migration):

    dependencies = [
        ("committee", "0009_rows_rest_once_decided"),
    ]

    operations = [
        migrations.RunPython(
            grant_to_secretariat("committee", RIGHTS), revoke_from_secretariat("committee", RIGHTS)
        ),
    ]
