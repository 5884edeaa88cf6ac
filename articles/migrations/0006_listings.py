"""Lists what readers have already under its topics and authors, and tells each story where its authors' pages are."""

from itertools import islice

from django.db import migrations

BATCH = 1000


def list_stories(apps, schema_editor):
    model = {name: apps.get_model("articles", name) for name in ("PublishedArticle", "TopicListing", "AuthorListing")}
    topics = set(apps.get_model("articles", "Topic").objects.values_list("pk", flat=True))
    slugs = dict(apps.get_model("articles", "Contributor").objects.values_list("pk", "slug"))
    stories = model["PublishedArticle"].objects.select_related("revision").only(
        "authors", "published_at", "revision__content"
    )
    rows = stories.order_by("pk").iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        in_topics, by_authors = [], []
        for story in batch:
            about = {"story_id": story.pk, "published_at": story.published_at}
            lines = story.revision.content.get("bylines") or []
            wanted = {topic["id"] for topic in story.revision.content.get("topics") or []} & topics
            in_topics += [model["TopicListing"](topic_id=pk, **about) for pk in sorted(wanted)]
            wanted = {line["id"] for line in lines} & slugs.keys()
            by_authors += [model["AuthorListing"](author_id=pk, **about) for pk in sorted(wanted)]
            story.authors = [
                {"name": line["name"], "kind": line["kind"], "slug": slugs.get(line["id"], "")} for line in lines
            ]
        model["TopicListing"].objects.bulk_create(in_topics, ignore_conflicts=True)
        model["AuthorListing"].objects.bulk_create(by_authors, ignore_conflicts=True)
        model["PublishedArticle"].objects.bulk_update(batch, ["authors"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = (("articles", "0005_readers_site"),)
    operations = (migrations.RunPython(list_stories, migrations.RunPython.noop),)
