# A banner may be called live however old its data are: of sources that say so themselves.

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0017_log_by_hand'),
    ]

    operations = [
        migrations.AlterField(
            model_name='specialcoverage',
            name='stale_after',
            field=models.PositiveSmallIntegerField(blank=True, default=60, help_text='Without newer data for this long, readers are no longer told that it is live. Empty: always.', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='stale after (minutes)'),
        ),
    ]
