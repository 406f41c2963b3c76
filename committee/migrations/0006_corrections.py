"""A decided plan can be reopened for a reason; the edition that corrects it keeps the reason."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('committee', '0005_who_reads_agendas'),
    ]

    operations = [
        migrations.AddField(
            model_name='plan',
            name='reopened_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='öppnad för rättelse'),
        ),
        migrations.AddField(
            model_name='plan',
            name='reopened_because',
            field=models.CharField(blank=True, editable=False, max_length=300, verbose_name='varför planen rättas'),
        ),
        migrations.AddField(
            model_name='plan',
            name='reopened_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name='öppnad av'),
        ),
        migrations.AddField(
            model_name='planedition',
            name='reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='varför planen rättades'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plan',
            trigger=pgtrigger.compiler.Trigger(name='words_rest_once_decided', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."reopened_at" IS NULL AND (OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."subtitle" IS DISTINCT FROM (NEW."subtitle") OR OLD."issuer" IS DISTINCT FROM (NEW."issuer")))', func="\n                    IF EXISTS (SELECT 1 FROM committee_planedition WHERE plan_id = OLD.id) THEN\n                        RAISE EXCEPTION 'words_rest_once_decided: the plan of % changes by a correction', OLD.year;\n                    END IF;\n                    RETURN NEW;\n                ", hash='7da7899f3d25c2fb6c23658913af9525aea24636', operation='UPDATE', pgid='pgtrigger_words_rest_once_decided_6f039', table='committee_plan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plan',
            trigger=pgtrigger.compiler.Trigger(name='only_a_decided_one_is_reopened', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."reopened_at" IS NOT NULL)', func="\n                    IF NOT EXISTS (SELECT 1 FROM committee_planedition WHERE plan_id = NEW.id) THEN\n                        RAISE EXCEPTION 'only_a_decided_one_is_reopened: the plan of % is a draft', NEW.year;\n                    END IF;\n                    RETURN NEW;\n                ", hash='ca4e59f8a7ad0d4cd5bcea4f012198edcc44a8d6', operation='INSERT OR UPDATE', pgid='pgtrigger_only_a_decided_one_is_reopened_4cc3e', table='committee_plan', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reopened_at__isnull', True), ('reopened_because', ''), ('reopened_by__isnull', True)), models.Q(('reopened_at__isnull', False), models.Q(('reopened_because', ''), _negated=True)), _connector='OR'), name='plan_is_reopened_for_a_reason', violation_error_message='Skriv varför planen rättas.'),
        ),
        migrations.AddConstraint(
            model_name='planedition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number', 1), ('reason', '')), models.Q(('number__gt', 1), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='edition_that_corrects_has_a_reason', violation_error_message='Skriv varför planen rättades.'),
        ),
    ]
