"""Promises of more kinds than numbers of meetings: preparation, hosts, balance."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('committee', '0003_node_stays_in_its_parents_plan'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='duty',
            options={'ordering': ['body__position', 'kind'], 'verbose_name': 'löfte', 'verbose_name_plural': 'löften'},
        ),
        migrations.RemoveConstraint(
            model_name='duty',
            name='duty_once_per_body_and_plan',
        ),
        migrations.AddField(
            model_name='duty',
            name='kind',
            field=models.CharField(choices=[('meetings', 'minsta antal möten'), ('prepared', 'möten förbereds'), ('hosts', 'värdar enligt ordningen'), ('balance', 'budgeten balanserar')], default='meetings', max_length=10, verbose_name='sorts löfte'),
        ),
        migrations.AddField(
            model_name='duty',
            name='preparer',
            field=models.ForeignKey(blank=True, help_text='Bara när löftet är att organets möten förbereds.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='preparing_duties', to='committee.body', verbose_name='förbereds av'),
        ),
        migrations.AlterField(
            model_name='duty',
            name='body',
            field=models.ForeignKey(blank=True, help_text='Tomt när löftet gäller budgeten.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='committee.body', verbose_name='organ'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.UniqueConstraint(fields=('plan', 'body', 'kind'), name='duty_once_per_body_and_plan', violation_error_message='Organet har redan ett sådant löfte i den planen.'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'balance')), fields=('plan',), name='duty_to_balance_once_per_plan', violation_error_message='Planen lovar redan att budgeten balanserar.'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('body__isnull', False), ('kind__in', ['meetings', 'hosts']), ('preparer__isnull', True)), models.Q(('body__isnull', False), ('kind', 'prepared'), ('preparer__isnull', False)), models.Q(('body__isnull', True), ('kind', 'balance'), ('preparer__isnull', True)), _connector='OR'), name='duty_names_the_bodies_of_its_kind', violation_error_message='Ett löfte om möten eller värdar gäller ett organ, om förberedelse två organ, om budgeten inget.'),
        ),
    ]
