"""A newsroom of a million stories in minutes: PostgreSQL copies the stories that are there, with everything that hangs
on them, until there are as many as asked. `python -m tests.benchmarks.multiply 1000000` inside the measured settings.

Each copy is published at another time of the same six years and is alike to the copies that were made with it. Indexes
are dropped meanwhile and built anew at the end: keeping them in order row by row takes many times as long.
"""

import argparse
import os
import time
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
YEARS = 6
REASON = "Generated for measuring"  # of the versions that generate_articles takes
# A time of the last six years that follows from the number of the new row alone, so that all tables agree on it.
AT = (
    "date_trunc('second', now() - ((hashint8({id}) & 2147483647)::float8 / 2147483647 * "
    f"{YEARS * 365 * 86_400} + 60) * interval '1 second')"
)
PRINTED = "to_char({at} AT TIME ZONE 'America/New_York', 'FMMonth FMDD, YYYY, FMHH12:MI AM')"
MONTH = "'=m' || to_char({at} AT TIME ZONE 'UTC', 'YYYYMM')"
COPIED = f"""
CREATE TEMPORARY TABLE copied AS
SELECT story.article_id AS id, row_number() OVER (ORDER BY story.article_id) AS place
FROM articles_publishedarticle story JOIN articles_revision version ON version.id = story.revision_id
WHERE version.reason = '{REASON}'
"""
# `k` counts copies; the last one is of as many stories as are still missing.
INSERT = """
INSERT INTO {table} ({columns}) SELECT {values}
FROM generate_series(1, {copies}) AS k CROSS JOIN copied JOIN {table} t ON t.{story} = copied.id {more}
WHERE (k - 1) * {size} + copied.place <= {missing} ORDER BY {order}
"""
WITH_THE_OTHER = "JOIN copied other ON other.id = t.other_id AND (k - 1) * {size} + other.place <= {missing}"
BESIDE_CONSTRAINTS = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = ANY(%s::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""


def _tables(step: int) -> dict[str, tuple[str, dict[str, str]]]:
    """By table: the column that says which story a row belongs to, and what differs in a copy."""
    own, article, story = (f"t.{name} + k * {step}" for name in ("id", "article_id", "story_id"))
    of_id, of_article, of_story = (AT.format(id=new) for new in (own, article, story))
    row, listed = {"id": own, "article_id": article}, {"id": own, "story_id": story, "published_at": of_story}
    old_month = MONTH.format(at="to_timestamp((t.place >> 29)::float8)")
    found = {
        "story_id": story,
        "place": f"(extract(epoch FROM {of_story})::bigint << 29) + {story}",
        "vector": f"ts_delete(t.vector, {old_month}) || array_to_tsvector(ARRAY[{MONTH.format(at=of_story)}])",
    }
    published = {
        "article_id": article,
        "revision_id": f"t.revision_id + k * {step}",
        "story_key": f"'article:' || ({article})",
        "published_at": of_article,
        "printed_at": PRINTED.format(at=of_article),
    }
    return {
        "articles_article": ("id", {"id": own, "publish_at": of_id, "edited_at": of_id}),
        "articles_revision": ("article_id", row),
        "articles_publishedarticle": ("article_id", published),
        "articles_article_topics": ("article_id", row),
        "articles_byline": ("article_id", row),
        "articles_relatedlink": ("article_id", row),
        "articles_topiclisting": ("story_id", listed),
        "articles_authorlisting": ("story_id", listed),
        "articles_trait": ("story_id", {"story_id": story}),
        "articles_likeness": ("story_id", {"story_id": story, "other_id": f"t.other_id + k * {step}"}),
        "articles_searchentry": ("story_id", found),
    }


def multiply(wanted: int) -> None:
    """Copy stories until `wanted` are published. On PostgreSQL, as the owner of the database."""
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no foreign key is checked row by row
        cursor.execute("SET work_mem = '256MB'")
        cursor.execute("SET maintenance_work_mem = '1GB'")
        cursor.execute("ANALYZE")  # without statistics the copying itself is planned badly
        cursor.execute(COPIED)
        cursor.execute("SELECT count(*), %s - (SELECT count(*) FROM articles_publishedarticle) FROM copied", [wanted])
        size, missing = cursor.fetchone()
        if missing <= 0 or not size:
            raise SystemExit(f"Nothing to copy: {size:,} generated stories, {-missing:,} more than asked.")
        tables = _tables(_highest_number(cursor))
        cursor.execute(BESIDE_CONSTRAINTS, [list(tables)])
        indexes = cursor.fetchall()
        with transaction.atomic():  # interrupted half-way, everything is as it was
            for name, _ in indexes:
                cursor.execute(f"DROP INDEX {name}")
            for table, (story, differing) in tables.items():
                _timed(cursor, table, _insert(cursor, table, story, differing, size=size, missing=missing))
                if "id" in differing:
                    cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")
            for name, definition in indexes:
                _timed(cursor, name, definition)
        cursor.execute("RESET session_replication_role")
        _timed(cursor, "statistics", "VACUUM ANALYZE")


def _highest_number(cursor: Any) -> int:
    """How far the numbers of a copy are from those of the copy before: above all that any table has."""
    with_numbers = [name for name, (_, differing) in _tables(0).items() if "id" in differing]
    cursor.execute(" UNION ".join(f"SELECT COALESCE(max(id), 0) FROM {name}" for name in with_numbers))
    return max(row[0] for row in cursor.fetchall()) + 1


def _insert(cursor: Any, table: str, story: str, differing: dict[str, str], *, size: int, missing: int) -> str:
    cursor.execute(f"SELECT * FROM {table} LIMIT 0")
    columns = [column.name for column in cursor.description]
    with_other = WITH_THE_OTHER.format(size=size, missing=missing) if "other_id" in differing else ""
    return INSERT.format(
        table=table,
        columns=", ".join(f'"{column}"' for column in columns),
        values=", ".join(differing.get(column, f't."{column}"') for column in columns),
        copies=-(-missing // size),
        story=story,
        more=with_other,
        size=size,
        missing=missing,
        # Traits stand in the order of their key, everything else in that of its story.
        order="1, 2" if table == "articles_trait" else f"k, t.{story}",
    )


def _timed(cursor: Any, what: str, sql: str) -> None:
    began = time.monotonic()
    cursor.execute(sql)
    if (took := time.monotonic() - began) >= 1:
        print(f"{took:>7.0f} s  {what}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.multiply", description=__doc__)
    parser.add_argument("stories", type=int)
    stories = parser.parse_args().stories
    django.setup()
    multiply(stories)


if __name__ == "__main__":
    main()
