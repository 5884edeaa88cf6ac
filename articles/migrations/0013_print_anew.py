# Stories that are printed anew, one after the other, because a photo was given back.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0012_renditions'),
    ]

    operations = [
        migrations.AlterField(
            model_name='errand',
            name='step',
            field=models.CharField(choices=[('announce', 'tell the site that the story is live'), ('expire', 'tell the site that the story is over'), ('withdraw', 'tell the site that the story is withdrawn'), ('index', 'find stories like it'), ('keys', 'tell other versions of it apart'), ('pictures', 'make the sizes of its pictures'), ('print', 'print it anew, with a photo that was given back')], max_length=10),
        ),
    ]
