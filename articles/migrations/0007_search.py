"""The search index, and in it what readers have already. By hand, as it was made when this was written: code that makes
entries today may have changed since. `rebuild_search` brings them to what it makes."""

import math
import re
import unicodedata
from datetime import UTC, datetime
from itertools import islice

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import articles.models.search
from articles.html import plain_text

BATCH = 500
LONGEST = 100_000
LANGUAGES = {"en": "english", "es": "spanish"}
WRITE = {
    "postgresql": """
        INSERT INTO articles_searchentry (place, story_id, text, projected_at, made_as, vector)
        VALUES (%(place)s, %(story_id)s, %(text)s, %(projected_at)s, %(made_as)s,
            setweight(to_tsvector(%(config)s::regconfig, %(headline)s::text), 'A')
            || setweight(to_tsvector(%(config)s::regconfig, %(people)s::text), 'B')
            || setweight(to_tsvector(%(config)s::regconfig, %(captions)s::text), 'C')
            || to_tsvector(%(config)s::regconfig, %(body)s::text)
            || array_to_tsvector(%(marks)s::text[])
            || array_to_tsvector(ARRAY(
                SELECT '=h' || lexeme FROM unnest(to_tsvector(%(config)s::regconfig, %(headline)s::text)))))
        ON CONFLICT DO NOTHING""",
    "sqlite": "INSERT INTO articles_searchtext (rowid, headline, people, captions, body, marks) "
    "VALUES (%(place)s, %(headline)s, %(people)s, %(captions)s, %(body)s, %(marks)s)",
}
WORDS = "INSERT INTO articles_searchword (word) SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING"
UNSPACED = re.compile("([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")


def fill(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "sqlite":  # indexes are made when a migration ends, and this one is needed now
        stems = "porter " if settings.LANGUAGE_CODE.startswith("en") else ""
        schema_editor.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS articles_searchtext USING fts5(headline, people, captions, body, marks, "
            f"tokenize = '{stems}unicode61 remove_diacritics 2', prefix = '3')"
        )
    model = {name: apps.get_model("articles", name) for name in ("PublishedArticle", "AuthorListing", "SearchEntry")}
    rows = model["PublishedArticle"].objects.filter(withdrawn_at__isnull=True).order_by("pk").iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        authors = {}
        for story_id, author_id in model["AuthorListing"].objects.filter(
            story__in=[story.pk for story in batch]
        ).values_list("story_id", "author_id"):
            authors.setdefault(story_id, []).append(author_id)
        documents = [document(story, authors.get(story.pk, []), vendor) for story in batch]
        if vendor == "sqlite":
            model["SearchEntry"].objects.bulk_create(
                model["SearchEntry"](**{name: one[name] for name in ("place", "story_id", "text", "projected_at", "made_as")})
                for one in documents
            )
        with schema_editor.connection.cursor() as cursor:
            for one in documents:
                cursor.execute(WRITE[vendor], one if vendor == "postgresql" else
                               {name: one[name] for name in ("place", "headline", "people", "captions", "body", "marks")})
            if vendor == "postgresql":
                words = {word for one in documents for name in ("headline", "people", "body") for word in one[name].split()}
                cursor.execute(WORDS, [sorted(word for word in words if 4 <= len(word) <= 40 and word.isalpha())])


def document(story, authors, vendor):
    config = LANGUAGES.get(settings.LANGUAGE_CODE.split("-")[0].lower(), "simple")
    seconds = max(-(2**34) + 1, min(2**34 - 1, math.floor(story.published_at.timestamp())))
    texts = [plain_text(block["html"]) for block in story.blocks if block["type"] == "text"]
    captions = [(story.lead or {}).get("caption", "")]
    captions += [block.get("caption", "") for block in story.blocks if block["type"] == "photo"]
    captions = [caption for caption in captions if caption]
    marks = ["x", f"s{story.section_id}", *(f"a{author}" for author in authors)]
    month = datetime.fromtimestamp(seconds, UTC).strftime("%Y%m")
    made = {
        "place": (seconds << 29) + story.pk % (1 << 29),
        "story_id": story.pk,
        "headline": loosened(f"{story.headline} {story.kicker}"),
        "people": loosened("\n".join([story.dek, *(author["name"] for author in story.authors)])),
        "captions": loosened("\n".join([*captions, *(topic["name"] for topic in story.topics)])),
        "body": loosened("\n".join([story.dateline, *texts])),
        "text": "\n".join(part for part in (story.dek, *texts, *captions) if part)[:LONGEST],
        "projected_at": story.projected_at,
        "made_as": f"1 {config}",
        "marks": " ".join(marks),
    }
    if vendor == "postgresql":
        made |= {"config": config, "marks": [f"={mark}" for mark in (*marks, f"m{month}")]}
    return made


def loosened(text):
    text = unicodedata.normalize("NFKD", text[:LONGEST])
    text = unicodedata.normalize("NFC", re.sub("[\u0300-\u036f]", "", text))
    text = re.sub(r"\b(?:[^\W\d_]\.){2,}", lambda found: found[0].replace(".", ""), text)
    text = re.sub(r"(?<=\w)['’](?=\w)|(?<=\d),(?=\d{3})", "", re.sub(r"['’]s\b", "", text))
    return " ".join(UNSPACED.sub(r" \1 ", re.sub(r"[\W_]+", " ", text.casefold())).split())


class Migration(migrations.Migration):
    dependencies = (("articles", "0006_listings"),)
    operations = (
        migrations.CreateModel(
            name="SearchWord",
            fields=[("word", models.CharField(max_length=40, primary_key=True, serialize=False))],
            options={
                "verbose_name": "search word",
                "verbose_name_plural": "search words",
                "indexes": [
                    articles.models.search.LikenessOfWordsIndex(fields=["word"], name="search_likeness_of_words")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                ("text", models.TextField(blank=True)),
                ("vector", articles.models.search.TextVector(null=True)),
                ("projected_at", models.DateTimeField()),
                ("made_as", models.CharField(max_length=32)),
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_entry",
                        to="articles.publishedarticle",
                    ),
                ),
            ],
            options={
                "verbose_name": "search entry",
                "verbose_name_plural": "search entries",
                "indexes": [articles.models.search.WordIndex(fields=["vector"], name="search_words")],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    )
