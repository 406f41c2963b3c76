"""Words of a plan that lead to another part of it."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('committee', '0007_ancestors_and_owners'),
    ]

    operations = [
        migrations.CreateModel(
            name='PlanReference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(help_text='Precis som de står, till exempel jfr sid 4.', max_length=80, verbose_name='ord i texten')),
            ],
            options={
                'verbose_name': 'hänvisning',
                'verbose_name_plural': 'hänvisningar',
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='planreference',
            name='node',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='references', to='committee.plannode', verbose_name='del av planen'),
        ),
        migrations.AddField(
            model_name='planreference',
            name='target',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='referring', to='committee.plannode', verbose_name='leder till'),
        ),
        migrations.AddConstraint(
            model_name='planreference',
            constraint=models.UniqueConstraint(fields=('node', 'words'), name='reference_words_once_in_a_part', violation_error_message='De orden leder redan någonstans.'),
        ),
        migrations.AddConstraint(
            model_name='planreference',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='reference_has_words', violation_error_message='Skriv de ord i texten som ska bli en länk.'),
        ),
        migrations.AddConstraint(
            model_name='planreference',
            constraint=models.CheckConstraint(condition=models.Q(('node', models.F('target')), _negated=True), name='reference_leads_elsewhere', violation_error_message='En hänvisning leder till en annan del.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planreference',
            trigger=pgtrigger.compiler.Trigger(name='target_in_the_same_plan', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF EXISTS (\n                        SELECT 1 FROM committee_plannode AS node JOIN committee_plannode AS target\n                        ON target.id = NEW.target_id WHERE node.id = NEW.node_id AND target.plan_id <> node.plan_id\n                    ) THEN\n                        RAISE EXCEPTION 'target_in_the_same_plan: reference % leads to another plan', NEW.id;\n                    END IF;\n                    RETURN NEW;\n                ", hash='a8f300395e25f0c567d0e0526587a9577f303998', operation='INSERT OR UPDATE', pgid='pgtrigger_target_in_the_same_plan_3ede8', table='committee_planreference', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planreference',
            trigger=pgtrigger.compiler.Trigger(name='rests_once_decided', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' THEN\n                IF (OLD.id, OLD.node_id, OLD.words, OLD.target_id) IS NOT DISTINCT FROM (NEW.id, NEW.node_id, NEW.words, NEW.target_id) THEN RETURN NEW; END IF;\n            END IF;\n            PERFORM 1 FROM committee_plan WHERE id IN ((SELECT plan_id FROM committee_plannode WHERE id = NEW.node_id), (SELECT plan_id FROM committee_plannode WHERE id = OLD.node_id)) FOR SHARE;\n            IF EXISTS (\n                SELECT 1 FROM committee_planedition AS edition JOIN committee_plan AS plan ON plan.id = edition.plan_id\n                WHERE plan.id IN ((SELECT plan_id FROM committee_plannode WHERE id = NEW.node_id), (SELECT plan_id FROM committee_plannode WHERE id = OLD.node_id)) AND plan.reopened_at IS NULL\n            ) THEN\n                RAISE EXCEPTION 'rests_once_decided: the plan is decided; its rows change by a correction';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ", hash='743d161e79d62664c77545d7de1d72a7dd218df9', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_rests_once_decided_46b0e', table='committee_planreference', when='BEFORE')),
        ),
    ]
