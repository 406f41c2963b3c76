"""Tells what money is worth in different years."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('budget', '0007_invoices'),
    ]

    operations = [
        migrations.CreateModel(
            name='PriceIndex',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(unique=True, verbose_name='år')),
                ('value', models.DecimalField(decimal_places=2, help_text='Alla år ska komma från samma serie, till exempel KPI årsmedeltal eller PKV.', max_digits=8, verbose_name='indextal')),
                ('source', models.CharField(help_text='Till exempel: SCB, KPI årsmedeltal.', max_length=200, verbose_name='källa')),
            ],
            options={
                'verbose_name': 'prisindex',
                'verbose_name_plural': 'prisindex',
                'ordering': ['-year'],
            },
        ),
        migrations.AddConstraint(
            model_name='priceindex',
            constraint=models.CheckConstraint(condition=models.Q(('value__gte', 1), ('value__lt', 1000000)), name='price_index_is_a_number', violation_error_message='Indextalet är ett tal från 1 och uppåt.'),
        ),
        migrations.AddConstraint(
            model_name='priceindex',
            constraint=models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='price_index_has_a_source', violation_error_message='Ange var uppgiften kommer från.'),
        ),
        migrations.AddConstraint(
            model_name='priceindex',
            constraint=models.CheckConstraint(condition=models.Q(('year__range', (1900, 2199))), name='price_index_year_is_a_year', violation_error_message='Året ska vara mellan 1900 och 2199.'),
        ),
    ]
