"""A part of a plan knows what it continues, and a commitment who sees to it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('committee', '0006_corrections'),
    ]

    operations = [
        migrations.AddField(
            model_name='plannode',
            name='ancestor',
            field=models.PositiveBigIntegerField(blank=True, editable=False, null=True, verbose_name='fortsätter delen'),
        ),
        migrations.AddField(
            model_name='plannode',
            name='owner',
            field=models.ForeignKey(blank=True, help_text='Ser till att åtagandet hålls. Kan ändras även när planen är fastställd.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='owned_commitments', to='committee.body', verbose_name='ansvarigt organ'),
        ),
        migrations.AddConstraint(
            model_name='plannode',
            constraint=models.CheckConstraint(condition=models.Q(('owner__isnull', True), ('kind', 'commitment'), _connector='OR'), name='node_owner_is_for_commitments', violation_error_message='Bara åtaganden har ett ansvarigt organ.'),
        ),
        migrations.AddConstraint(
            model_name='plannode',
            constraint=models.UniqueConstraint(fields=('plan', 'ancestor'), name='node_continues_a_part_once', violation_error_message='Planen har redan en del som fortsätter den.'),
        ),
    ]
