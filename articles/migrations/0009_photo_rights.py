# Photos that are taken back: what is to be done with their files, and the words for it in the log.

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0008_photos'),
    ]

    operations = [
        migrations.CreateModel(
            name='PhotoErrand',
            fields=[
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('fault', models.TextField(blank=True)),
                ('tried_at', models.DateTimeField(null=True)),
                ('photo', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='errand', serialize=False, to='articles.photo')),
                ('away_at', models.DateTimeField(null=True)),
                ('not_before', models.DateTimeField(db_index=True, null=True)),
            ],
            options={
                'verbose_name': 'photo errand',
            },
        ),
        migrations.AlterField(
            model_name='attention',
            name='kind',
            field=models.CharField(choices=[('alt', 'Photo without a description'), ('link', 'Link to look at'), ('broken', 'Broken link'), ('photo', 'Photo that readers do not see'), ('rights', 'Rights to look at')], max_length=8),
        ),
        migrations.AlterField(
            model_name='auditline',
            name='verb',
            field=models.CharField(choices=[('saved', 'saved'), ('merged', 'brought two versions together'), ('restored', 'brought back an earlier version'), ('submitted', 'sent to review'), ('sent back', 'sent back'), ('ready', 'marked ready'), ('taken back', 'took back'), ('published', 'published'), ('scheduled', 'scheduled'), ('updated', 'published an update'), ('update scheduled', 'scheduled an update'), ('unscheduled', 'took off the schedule'), ('went out', 'went out'), ('expired', 'was taken down'), ('withdrawn', 'withdrew'), ('imported', 'imported'), ('photo taken back', 'took a photo back'), ('photo brought back', 'brought a photo back'), ('photo rights', 'changed the rights of a photo'), ('link made', 'made a preview link'), ('link revoked', 'revoked a preview link')], max_length=20),
        ),
    ]
