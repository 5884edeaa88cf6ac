"""The search index: one row for each story that can be searched for. Written and asked by articles/search/ only.

Both databases keep the row; the words themselves stand in `vector` on PostgreSQL, and on SQLite in a table of its own
(TEXT_TABLE), which Django cannot describe as a model. The indexes below make each database's part, so that it is there
however the tables came about: by migrations, or by `migrate --run-syncdb` in tests.
"""

from typing import Any

from django.conf import settings
from django.db import models

TEXT_TABLE = "articles_searchtext"
TEXT_COLUMNS = ("headline", "people", "captions", "body", "marks")


def text_table_sql(name: str) -> str:
    """Makes the table of texts on SQLite, which knows the endings of English words and of no other language."""
    stems = "porter " if settings.LANGUAGE_CODE.startswith("en") else ""
    return (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5({', '.join(TEXT_COLUMNS)}, "
        f"tokenize = '{stems}unicode61 remove_diacritics 2', prefix = '3')"
    )


class TextVector(models.TextField):
    """PostgreSQL's tsvector: words with their places and weights. Never read back; SQLite leaves it empty."""

    def db_type(self, connection: Any) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"


class WordIndex(models.Index):
    """Finds stories by their words: GIN over the vector on PostgreSQL, an FTS5 table on SQLite."""

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **kwargs: Any) -> Any:
        if schema_editor.connection.vendor == "postgresql":
            # Without fastupdate: readers never search through a list of what has not been sorted in yet.
            name, table = (schema_editor.quote_name(each) for each in (self.name, model._meta.db_table))
            return f"CREATE INDEX {name} ON {table} USING gin (vector) WITH (fastupdate = off)"
        return text_table_sql(TEXT_TABLE)

    def remove_sql(self, model: Any, schema_editor: Any, **kwargs: Any) -> Any:
        if schema_editor.connection.vendor == "postgresql":
            return super().remove_sql(model, schema_editor, **kwargs)
        return f"DROP TABLE IF EXISTS {TEXT_TABLE}"


class LikenessOfWordsIndex(models.Index):
    """Finds words that are spelt nearly the same. It needs PostgreSQL's pg_trgm, which the owner of a database may add;
    where that is not allowed, search works without, and a system check says so (search/checks.py)."""

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **kwargs: Any) -> Any:
        name, table = (schema_editor.quote_name(each) for each in (self.name, model._meta.db_table))
        if schema_editor.connection.vendor == "postgresql":
            return (
                f"DO $$ BEGIN CREATE EXTENSION IF NOT EXISTS pg_trgm; "
                f"CREATE INDEX {name} ON {table} USING gin (word gin_trgm_ops); "
                f"EXCEPTION WHEN OTHERS THEN RAISE NOTICE 'Search goes without forgiving typing mistakes: %', SQLERRM; "
                f"END $$"
            )
        return f"CREATE INDEX {name} ON {table} (word)"

    def remove_sql(self, model: Any, schema_editor: Any, **kwargs: Any) -> Any:
        return f"DROP INDEX IF EXISTS {schema_editor.quote_name(self.name)}"


class SearchEntry(models.Model):
    # Where the story stands among all, oldest first: by the second it was published and then by its id, in one number
    # (search/index.py), so that “newest first” is a walk down one key on both databases.
    place = models.BigIntegerField(primary_key=True)
    story = models.OneToOneField("PublishedArticle", on_delete=models.CASCADE, related_name="search_entry")
    text = models.TextField(blank=True)  # what excerpts are cut from: dek, text and captions, a line each
    vector = TextVector(null=True)
    projected_at = models.DateTimeField()  # of the readers' row it was made from
    made_as = models.CharField(max_length=32)  # how it was made; an older way is made anew by rebuild_search

    class Meta:
        verbose_name = "search entry"
        verbose_name_plural = "search entries"
        indexes = (WordIndex(fields=("vector",), name="search_words"),)

    def __str__(self) -> str:
        return f"search entry of story {self.story_id}"


class SearchWord(models.Model):
    """Words that stories have used, to tell what a mistyped one was meant to be. Kept on PostgreSQL only."""

    word = models.CharField(max_length=40, primary_key=True)

    class Meta:
        verbose_name = "search word"
        verbose_name_plural = "search words"
        indexes = (LikenessOfWordsIndex(fields=("word",), name="search_likeness_of_words"),)

    def __str__(self) -> str:
        return self.word
