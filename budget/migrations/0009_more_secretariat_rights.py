"""Gives the secretariat the right to edit inhabitants and price index, and to divide and invoice the fee."""

from django.db import migrations

from committee.rights import grant_to_secretariat, revoke_from_secretariat

MODELS = ("population", "priceindex", "feedivision", "feeshare", "invoicebasis", "invoice")
RIGHTS = [f"{verb}_{model}" for model in MODELS for verb in ("add", "change", "delete", "view")]


class Migration(migrations.Migration):
    dependencies = [("budget", "0008_price_index"), ("committee", "0002_secretariat_rights")]

    operations = [
        migrations.RunPython(grant_to_secretariat("budget", RIGHTS), revoke_from_secretariat("budget", RIGHTS))
    ]
