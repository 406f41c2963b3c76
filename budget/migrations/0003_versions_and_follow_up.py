"""Lets a year have several versions, and lines headings, notes, forecast and outcome."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('budget', '0002_secretariat_rights'),
        ('committee', '0005_who_reads_agendas'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='budget',
            options={'ordering': ['-year', '-number'], 'verbose_name': 'budget', 'verbose_name_plural': 'budgetar'},
        ),
        migrations.AddField(
            model_name='budget',
            name='follow_up_on',
            field=models.DateField(blank=True, help_text='Dagen som siffrorna gäller. När den är ifylld visas prognos och utfall för alla.', null=True, verbose_name='prognos och utfall per'),
        ),
        migrations.AddField(
            model_name='budget',
            name='number',
            field=models.PositiveSmallIntegerField(default=1, editable=False, verbose_name='version'),
        ),
        migrations.AddField(
            model_name='budget',
            name='reason',
            field=models.CharField(blank=True, help_text='Visas bland budgetens versioner.', max_length=300, verbose_name='varför budgeten revideras'),
        ),
        migrations.AlterField(
            model_name='budget',
            name='year',
            field=models.PositiveSmallIntegerField(verbose_name='år'),
        ),
        migrations.AddConstraint(
            model_name='budget',
            constraint=models.UniqueConstraint(fields=('year', 'number'), name='budget_version_once_per_year', violation_error_message='Året har redan en budget. Revidera den i stället.'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='commitment',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='budget_lines', to='committee.plannode', verbose_name='åtagande i planen'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='forecast_sek',
            field=models.BigIntegerField(blank=True, null=True, verbose_name='prognos i kronor'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='group',
            field=models.CharField(blank=True, help_text='Poster med samma rubrik står tillsammans med en egen summa. Tomt: posten står för sig.', max_length=120, verbose_name='rubrik'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='is_fee',
            field=models.BooleanField(default=False, help_text='Beloppet delas mellan kommunerna i samarbetet.', verbose_name='avgift från kommunerna'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='lineage',
            field=models.UUIDField(editable=False, null=True, verbose_name='släkt'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='note',
            field=models.TextField(blank=True, help_text='Visas under posten.', max_length=1000, verbose_name='anteckning'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='outcome_sek',
            field=models.BigIntegerField(blank=True, null=True, verbose_name='utfall i kronor'),
        ),
    ]
