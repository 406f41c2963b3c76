"""Locks what the municipalities are invoiced."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('budget', '0006_fee_shares'),
        ('committee', '0005_who_reads_agendas'),
    ]

    operations = [
        migrations.CreateModel(
            name='Invoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount_sek', models.BigIntegerField(verbose_name='belopp i kronor')),
            ],
            options={
                'verbose_name': 'faktura',
                'verbose_name_plural': 'fakturor',
                'ordering': [models.OrderBy(django.db.models.functions.comparison.Collate(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Lower(models.F('municipality__name')), models.Value('å'), models.Value('{')), models.Value('ä'), models.Value('|')), models.Value('ö'), models.Value('}')), 'C'))],
            },
        ),
        migrations.CreateModel(
            name='InvoiceBasis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='år')),
                ('instalment', models.PositiveSmallIntegerField(choices=[(1, 'första halvåret'), (2, 'andra halvåret'), (3, 'slutreglering'), (4, 'andra slutregleringen'), (5, 'tredje slutregleringen')], verbose_name='gäller')),
                ('locked_at', models.DateTimeField(verbose_name='låst')),
                ('total_sek', models.BigIntegerField(verbose_name='summa i kronor')),
                ('invoice_count', models.PositiveSmallIntegerField(verbose_name='antal fakturor')),
            ],
            options={
                'verbose_name': 'faktureringsunderlag',
                'verbose_name_plural': 'faktureringsunderlag',
                'ordering': ['-year', 'instalment'],
            },
        ),
        migrations.AddField(
            model_name='invoice',
            name='municipality',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invoices', to='committee.municipality', verbose_name='kommun'),
        ),
        migrations.AddField(
            model_name='invoicebasis',
            name='division',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invoice_bases', to='budget.feedivision', verbose_name='avgiftsfördelning'),
        ),
        migrations.AddField(
            model_name='invoice',
            name='basis',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invoices', to='budget.invoicebasis', verbose_name='underlag'),
        ),
        migrations.AddConstraint(
            model_name='invoicebasis',
            constraint=models.UniqueConstraint(fields=('year', 'instalment'), name='invoice_basis_once_per_instalment', violation_error_message='Underlaget är redan låst.'),
        ),
        migrations.AddConstraint(
            model_name='invoicebasis',
            constraint=models.CheckConstraint(condition=models.Q(('instalment__range', (1, 5))), name='invoice_basis_instalment_is_known', violation_error_message='Ett underlag gäller ett halvår eller en slutreglering.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invoicebasis',
            trigger=pgtrigger.compiler.Trigger(name='never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='14d2ce0935a0bd1a491eaaa0271eff1bd1f37013', operation='UPDATE', pgid='pgtrigger_never_changes_a2f00', table='budget_invoicebasis', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invoicebasis',
            trigger=pgtrigger.compiler.Trigger(name='invoices_add_up', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF EXISTS (\n                SELECT 1 FROM budget_invoicebasis AS basis WHERE basis.id IN (NEW.id)\n                AND (basis.total_sek, basis.invoice_count) <> (\n                    SELECT COALESCE(SUM(amount_sek), 0), COUNT(*) FROM budget_invoice WHERE basis_id = basis.id\n                )\n            ) THEN\n                RAISE EXCEPTION 'invoices_add_up: the invoices are not those that were locked';\n            END IF;\n            RETURN NULL;\n        ", hash='fceb31b69190fd594ed0944e7bfb54a0ba01bff7', operation='INSERT', pgid='pgtrigger_invoices_add_up_eee5d', table='budget_invoicebasis', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invoicebasis',
            trigger=pgtrigger.compiler.Trigger(name='stays_under_a_later', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF EXISTS (SELECT 1 FROM budget_invoicebasis WHERE year = OLD.year AND instalment > OLD.instalment) THEN\n            RAISE EXCEPTION 'stays_under_a_later: a later basis of % is locked', OLD.year;\n        END IF;\n        RETURN OLD;\n    ", hash='c30588c97635fa3be97ab11bb852dace559a42c6', operation='DELETE', pgid='pgtrigger_stays_under_a_later_40c9d', table='budget_invoicebasis', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invoicebasis',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;", hash='250b353e7ec89b9bf6ccd073ff92a5b5e670da0d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_97677', table='budget_invoicebasis', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='invoice',
            constraint=models.UniqueConstraint(fields=('basis', 'municipality'), name='invoice_once_per_municipality', violation_error_message='Kommunen står redan i underlaget.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invoice',
            trigger=pgtrigger.compiler.Trigger(name='never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='c3f83704a70204ba92419ffd4e9ff830a1b99685', operation='UPDATE', pgid='pgtrigger_never_changes_7930e', table='budget_invoice', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invoice',
            trigger=pgtrigger.compiler.Trigger(name='invoices_add_up', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF EXISTS (\n                SELECT 1 FROM budget_invoicebasis AS basis WHERE basis.id IN (NEW.basis_id, OLD.basis_id)\n                AND (basis.total_sek, basis.invoice_count) <> (\n                    SELECT COALESCE(SUM(amount_sek), 0), COUNT(*) FROM budget_invoice WHERE basis_id = basis.id\n                )\n            ) THEN\n                RAISE EXCEPTION 'invoices_add_up: the invoices are not those that were locked';\n            END IF;\n            RETURN NULL;\n        ", hash='01ca969f524bc2fac52d26780074a4d89aae97ed', operation='INSERT OR DELETE', pgid='pgtrigger_invoices_add_up_e7307', table='budget_invoice', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invoice',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;", hash='601710d449bb19d99dc8c91a0d71d9b87f1247a5', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_08170', table='budget_invoice', when='BEFORE')),
        ),
    ]
