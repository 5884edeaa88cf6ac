"""What rows of earlier releases say in the new columns: every revision was a publication, stories whose working copy
differs from what readers have are marked as changed, and what is still to happen to a story has its errand."""

from django.db import migrations
from django.db.models import Exists, OuterRef
from django.utils import timezone


def mark(apps, schema_editor):
    apps.get_model("articles", "Revision").objects.update(kind="published")
    published = apps.get_model("articles", "PublishedArticle").objects
    differs = published.filter(pk=OuterRef("pk")).exclude(content_digest=OuterRef("content_digest"))
    apps.get_model("articles", "Article").objects.filter(Exists(differs)).update(is_changed=True)


def plan(apps, schema_editor):
    errand, now = apps.get_model("articles", "Errand"), timezone.now()
    with_readers = apps.get_model("articles", "PublishedArticle").objects.filter(withdrawn_at__isnull=True)
    for step, name in (("announce", "published_at"), ("expire", "expires_at")):
        to_come = with_readers.filter(**{f"{name}__gt": now}).values_list("pk", name)
        errand.objects.bulk_create(
            (errand(article_id=pk, step=step, due_at=at, not_before=at) for pk, at in to_come.iterator()),
            batch_size=500,
        )


class Migration(migrations.Migration):
    dependencies = (("articles", "0003_desk"),)
    operations = (
        migrations.RunPython(mark, migrations.RunPython.noop),
        migrations.RunPython(plan, migrations.RunPython.noop),
    )
