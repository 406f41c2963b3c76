"""What must never be false of a meeting's state, and that published meetings stay."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("calendar_app", "0004_states_of_published_meetings")]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='only_allowed_states', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{draft:planned,draft:tentative,tentative:planned,tentative:cancelled,planned:called,planned:held,planned:tentative,planned:cancelled,called:held,called:cancelled,held:adjusted,cancelled:planned,cancelled:tentative}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='81816cd51fce9cbc697dbb1b8658bd5895ff3fd1', operation='UPDATE', pgid='pgtrigger_only_allowed_states_d4737', table='calendar_app_meeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='announced_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."announced_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='644600093e7caefec8ca68d02660970c250d4cb9', operation='DELETE', pgid='pgtrigger_announced_stays_5a958', table='calendar_app_meeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='counts_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n        NEW.sequence := GREATEST(OLD.sequence, NEW.sequence);\n        NEW.uid := OLD.uid;\n        IF OLD.announced_at IS NOT NULL AND (\n            OLD.body_id, OLD.kind_id, OLD.title, OLD.precision, OLD.starts_on, OLD.ends_on,\n            OLD.starts_at, OLD.ends_at, OLD.venue, OLD.state\n        ) IS DISTINCT FROM (\n            NEW.body_id, NEW.kind_id, NEW.title, NEW.precision, NEW.starts_on, NEW.ends_on,\n            NEW.starts_at, NEW.ends_at, NEW.venue, NEW.state\n        ) THEN\n            NEW.sequence := OLD.sequence + 1;\n        END IF;\n        RETURN NEW;\n    ', hash='6e13e7763072b516fe7b79a07ee482f76a9c2478', operation='UPDATE', pgid='pgtrigger_counts_changes_a88d3', table='calendar_app_meeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetinghost',
            trigger=pgtrigger.compiler.Trigger(name='host_counts_as_a_change', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n        UPDATE calendar_app_meeting SET sequence = sequence + 1\n        WHERE id IN (NEW.meeting_id, OLD.meeting_id) AND announced_at IS NOT NULL;\n        RETURN NULL;\n    ', hash='64d37fb753fb049b8e459e537b7a9b50089dda96', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_host_counts_as_a_change_5d8cc', table='calendar_app_meetinghost', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'tentative', 'planned', 'called', 'held', 'adjusted', 'cancelled'])), name='meeting_state_is_known', violation_error_message='Välj ett av mötets lägen.'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('announced_at__isnull', True), ('state', 'draft')), models.Q(models.Q(('state', 'draft'), _negated=True), ('announced_at__isnull', False)), _connector='OR'), name='meeting_is_a_draft_until_announced', violation_error_message='Ett utkast är inte publicerat, och ett möte i annat läge är det.'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('precision', 'day'), ('state__in', ('draft', 'tentative', 'cancelled')), _connector='OR'), name='meeting_without_a_day_is_tentative', violation_error_message='Ett möte som bara har månad är utkast, preliminärt eller inställt.'),
        ),
    ]
