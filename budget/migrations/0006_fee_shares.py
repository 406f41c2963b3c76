"""Divides the fee between the municipalities, by inhabitants or otherwise."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('budget', '0005_adopted_budgets_stay'),
        ('committee', '0005_who_reads_agendas'),
    ]

    operations = [
        migrations.CreateModel(
            name='FeeDivision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(choices=[('equal', 'lika för alla'), ('inhabitants', 'efter antal invånare'), ('fixed', 'fast del och resten efter antal invånare'), ('weights', 'egna vikter')], max_length=11, verbose_name='fördelningsnyckel')),
                ('fixed_sek', models.BigIntegerField(default=0, verbose_name='fast del per kommun')),
                ('population_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='folkmängd från år')),
                ('population_source', models.CharField(blank=True, max_length=200, verbose_name='källa')),
                ('fee_sek', models.BigIntegerField(verbose_name='avgift att dela')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='publicerad')),
            ],
            options={
                'verbose_name': 'avgiftsfördelning',
                'verbose_name_plural': 'avgiftsfördelningar',
            },
        ),
        migrations.CreateModel(
            name='FeeShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('days', models.PositiveSmallIntegerField(verbose_name='dagar som medlem')),
                ('first_half_days', models.PositiveSmallIntegerField(verbose_name='varav första halvåret')),
                ('inhabitants', models.PositiveIntegerField(blank=True, null=True, verbose_name='invånare')),
                ('weight', models.PositiveIntegerField(blank=True, null=True, verbose_name='vikt')),
                ('amount_sek', models.BigIntegerField(verbose_name='andel i kronor')),
            ],
            options={
                'verbose_name': 'avgiftsandel',
                'verbose_name_plural': 'avgiftsandelar',
                'ordering': [models.OrderBy(django.db.models.functions.comparison.Collate(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Lower(models.F('municipality__name')), models.Value('å'), models.Value('{')), models.Value('ä'), models.Value('|')), models.Value('ö'), models.Value('}')), 'C'))],
            },
        ),
        migrations.CreateModel(
            name='Population',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(help_text='Folkmängden den 31 december det här året.', verbose_name='år')),
                ('inhabitants', models.PositiveIntegerField(verbose_name='invånare')),
                ('source', models.CharField(help_text='Till exempel: SCB.', max_length=200, verbose_name='källa')),
            ],
            options={
                'verbose_name': 'folkmängd',
                'verbose_name_plural': 'folkmängder',
                'ordering': ['-year', models.OrderBy(django.db.models.functions.comparison.Collate(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Lower(models.F('municipality__name')), models.Value('å'), models.Value('{')), models.Value('ä'), models.Value('|')), models.Value('ö'), models.Value('}')), 'C'))],
            },
        ),
        migrations.AddField(
            model_name='feedivision',
            name='budget',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='fee_division', to='budget.budget', verbose_name='budget'),
        ),
        migrations.AddField(
            model_name='feeshare',
            name='division',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='budget.feedivision', verbose_name='avgiftsfördelning'),
        ),
        migrations.AddField(
            model_name='feeshare',
            name='municipality',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fee_shares', to='committee.municipality', verbose_name='kommun'),
        ),
        migrations.AddField(
            model_name='population',
            name='municipality',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='populations', to='committee.municipality', verbose_name='kommun'),
        ),
        migrations.AddConstraint(
            model_name='feedivision',
            constraint=models.CheckConstraint(condition=models.Q(('key__in', ['equal', 'inhabitants', 'fixed', 'weights'])), name='fee_division_key_is_known', violation_error_message='Välj en fördelningsnyckel.'),
        ),
        migrations.AddConstraint(
            model_name='feedivision',
            constraint=models.CheckConstraint(condition=models.Q(('fee_sek__gte', 0)), name='fee_division_fee_not_negative', violation_error_message='Avgiften kan inte vara negativ.'),
        ),
        migrations.AddConstraint(
            model_name='feedivision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('fixed_sek__gt', 0), ('key', 'fixed')), models.Q(models.Q(('key', 'fixed'), _negated=True), ('fixed_sek', 0)), _connector='OR'), name='fee_division_fixed_part_with_its_key', violation_error_message='En fast del hör till nyckeln med fast del, och är mer än 0 kr.'),
        ),
        migrations.AddConstraint(
            model_name='feedivision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('key__in', ['inhabitants', 'fixed']), ('population_year__isnull', False)), models.Q(('key__in', ['equal', 'weights']), ('population_year__isnull', True)), _connector='OR'), name='fee_division_inhabitants_have_a_year', violation_error_message='Ange vilket års folkmängd som avgiften delas efter.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='feedivision',
            trigger=pgtrigger.compiler.Trigger(name='shares_add_up', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF EXISTS (\n                SELECT 1 FROM budget_feedivision AS division\n                JOIN budget_budget AS budget ON budget.id = division.budget_id\n                WHERE division.id IN (NEW.id) AND (\n                    budget.adopted_on IS NULL\n                    OR division.fee_sek <> (\n                        SELECT COALESCE(SUM(amount_sek), 0) FROM budget_budgetline\n                        WHERE budget_id = budget.id AND is_fee\n                    )\n                    OR division.fee_sek <> (\n                        SELECT COALESCE(SUM(amount_sek), 0) FROM budget_feeshare WHERE division_id = division.id\n                    )\n                )\n            ) THEN\n                RAISE EXCEPTION 'shares_add_up: the shares are not the fee of an adopted budget';\n            END IF;\n            RETURN NULL;\n        ", hash='eedfbfc47ec40823d0adf8e5753a2e9216cf5497', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_shares_add_up_e53ef', table='budget_feedivision', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='feedivision',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;", hash='112802795d459e6dca559744308befdf81ab4182', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_1f05d', table='budget_feedivision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='feedivision',
            trigger=pgtrigger.compiler.Trigger(name='published_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."published_at" IS NOT NULL AND (OLD."budget_id" IS DISTINCT FROM (NEW."budget_id") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."fixed_sek" IS DISTINCT FROM (NEW."fixed_sek") OR OLD."population_year" IS DISTINCT FROM (NEW."population_year") OR OLD."population_source" IS DISTINCT FROM (NEW."population_source") OR OLD."fee_sek" IS DISTINCT FROM (NEW."fee_sek")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='7b77f495ee4e0137645d3d8d61deefdab43d98d8', operation='UPDATE', pgid='pgtrigger_published_stays_8a2ee', table='budget_feedivision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='feedivision',
            trigger=pgtrigger.compiler.Trigger(name='published_is_kept', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."published_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='3e53d0512113f41f1ed5c3b7946d75c3dc25304e', operation='DELETE', pgid='pgtrigger_published_is_kept_2d08b', table='budget_feedivision', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='feeshare',
            constraint=models.UniqueConstraint(fields=('division', 'municipality'), name='fee_share_once_per_municipality', violation_error_message='Kommunen har redan en andel i den fördelningen.'),
        ),
        migrations.AddConstraint(
            model_name='feeshare',
            constraint=models.CheckConstraint(condition=models.Q(('amount_sek__gte', 0)), name='fee_share_not_negative', violation_error_message='En andel kan inte vara negativ.'),
        ),
        migrations.AddConstraint(
            model_name='feeshare',
            constraint=models.CheckConstraint(condition=models.Q(('days__lte', 366), ('first_half_days__lte', models.F('days'))), name='fee_share_days_of_a_half_within_the_year', violation_error_message='Dagarna är fler än året eller halvåret har.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='feeshare',
            trigger=pgtrigger.compiler.Trigger(name='shares_add_up', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF EXISTS (\n                SELECT 1 FROM budget_feedivision AS division\n                JOIN budget_budget AS budget ON budget.id = division.budget_id\n                WHERE division.id IN (NEW.division_id, OLD.division_id) AND (\n                    budget.adopted_on IS NULL\n                    OR division.fee_sek <> (\n                        SELECT COALESCE(SUM(amount_sek), 0) FROM budget_budgetline\n                        WHERE budget_id = budget.id AND is_fee\n                    )\n                    OR division.fee_sek <> (\n                        SELECT COALESCE(SUM(amount_sek), 0) FROM budget_feeshare WHERE division_id = division.id\n                    )\n                )\n            ) THEN\n                RAISE EXCEPTION 'shares_add_up: the shares are not the fee of an adopted budget';\n            END IF;\n            RETURN NULL;\n        ", hash='ac25c156889c28fa58498eb9372c0bd84bf40597', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_shares_add_up_d9197', table='budget_feeshare', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='feeshare',
            trigger=pgtrigger.compiler.Trigger(name='stays_when_published', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        PERFORM 1 FROM budget_feedivision WHERE id IN (NEW.division_id, OLD.division_id) FOR SHARE;\n        IF NOT FOUND OR EXISTS (\n            SELECT 1 FROM budget_feedivision\n            WHERE id IN (NEW.division_id, OLD.division_id) AND published_at IS NOT NULL\n        ) OR EXISTS (\n            SELECT 1 FROM budget_invoicebasis WHERE division_id IN (NEW.division_id, OLD.division_id)\n        ) THEN\n            RAISE EXCEPTION 'stays_when_published: the shares are published or invoiced';\n        END IF;\n        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n        RETURN NEW;\n    ", hash='c18f793235e161c962a4e9ddbc87e1f73ac1246b', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_stays_when_published_6383f', table='budget_feeshare', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='feeshare',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;", hash='f87697fbe5306a8cad8395f008af989dd73bbe73', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_d4d16', table='budget_feeshare', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='population',
            constraint=models.UniqueConstraint(fields=('municipality', 'year'), name='population_once_per_year', violation_error_message='Kommunens folkmängd för det året finns redan.'),
        ),
        migrations.AddConstraint(
            model_name='population',
            constraint=models.CheckConstraint(condition=models.Q(('inhabitants__gte', 1)), name='population_is_someone', violation_error_message='En kommun har minst en invånare.'),
        ),
        migrations.AddConstraint(
            model_name='population',
            constraint=models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='population_has_a_source', violation_error_message='Ange var uppgiften kommer från.'),
        ),
        migrations.AddConstraint(
            model_name='population',
            constraint=models.CheckConstraint(condition=models.Q(('year__range', (1900, 2199))), name='population_year_is_a_year', violation_error_message='Året ska vara mellan 1900 och 2199.'),
        ),
    ]
