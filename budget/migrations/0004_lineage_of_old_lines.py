"""Gives each line that is there a lineage of its own, and takes incomes called fees for fees."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("budget", "0003_versions_and_follow_up")]

    operations = [
        migrations.RunSQL(
            """
            UPDATE budget_budgetline
            SET lineage = gen_random_uuid(), is_fee = kind = 'income' AND label ILIKE 'avgift%'
            WHERE lineage IS NULL
            """,
            migrations.RunSQL.noop,
        )
    ]
