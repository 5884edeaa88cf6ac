# Photos: focus, rights, what they look like, what a single use says for itself, and which stories print them.

import articles.models.article_photo
import articles.models.photo
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0007_search'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PhotoLook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('piece', models.PositiveSmallIntegerField()),
                ('bits', models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='PublishedPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(choices=[('lead', 'on top'), ('text', 'in the text'), ('gallery', 'in the gallery'), ('share', 'when shared')], max_length=8)),
            ],
            options={
                'verbose_name': 'printed photo',
            },
        ),
        migrations.AlterModelOptions(
            name='photo',
            options={'ordering': ('-id',), 'permissions': (('kill_photo', 'Can take photos back from readers'),)},
        ),
        migrations.AddField(
            model_name='article',
            name='lead_alt_decision',
            field=models.CharField(blank=True, choices=[('', 'As the photo says'), ('text', 'Read out this description'), ('decorative', 'Decorative here: skip it')], default='', max_length=12, verbose_name='lead photo for readers who cannot see it'),
        ),
        migrations.AddField(
            model_name='article',
            name='lead_alt_text',
            field=models.CharField(blank=True, help_text='Only if this story needs another description.', max_length=300, verbose_name='description of the lead photo here'),
        ),
        migrations.AddField(
            model_name='article',
            name='lead_crop',
            field=models.JSONField(blank=True, null=True, validators=[articles.models.article_photo.check_crop], verbose_name='part of the lead photo'),
        ),
        migrations.AddField(
            model_name='articlephoto',
            name='alt_decision',
            field=models.CharField(blank=True, choices=[('', 'As the photo says'), ('text', 'Read out this description'), ('decorative', 'Decorative here: skip it')], default='', max_length=12, verbose_name='for readers who cannot see it'),
        ),
        migrations.AddField(
            model_name='articlephoto',
            name='alt_text',
            field=models.CharField(blank=True, help_text='Only if this story needs another description.', max_length=300, verbose_name='description here'),
        ),
        migrations.AddField(
            model_name='articlephoto',
            name='crop',
            field=models.JSONField(blank=True, null=True, validators=[articles.models.article_photo.check_crop], verbose_name='part of the picture'),
        ),
        migrations.AddField(
            model_name='articlephoto',
            name='in_gallery',
            field=models.BooleanField(default=False, help_text='In the gallery under the text instead of inside the text.', verbose_name='in the gallery'),
        ),
        migrations.AddField(
            model_name='photo',
            name='do_not_publish',
            field=models.BooleanField(default=False, help_text='It stays in the library, and no story with it goes out.', verbose_name='do not publish'),
        ),
        migrations.AddField(
            model_name='photo',
            name='focus_x',
            field=models.PositiveSmallIntegerField(default=500, editable=False, validators=[django.core.validators.MaxValueValidator(1000)]),
        ),
        migrations.AddField(
            model_name='photo',
            name='focus_y',
            field=models.PositiveSmallIntegerField(default=500, editable=False, validators=[django.core.validators.MaxValueValidator(1000)]),
        ),
        migrations.AddField(
            model_name='photo',
            name='keywords',
            field=models.TextField(blank=True, help_text='For finding it, separated by commas.', max_length=2000),
        ),
        migrations.AddField(
            model_name='photo',
            name='killed_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='photo',
            name='killed_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='photo',
            name='killed_reason',
            field=models.CharField(blank=True, editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name='photo',
            name='most_uses',
            field=models.PositiveSmallIntegerField(blank=True, help_text='In how many stories it may stand. Empty: no limit.', null=True, verbose_name='stories at most'),
        ),
        migrations.AddField(
            model_name='photo',
            name='photographer',
            field=models.CharField(blank=True, help_text='Who took it. The credit is what is printed.', max_length=200),
        ),
        migrations.AddField(
            model_name='photo',
            name='rights_end_at',
            field=models.DateTimeField(blank=True, db_index=True, help_text='From then on readers no longer see it, in any story. Empty: no end.', null=True, verbose_name='rights end'),
        ),
        migrations.AddField(
            model_name='photo',
            name='rights_holder',
            field=models.CharField(blank=True, max_length=200, verbose_name='rights held by'),
        ),
        migrations.AddField(
            model_name='photo',
            name='rights_terms',
            field=models.TextField(blank=True, help_text='What was agreed: for which use, where, until when.', max_length=4000, verbose_name='terms'),
        ),
        migrations.AddField(
            model_name='photo',
            name='sent',
            field=models.FileField(blank=True, editable=False, max_length=255, storage=articles.models.photo.sent_files, upload_to='%Y/%m'),
        ),
        migrations.AddField(
            model_name='photo',
            name='sent_fingerprint',
            field=models.CharField(blank=True, db_index=True, editable=False, help_text='SHA-256 of the file as it came.', max_length=64),
        ),
        migrations.AddField(
            model_name='photo',
            name='taken_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='taken'),
        ),
        migrations.AddField(
            model_name='publishedarticle',
            name='teaser_until',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name='photo',
            constraint=models.CheckConstraint(condition=models.Q(('focus_x__lte', 1000), ('focus_y__lte', 1000)), name='photo_focus_in_the_picture'),
        ),
        migrations.AddField(
            model_name='photolook',
            name='photo',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='looks', to='articles.photo'),
        ),
        migrations.AddField(
            model_name='publishedphoto',
            name='photo',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='printed_in', to='articles.photo'),
        ),
        migrations.AddField(
            model_name='publishedphoto',
            name='story',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='printed_photos', to='articles.publishedarticle'),
        ),
        migrations.AddIndex(
            model_name='photolook',
            index=models.Index(fields=['piece', 'bits'], name='photo_look_alike'),
        ),
        migrations.AddConstraint(
            model_name='photolook',
            constraint=models.UniqueConstraint(fields=('photo', 'piece'), name='photo_look_once'),
        ),
        migrations.AddConstraint(
            model_name='publishedphoto',
            constraint=models.UniqueConstraint(fields=('story', 'photo', 'place'), name='published_photo_once'),
        ),
        migrations.AddConstraint(
            model_name='publishedphoto',
            constraint=models.CheckConstraint(condition=models.Q(('place', ''), _negated=True), name='published_photo_has_place'),
        ),
    ]
