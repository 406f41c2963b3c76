"""Gives the secretariat the right to edit budgets."""

from django.db import migrations

from committee.rights import grant_to_secretariat, revoke_from_secretariat

RIGHTS = [f"{verb}_{model}" for model in ("budget", "budgetline") for verb in ("add", "change", "delete", "view")]


class Migration(migrations.Migration):
    dependencies = [("budget", "0001_budgets_and_lines"), ("committee", "0002_secretariat_rights")]

    operations = [
        migrations.RunPython(grant_to_secretariat("budget", RIGHTS), revoke_from_secretariat("budget", RIGHTS))
    ]
