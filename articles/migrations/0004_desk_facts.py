"""What rows of earlier releases say in the new columns: every revision was a publication, and stories whose working copy
differs from what readers have are marked as changed."""

from django.db import migrations
from django.db.models import Exists, OuterRef


def mark(apps, schema_editor):
    apps.get_model("articles", "Revision").objects.update(kind="published")
    published = apps.get_model("articles", "PublishedArticle").objects
    differs = published.filter(pk=OuterRef("pk")).exclude(content_digest=OuterRef("content_digest"))
    apps.get_model("articles", "Article").objects.filter(Exists(differs)).update(is_changed=True)


class Migration(migrations.Migration):
    dependencies = (("articles", "0003_desk"),)
    operations = (migrations.RunPython(mark, migrations.RunPython.noop),)
