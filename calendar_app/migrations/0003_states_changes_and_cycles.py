"""Meetings get states, ids for calendars and a record of changes; hosts may follow each other in a cycle."""

import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('calendar_app', '0002_secretariat_rights'),
        ('committee', '0004_promises_of_more_kinds'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MeetingChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('changed_at', models.DateTimeField(verbose_name='ändrat')),
                ('what', models.CharField(choices=[('date', 'datum'), ('day', 'dag'), ('time', 'tid'), ('hosts', 'värdkommun'), ('venue', 'lokal'), ('name', 'möte'), ('state', 'läge')], max_length=5, verbose_name='vad')),
                ('before', models.CharField(blank=True, help_text='Läget som kod, annars som det lästes.', max_length=1000, verbose_name='före')),
                ('after', models.CharField(blank=True, max_length=1000, verbose_name='efter')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='skäl')),
            ],
            options={
                'verbose_name': 'ändring av möte',
                'verbose_name_plural': 'ändringar av möten',
                'ordering': ['changed_at', 'pk'],
            },
        ),
        migrations.AlterModelOptions(
            name='hostturn',
            options={'ordering': ['year', 'body__position', 'position'], 'verbose_name': 'värdskap', 'verbose_name_plural': 'värdskap'},
        ),
        migrations.RemoveConstraint(
            model_name='hostturn',
            name='host_turn_year_is_a_year',
        ),
        migrations.AddField(
            model_name='hostturn',
            name='position',
            field=models.PositiveSmallIntegerField(blank=True, help_text='När värdarna följer på varandra, möte för möte.', null=True, verbose_name='plats i ordningen'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='joining_link',
            field=models.URLField(blank=True, help_text='För den som deltar på distans. Visas aldrig för allmänheten.', verbose_name='möteslänk'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='sequence',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='ändringsnummer'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='state',
            field=models.CharField(choices=[('draft', 'utkast'), ('tentative', 'preliminärt'), ('planned', 'planerat'), ('called', 'kallat'), ('held', 'genomfört'), ('adjusted', 'justerat'), ('cancelled', 'inställt')], default='draft', editable=False, max_length=9, verbose_name='läge'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='uid',
            field=models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True, verbose_name='id i kalendrar'),
        ),
        migrations.AddField(
            model_name='meetingkind',
            name='counts_in_rota',
            field=models.BooleanField(default=False, help_text='Värden för ett sådant möte har haft sin tur.', verbose_name='räknas i värdordningen'),
        ),
        migrations.AlterField(
            model_name='hostturn',
            name='year',
            field=models.PositiveSmallIntegerField(blank=True, help_text='När värdskapet gäller ett helt år.', null=True, verbose_name='år'),
        ),
        migrations.AddConstraint(
            model_name='hostturn',
            constraint=models.UniqueConstraint(fields=('body', 'position'), name='host_turn_once_per_body_and_position', violation_error_message='En annan kommun har redan den platsen i ordningen.'),
        ),
        migrations.AddConstraint(
            model_name='hostturn',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('position__isnull', False), ('year__isnull', True)), models.Q(('position__isnull', True), ('year__isnull', False)), _connector='OR'), name='host_turn_has_a_year_or_a_position', violation_error_message='Ange antingen år eller plats i ordningen.'),
        ),
        migrations.AddConstraint(
            model_name='hostturn',
            constraint=models.CheckConstraint(condition=models.Q(('year__isnull', True), ('year__range', (1900, 2199)), _connector='OR'), name='host_turn_year_is_a_year', violation_error_message='Året ska vara mellan 1900 och 2199.'),
        ),
        migrations.AddField(
            model_name='meetingchange',
            name='changed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='ändrat av'),
        ),
        migrations.AddField(
            model_name='meetingchange',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='calendar_app.meeting', verbose_name='möte'),
        ),
        migrations.AddIndex(
            model_name='meetingchange',
            index=models.Index(fields=['meeting', 'changed_at'], name='change_by_meeting'),
        ),
    ]
