# Renditions: what has been made of each photo goes on record by crop and type, and a teaser keeps one short line about
# its picture in place of long lists of addresses. What older releases have made is carried over.

import re

from django.db import migrations, models

BATCH = 1000
WIDTH = re.compile(r"-(\d+)\.webp(?: \d+w)?$")


def carry_sizes_over(apps, schema_editor):
    photos = apps.get_model("articles", "Photo").objects
    for batch in _batches(photos.exclude(rendition_widths=[]).only("pk", "rendition_widths")):
        for photo in batch:
            photo.renditions = {"": {"webp": photo.rendition_widths}}
        photos.bulk_update(batch, ["renditions"])


def carry_teasers_over(apps, schema_editor):
    stories = apps.get_model("articles", "PublishedArticle").objects
    wanted = stories.exclude(teaser_src="").only("pk", "teaser_src", "teaser_srcset")
    for batch in _batches(wanted):
        for story in batch:
            story.teaser_picture = teaser_line(story.teaser_src, story.teaser_srcset)
        stories.bulk_update(batch, ["teaser_picture"])


def teaser_line(src, srcset):
    """`/media/renditions/ab/cdef 320,640 webp` of the addresses of those sizes; "" of any that are not like it."""
    widths = [found[1] for each in srcset.split(", ") if (found := WIDTH.search(each))]
    base = WIDTH.sub("", src)
    return f"{base} {','.join(widths)} webp" if widths and base != src and " " not in base else ""


def _batches(rows):
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield batch
        last = batch[-1].pk


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0011_live_coverage'),
    ]

    operations = [
        migrations.AddField(
            model_name='photo',
            name='renditions',
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name='publishedarticle',
            name='teaser_picture',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.RunPython(carry_sizes_over, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(carry_teasers_over, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField(
            model_name='photo',
            name='rendition_widths',
        ),
        migrations.RemoveField(
            model_name='publishedarticle',
            name='teaser_src',
        ),
        migrations.RemoveField(
            model_name='publishedarticle',
            name='teaser_srcset',
        ),
        migrations.AlterField(
            model_name='errand',
            name='step',
            field=models.CharField(choices=[('announce', 'tell the site that the story is live'), ('expire', 'tell the site that the story is over'), ('withdraw', 'tell the site that the story is withdrawn'), ('index', 'find stories like it'), ('keys', 'tell other versions of it apart'), ('pictures', 'make the sizes of its pictures')], max_length=10),
        ),
    ]
