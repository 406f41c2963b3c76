"""Makes the secretariat's group and gives it the right to edit this floor; editions can only be read."""

from django.db import migrations

from committee.rights import grant_to_secretariat, revoke_from_secretariat

EDITED = ["assignment", "body", "cooperation", "duty", "membership", "municipality", "organisation", "person", "plan", "plannode"]
RIGHTS = [f"{verb}_{model}" for model in EDITED for verb in ("add", "change", "delete", "view")]
RIGHTS += ["view_planedition", "decide_plan"]


class Migration(migrations.Migration):
    dependencies = [
        ("committee", "0001_organisation_plan_and_editions"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(
            grant_to_secretariat("committee", RIGHTS), revoke_from_secretariat("committee", RIGHTS)
        )
    ]
