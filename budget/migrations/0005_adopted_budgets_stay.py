"""Keeps what is adopted balanced and as it was."""

import uuid

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('budget', '0004_lineage_of_old_lines'),
    ]

    operations = [
        migrations.AlterField(
            model_name='budgetline',
            name='lineage',
            field=models.UUIDField(default=uuid.uuid4, editable=False, verbose_name='släkt'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budget',
            trigger=pgtrigger.compiler.Trigger(name='follows_the_version_before', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE latest integer;', func="\n        IF TG_OP = 'UPDATE' THEN\n            IF (OLD.year, OLD.number) = (NEW.year, NEW.number) THEN RETURN NEW; END IF;\n        END IF;\n        SELECT COALESCE(MAX(number), 0) INTO latest FROM budget_budget WHERE year = NEW.year AND id <> NEW.id;\n        -- Version 1 of a year that has one is for the unique constraint to refuse, in words.\n        IF NEW.number > 1 AND NEW.number <> latest + 1 THEN\n            RAISE EXCEPTION 'follows_the_version_before: % has no version %', NEW.year, NEW.number - 1;\n        END IF;\n        RETURN NEW;\n    ", hash='d152c4bed2b813fa1341fc3504d6c4b3b1b58540', operation='INSERT OR UPDATE OF "year", "number"', pgid='pgtrigger_follows_the_version_before_86c66', table='budget_budget', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budget',
            trigger=pgtrigger.compiler.Trigger(name='balances', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."adopted_on" IS NOT NULL)', constraint='CONSTRAINT', declare='DECLARE unbalanced integer;', func="\n            SELECT budget.year INTO unbalanced FROM budget_budget AS budget\n            LEFT JOIN budget_budgetline AS line ON line.budget_id = budget.id\n            WHERE budget.id IN (NEW.id) AND budget.adopted_on IS NOT NULL\n            GROUP BY budget.id\n            HAVING COUNT(line.id) = 0\n                OR SUM(CASE line.kind WHEN 'income' THEN line.amount_sek ELSE -line.amount_sek END) <> 0;\n            IF unbalanced IS NOT NULL THEN\n                RAISE EXCEPTION 'balances: the adopted budget for % does not balance', unbalanced;\n            END IF;\n            RETURN NULL;\n        ", hash='cba26db6e0caaa99f22b452bf41c287310673b88', operation='INSERT OR UPDATE OF "adopted_on"', pgid='pgtrigger_balances_955b3', table='budget_budget', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budget',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;", hash='980bdd1789fa163ec2f5ba19e302e9110af371c5', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_6289a', table='budget_budget', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budget',
            trigger=pgtrigger.compiler.Trigger(name='adopted_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."adopted_on" IS NOT NULL AND (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."year" IS DISTINCT FROM (NEW."year") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."adopted_on" IS DISTINCT FROM (NEW."adopted_on") OR OLD."adopted_in" IS DISTINCT FROM (NEW."adopted_in")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='ac5369884c93b57ebf26a4f759e32e0925c78e79', operation='UPDATE', pgid='pgtrigger_adopted_stays_d8235', table='budget_budget', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budget',
            trigger=pgtrigger.compiler.Trigger(name='adopted_is_kept', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."adopted_on" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='35e4455c4fe2881eeaa8e9c0fdf6c3cc3ad8a836', operation='DELETE', pgid='pgtrigger_adopted_is_kept_cc98b', table='budget_budget', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgetline',
            trigger=pgtrigger.compiler.Trigger(name='stays_when_adopted', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n        IF TG_OP = \'UPDATE\' THEN\n            IF (OLD.id, OLD.budget_id, OLD.kind, OLD.position, OLD."group", OLD.label, OLD.amount_sek, OLD.note,\n                OLD.is_fee, OLD.lineage) IS NOT DISTINCT FROM\n                (NEW.id, NEW.budget_id, NEW.kind, NEW.position, NEW."group", NEW.label, NEW.amount_sek, NEW.note,\n                NEW.is_fee, NEW.lineage)\n            THEN RETURN NEW; END IF;\n        END IF;\n        PERFORM 1 FROM budget_budget WHERE id IN (NEW.budget_id, OLD.budget_id) FOR SHARE;\n        -- Foreign keys are asked when the transaction ends: a budget that isn\'t there yet could be adopted by then.\n        IF NOT FOUND OR EXISTS (\n            SELECT 1 FROM budget_budget WHERE id IN (NEW.budget_id, OLD.budget_id) AND adopted_on IS NOT NULL\n        ) THEN\n            RAISE EXCEPTION \'stays_when_adopted: the budget is adopted; its lines change by a revision\';\n        END IF;\n        IF TG_OP = \'DELETE\' THEN RETURN OLD; END IF;\n        RETURN NEW;\n    ', hash='0ffaaf689b25475d8f03e304332eb16b34319317', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_stays_when_adopted_d7dcb', table='budget_budgetline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgetline',
            trigger=pgtrigger.compiler.Trigger(name='balances', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', declare='DECLARE unbalanced integer;', func="\n            SELECT budget.year INTO unbalanced FROM budget_budget AS budget\n            LEFT JOIN budget_budgetline AS line ON line.budget_id = budget.id\n            WHERE budget.id IN (NEW.budget_id, OLD.budget_id) AND budget.adopted_on IS NOT NULL\n            GROUP BY budget.id\n            HAVING COUNT(line.id) = 0\n                OR SUM(CASE line.kind WHEN 'income' THEN line.amount_sek ELSE -line.amount_sek END) <> 0;\n            IF unbalanced IS NOT NULL THEN\n                RAISE EXCEPTION 'balances: the adopted budget for % does not balance', unbalanced;\n            END IF;\n            RETURN NULL;\n        ", hash='51b1cf97b2267846174666cf2107f983af1428ed', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_balances_c373f', table='budget_budgetline', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgetline',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;", hash='152b06b885f785e16b125f520102b97661bc37b7', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_3d8b5', table='budget_budgetline', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='budget',
            constraint=models.UniqueConstraint(condition=models.Q(('adopted_on__isnull', True)), fields=('year',), name='budget_one_draft_per_year', violation_error_message='Året har redan ett utkast till budget.'),
        ),
        migrations.AddConstraint(
            model_name='budget',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='budget_version_counts_from_one', violation_error_message='Den första versionen har nummer 1.'),
        ),
        migrations.AddConstraint(
            model_name='budget',
            constraint=models.CheckConstraint(condition=models.Q(('follow_up_on__isnull', True), ('adopted_on__isnull', False), _connector='OR'), name='budget_follow_up_needs_adoption', violation_error_message='Prognos och utfall visas när budgeten är fastställd.'),
        ),
        migrations.AddConstraint(
            model_name='budgetline',
            constraint=models.UniqueConstraint(fields=('budget', 'lineage'), name='budget_line_once_per_version', violation_error_message='Budgeten har redan en fortsättning på den posten.'),
        ),
        migrations.AddConstraint(
            model_name='budgetline',
            constraint=models.CheckConstraint(condition=models.Q(('is_fee', False), ('kind', 'income'), _connector='OR'), name='budget_line_fee_is_an_income', violation_error_message='Bara en intäkt kan vara en avgift från kommunerna.'),
        ),
    ]
