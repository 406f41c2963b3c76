"""A decided plan's rows rest until the plan is reopened."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('committee', '0008_references'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='duty',
            trigger=pgtrigger.compiler.Trigger(name='rests_once_decided', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' THEN\n                IF (OLD.id, OLD.plan_id, OLD.kind, OLD.body_id, OLD.preparer_id, OLD.node_id, OLD.minimum_meetings, OLD.period_years) IS NOT DISTINCT FROM (NEW.id, NEW.plan_id, NEW.kind, NEW.body_id, NEW.preparer_id, NEW.node_id, NEW.minimum_meetings, NEW.period_years) THEN RETURN NEW; END IF;\n            END IF;\n            PERFORM 1 FROM committee_plan WHERE id IN ((NEW.plan_id), (OLD.plan_id)) FOR SHARE;\n            IF EXISTS (\n                SELECT 1 FROM committee_planedition AS edition JOIN committee_plan AS plan ON plan.id = edition.plan_id\n                WHERE plan.id IN ((NEW.plan_id), (OLD.plan_id)) AND plan.reopened_at IS NULL\n            ) THEN\n                RAISE EXCEPTION 'rests_once_decided: the plan is decided; its rows change by a correction';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ", hash='c535cd66ac89f43abed22cf3f7c223b48f0ff6db', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_rests_once_decided_9a81f', table='committee_duty', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plannode',
            trigger=pgtrigger.compiler.Trigger(name='rests_once_decided', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' THEN\n                IF (OLD.id, OLD.plan_id, OLD.parent_id, OLD.position, OLD.kind, OLD.number, OLD.title, OLD.text, OLD.is_focus, OLD.body_id, OLD.series_kind, OLD.ancestor) IS NOT DISTINCT FROM (NEW.id, NEW.plan_id, NEW.parent_id, NEW.position, NEW.kind, NEW.number, NEW.title, NEW.text, NEW.is_focus, NEW.body_id, NEW.series_kind, NEW.ancestor) THEN RETURN NEW; END IF;\n            END IF;\n            PERFORM 1 FROM committee_plan WHERE id IN ((NEW.plan_id), (OLD.plan_id)) FOR SHARE;\n            IF EXISTS (\n                SELECT 1 FROM committee_planedition AS edition JOIN committee_plan AS plan ON plan.id = edition.plan_id\n                WHERE plan.id IN ((NEW.plan_id), (OLD.plan_id)) AND plan.reopened_at IS NULL\n            ) THEN\n                RAISE EXCEPTION 'rests_once_decided: the plan is decided; its rows change by a correction';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ", hash='f6eb881bdb03b856efbeb656f0d31f26b42cde74', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_rests_once_decided_44775', table='committee_plannode', when='BEFORE')),
        ),
    ]
