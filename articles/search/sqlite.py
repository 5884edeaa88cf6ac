"""The index on SQLite: an FTS5 table beside the entries, its rowid the place of the story. FTS5 walks it by rowid, so
the newest are found first and nothing is sorted. Functions as in backends.py."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from articles.models.search import SearchEntry
from articles.search.backends import Hit, Within
from articles.search.index import Document
from articles.search.parsing import Asked, Term

CHUNK = 400  # values in one statement: SQLite takes no more than 999 where it is old
_WORDS = "{headline people captions body}"
_WEIGHTS = "10.0, 4.0, 2.0, 1.0, 0.0"  # of the columns, for bm25

_FORGET = (
    "DELETE FROM articles_searchtext WHERE rowid IN "
    "(SELECT place FROM articles_searchentry WHERE story_id IN ({marks}))"
)
_WRITE = (
    "INSERT OR REPLACE INTO articles_searchtext (rowid, headline, people, captions, body, marks) "
    "VALUES (%s, %s, %s, %s, %s, %s)"
)
# Only what has an entry: text that lost its entry by another way than forget() is nobody's.
_FOUND = (
    "FROM articles_searchtext JOIN articles_searchentry ON articles_searchentry.place = articles_searchtext.rowid "
    "WHERE articles_searchtext MATCH %s AND articles_searchtext.rowid >= %s AND articles_searchtext.rowid < %s"
)
_NEWEST = f"SELECT place, story_id {_FOUND} ORDER BY articles_searchtext.rowid DESC LIMIT %s"
_RANKED = (
    f"SELECT * FROM (SELECT place, story_id, -bm25(articles_searchtext, {_WEIGHTS}) AS rank {_FOUND} "  # noqa: S608
    "ORDER BY articles_searchtext.rowid DESC LIMIT %s)"
)
# A story that is found both ways counts as the better of them: words of a headline are rarer, and so worth more.
_BEST = f"SELECT place, story_id, max(rank) FROM ({_RANKED} UNION ALL {_RANKED}) GROUP BY place, story_id"  # noqa: S608


def write(documents: Sequence[Document]) -> None:
    forget([one.story_id for one in documents])
    SearchEntry.objects.bulk_create(
        SearchEntry(
            place=one.place,
            story_id=one.story_id,
            text=one.text,
            projected_at=one.projected_at,
            made_as=one.made_as,
        )
        for one in documents
    )
    rows = [(one.place, one.headline, one.people, one.captions, one.body, " ".join(one.marks)) for one in documents]
    with connection.cursor() as cursor:
        cursor.executemany(_WRITE, rows)


def forget(ids: Sequence[int]) -> None:
    for start in range(0, len(ids), CHUNK):
        some = list(ids[start : start + CHUNK])
        with connection.cursor() as cursor:
            cursor.execute(_FORGET.format(marks=", ".join(["%s"] * len(some))), some)
        SearchEntry.objects.filter(story_id__in=some).delete()


def newest(asked: Asked, within: Within, *, limit: int) -> list[Hit]:
    return _hits(_NEWEST, [_question(asked, within), within.first, within.end, limit])


def candidates(asked: Asked, within: Within, *, limit: int) -> list[Hit]:
    everywhere, in_headline = (_question(asked, within, columns) for columns in (_WORDS, "headline"))
    bounds = (within.first, within.end, limit)
    return _hits(_BEST, [everywhere, *bounds, in_headline, *bounds])


def titled(words: Sequence[str], within: Within, *, limit: int) -> list[Hit]:
    begun = " AND ".join([*(_quoted((word,)) for word in words[:-1]), f"{_quoted((words[-1],))} *"])
    return _hits(_NEWEST, [f"headline : ({begun})", within.first, within.end, limit])


def spelt_like(words: Sequence[str]) -> dict[str, str]:
    return {}  # SQLite has nothing to compare spellings with


def _question(asked: Asked, within: Within, columns: str = _WORDS) -> str:
    """In the language of FTS5, every term in quotation marks: no word is an operator."""
    parts = [f"marks : ({' OR '.join(_quoted((mark,)) for mark in several)})" for several in _marks(within)]
    if asked.wanted:
        parts.append(f"{columns} : ({' AND '.join(map(_quoted, asked.wanted))})")
    whole = " AND ".join(parts)
    if not asked.unwanted:
        return whole
    return f"({whole}) NOT {_WORDS} : ({' OR '.join(map(_quoted, asked.unwanted))})"


def _marks(within: Within) -> list[list[str]]:
    """Of each list one mark has to be there."""
    several = [[f"s{section}" for section in within.sections]] if within.sections else []
    if within.author is not None:
        several.append([f"a{within.author}"])
    return several or [["x"]]


def _quoted(term: Term) -> str:
    return '"' + " ".join(word.replace('"', "") for word in term) + '"'


def _hits(sql: str, arguments: list[Any]) -> list[Hit]:
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)
        return [Hit(*row) for row in cursor.fetchall()]
