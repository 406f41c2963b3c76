"""Gives the secretariat the right to read what has changed."""

from django.db import migrations

from committee.rights import grant_to_secretariat, revoke_from_secretariat

RIGHTS = ["view_meetingchange"]


class Migration(migrations.Migration):
    dependencies = [("calendar_app", "0005_rules_of_states"), ("committee", "0002_secretariat_rights")]

    operations = [
        migrations.RunPython(
            grant_to_secretariat("calendar_app", RIGHTS), revoke_from_secretariat("calendar_app", RIGHTS)
        )
    ]
