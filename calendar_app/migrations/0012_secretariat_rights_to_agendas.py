"""Gives the secretariat the right to call meetings and write their minutes."""

from django.db import migrations

from committee.rights import grant_to_secretariat, revoke_from_secretariat

EDITED = ["adjuster", "agendaitem", "attendance", "document", "followup", "minutes", "paragraph", "standingitem"]
READ = ["answer", "delivery", "documentversion", "notice"]
RIGHTS = [f"{verb}_{model}" for model in EDITED for verb in ("add", "change", "delete", "view")]
RIGHTS += [f"{verb}_{model}" for model in READ for verb in ("add", "view")]


class Migration(migrations.Migration):
    dependencies = [("calendar_app", "0011_minutes_and_follow_ups"), ("committee", "0005_who_reads_agendas")]

    operations = [
        migrations.RunPython(
            grant_to_secretariat("calendar_app", RIGHTS), revoke_from_secretariat("calendar_app", RIGHTS)
        )
    ]
