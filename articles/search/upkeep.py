"""What rebuild_search does to the index as a whole, beside writing every story (index.py)."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q

from articles.models.published import PublishedArticle
from articles.models.search import TEXT_COLUMNS, TEXT_TABLE, SearchEntry, text_table_sql
from articles.search.index import belongs, forget_stories

BATCH = 500

_LOST_TEXTS = f"DELETE FROM {TEXT_TABLE} WHERE rowid NOT IN (SELECT place FROM articles_searchentry)"  # noqa: S608
# As models/search.py makes it, for a database that has got pg_trgm only since.
_SPELLINGS = """
DO $$ BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX IF NOT EXISTS search_likeness_of_words ON articles_searchword USING gin (word gin_trgm_ops);
EXCEPTION WHEN OTHERS THEN RAISE NOTICE 'Search goes without forgiving typing mistakes: %', SQLERRM;
END $$"""


def compare_spellings() -> None:
    """Make the index that finds words spelt nearly the same, where the database allows it and has none."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_SPELLINGS)


def speak() -> None:
    """On SQLite, make the table of texts anew when the language of the site has changed, with the same texts in it.
    One transaction: a search finds the old table or the new."""
    if connection.vendor != "sqlite":
        return
    new, columns = f"{TEXT_TABLE}_new", ", ".join(("rowid", *TEXT_COLUMNS))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [TEXT_TABLE])
        if _tokenizer(cursor.fetchone()[0]) == _tokenizer(text_table_sql(TEXT_TABLE)):
            return
        cursor.execute(text_table_sql(new))
        cursor.execute(f"INSERT INTO {new} ({columns}) SELECT {columns} FROM {TEXT_TABLE}")  # noqa: S608
        cursor.execute(f"DROP TABLE {TEXT_TABLE}")
        cursor.execute(f"ALTER TABLE {new} RENAME TO {TEXT_TABLE}")


def _tokenizer(sql: str) -> str:
    return sql.partition("tokenize")[2].strip()


def sweep(*, now: datetime) -> int:
    """Take out what is no more: stories withdrawn or expired by `now`, and texts without a story. Returns how many
    stories it took out. Each batch is a transaction of its own; what was published again meanwhile stays."""
    removed, last = 0, 0
    while batch := _over(after=last, now=now):
        last = batch[-1]
        removed += _forget_over(batch, now=now)
    if connection.vendor == "sqlite":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_LOST_TEXTS)
    return removed


def _over(*, after: int, now: datetime) -> list[int]:
    over = Q(story__withdrawn_at__isnull=False) | Q(story__expires_at__lte=now)
    entries = SearchEntry.objects.filter(over, story__gt=after)
    return list(entries.order_by("story").values_list("story", flat=True)[:BATCH])


@transaction.atomic
def _forget_over(ids: list[int], *, now: datetime) -> int:
    held = PublishedArticle.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    gone = [story.pk for story in held.only("withdrawn_at", "expires_at") if not belongs(story, now=now)]
    forget_stories(gone)
    return len(gone)
