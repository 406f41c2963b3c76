"""Gives the secretariat the right to edit the calendar."""

from django.db import migrations

from committee.rights import grant_to_secretariat, revoke_from_secretariat

EDITED = ["hostturn", "meeting", "meetinghost", "meetingkind"]
RIGHTS = [f"{verb}_{model}" for model in EDITED for verb in ("add", "change", "delete", "view")]


class Migration(migrations.Migration):
    dependencies = [("calendar_app", "0001_meetings_and_hosts"), ("committee", "0002_secretariat_rights")]

    operations = [
        migrations.RunPython(
            grant_to_secretariat("calendar_app", RIGHTS), revoke_from_secretariat("calendar_app", RIGHTS)
        )
    ]
