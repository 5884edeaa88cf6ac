"""Puts down which photos the published version of each story uses. Told by the versions, of which only what is said of
photos is read, so that the texts of a hundred thousand stories need not pass through here."""

from itertools import islice

from django.db import migrations
from django.db.models import JSONField
from django.db.models.fields.json import KeyTransform

BATCH = 2000


def note_photos(apps, schema_editor):
    stories = apps.get_model("articles", "PublishedArticle").objects.order_by("pk")
    printed = apps.get_model("articles", "PublishedPhoto")
    there = set(apps.get_model("articles", "Photo").objects.values_list("pk", flat=True))
    parts = {
        f"told_{name}": KeyTransform(name, "revision__content", output_field=JSONField())
        for name in ("lead", "photos", "share_photo")
    }
    rows = stories.annotate(**parts).values_list("pk", *parts).iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        printed.objects.bulk_create(
            (
                printed(story_id=pk, photo_id=photo, place=place)
                for pk, lead, photos, shared in batch
                for place, photo in _places(lead, photos, shared)
                if photo in there
            ),
            ignore_conflicts=True,
            batch_size=BATCH,
        )


def _places(lead, photos, shared):
    """(place, number of the photo), each once. The lead photo is printed above the text and not again in it."""
    top = lead.get("photo") if isinstance(lead, dict) else None
    found = {("lead", top)} if top else set()
    for use in photos if isinstance(photos, list) else []:
        if isinstance(use, dict) and use.get("photo") != top:
            found.add(("gallery" if use.get("gallery") else "text", use.get("photo")))
    if isinstance(shared, dict):
        found.add(("share", shared.get("id")))
    return sorted((place, photo) for place, photo in found if isinstance(photo, int))


class Migration(migrations.Migration):
    dependencies = (("articles", "0009_photo_rights"),)
    operations = (migrations.RunPython(note_photos, migrations.RunPython.noop),)
