"""The group Förvaltare: users, and the cooperation's own settings."""

from django.db import migrations

from committee.reader import ADMINISTRATORS
from committee.rights import grant_to, revoke_from

RIGHTS = {
    "auth": ["view_user", "add_user", "change_user"],
    "committee": ["view_cooperation", "change_cooperation"],
}


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("committee", "0005_who_reads_agendas"),
        ("sodertorn", "0001_cache_table"),
    ]

    operations = [
        migrations.RunPython(
            grant_to(ADMINISTRATORS, app_label, names), revoke_from(ADMINISTRATORS, app_label, names)
        )
        for app_label, names in RIGHTS.items()
    ]
