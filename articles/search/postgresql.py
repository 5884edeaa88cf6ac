"""The index on PostgreSQL: a vector for each entry under a GIN index. Functions as in backends.py.

GIN gives what has a word in no order, and all of it: for a word that every story has, that is the whole site. So the
month a story was published in stands among its words (=m202611), as do its section (=s3), its authors (=a7) and once
more the words of its headline (=hbudget). A search walks back from the newest month, twelve months one by one and then
year by year, one look-up in the index for each, and stops as soon as it has enough. No word of a text begins with an
equals sign (words.py).
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from articles.models.search import SearchEntry
from articles.search.backends import Hit, Within
from articles.search.index import Document, moment_of
from articles.search.parsing import Asked
from articles.search.words import language

EXAMINED = 1500  # stories with all the words of a phrase that are looked at for having them in a row
SHORTEST_WORD, LONGEST_WORD = 4, 40
ALIKE_ENOUGH = 0.4  # of pg_trgm's similarity; “goverment” and “government” have 0.57

_WRITE = """
INSERT INTO articles_searchentry (place, story_id, text, projected_at, made_as, vector)
VALUES (%(place)s, %(story_id)s, %(text)s, %(projected_at)s, %(made_as)s,
    setweight(to_tsvector(%(config)s::regconfig, %(headline)s), 'A')
    || setweight(to_tsvector(%(config)s::regconfig, %(people)s), 'B')
    || setweight(to_tsvector(%(config)s::regconfig, %(captions)s), 'C')
    || to_tsvector(%(config)s::regconfig, %(body)s)
    || array_to_tsvector(%(marks)s::text[])
    || array_to_tsvector(ARRAY(
        SELECT '=h' || lexeme FROM unnest(to_tsvector(%(config)s::regconfig, %(headline)s)))))
ON CONFLICT (story_id) DO UPDATE SET place = EXCLUDED.place, text = EXCLUDED.text, vector = EXCLUDED.vector,
    projected_at = EXCLUDED.projected_at, made_as = EXCLUDED.made_as
"""
_WRITE_WORDS = "INSERT INTO articles_searchword (word) SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING"

# `place + 0`, so that the planner cannot choose to walk the table by its key and look at every vector on its way.
_WALK = """
    SELECT found.place, found.story_id, found.vector FROM walked CROSS JOIN LATERAL (
        SELECT place, story_id, vector FROM articles_searchentry
        WHERE vector @@ ({question} && walked.mark) AND place + 0 >= %(first)s AND place + 0 < %(end)s
        ORDER BY place + 0 DESC
    ) AS found LIMIT %(examined)s"""
_ASKED = """
WITH asked AS MATERIALIZED (SELECT {columns}),
spans AS MATERIALIZED (
    SELECT string_agg('''=m' || to_char(month, 'YYYYMM') || '''', ' | ')::tsquery AS mark
    FROM generate_series(
        date_trunc('month', %(newest)s::timestamp),
        date_trunc('month', GREATEST(%(oldest)s::timestamp,
            (SELECT to_timestamp((min(place) >> 29)::float8) AT TIME ZONE 'UTC' FROM articles_searchentry))),
        interval '-1 month') AS month
    GROUP BY CASE WHEN month > %(newest)s::timestamp - interval '1 year' THEN month ELSE date_trunc('year', month) END
    ORDER BY max(month) DESC
),
walked AS MATERIALIZED (SELECT asked.*, spans.mark FROM asked, spans {where})"""
_NEWEST = "{asked} SELECT found.place, found.story_id FROM ({walk}) AS found, asked {exact} LIMIT %(limit)s"
_RANKED = """{asked}, places AS (
    (SELECT found.place FROM ({walk}) AS found, asked {exact} LIMIT %(limit)s)
    UNION (SELECT found.place FROM ({title_walk}) AS found, asked {exact} LIMIT %(limit)s)
)
SELECT place, story_id, ts_rank('{{0.1, 0.2, 0.4, 1.0}}', vector, asked.words, 1)
FROM places JOIN articles_searchentry USING (place), asked"""
_SPELT_LIKE = """
SELECT typed, meant.word FROM unnest(%s::text[]) AS typed CROSS JOIN LATERAL (
    SELECT word, similarity(word, typed) AS likeness FROM articles_searchword
    WHERE word %% typed AND word <> typed AND left(word, 1) = left(typed, 1)
    ORDER BY likeness DESC, abs(length(word) - length(typed)), word LIMIT 1
) AS meant WHERE meant.likeness >= %s"""

_COMPARING: set[str] = set()  # names of databases that are known to have pg_trgm


def write(documents: Sequence[Document]) -> None:
    config = language()
    with connection.cursor() as cursor:
        for one in documents:
            marks = [f"={mark}" for mark in (*one.marks, f"m{moment_of(one.place):%Y%m}")]
            cursor.execute(_WRITE, {**one._asdict(), "marks": marks, "config": config})
        # In one order, so that two publications that bring the same new words do not wait for each other in a circle.
        words = {word for one in documents for part in (one.headline, one.people, one.body) for word in part.split()}
        new = sorted(word for word in words if SHORTEST_WORD <= len(word) <= LONGEST_WORD and word.isalpha())
        cursor.execute(_WRITE_WORDS, [new])


def forget(ids: Sequence[int]) -> None:
    SearchEntry.objects.filter(story_id__in=list(ids)).delete()


def newest(asked: Asked, within: Within, *, limit: int) -> list[Hit]:
    return _hits(_NEWEST, asked, within, limit=limit)


def candidates(asked: Asked, within: Within, *, limit: int) -> list[Hit]:
    return _hits(_RANKED, asked, within, limit=limit)


def titled(words: Sequence[str], within: Within, *, limit: int) -> list[Hit]:
    """The last word as it is typed and, since it may be typed to its end, by its stem."""
    *whole, last = words
    arguments: dict[str, Any] = {"last": last, "begun": f"'=h{last}':*", "config": language()}
    columns = f"(%(begun)s::tsquery || COALESCE({_in_headline('%(last)s')}, ''::tsquery)) AS question"
    if whole:
        columns = f"COALESCE({_in_headline('%(whole)s')}, ''::tsquery) && {columns}"
        arguments["whole"] = " ".join(whole)
    asked = _ASKED.format(columns=columns, where="")
    sql = _NEWEST.format(asked=asked, walk=_WALK.format(question="walked.question"), exact="")
    return _run(sql, {**arguments, **_bounds(within), "limit": limit, "examined": limit})


def spelt_like(words: Sequence[str]) -> dict[str, str]:
    if not words or not _compares_spellings():
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_SPELT_LIKE, [list(words), ALIKE_ENOUGH])
        return dict(cursor.fetchall())


def _compares_spellings() -> bool:
    """Whether pg_trgm is there. Once it is, it stays; one query until then."""
    if connection.settings_dict["NAME"] not in _COMPARING:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
            if cursor.fetchone() is None:
                return False
        _COMPARING.add(connection.settings_dict["NAME"])
    return True


def _hits(template: str, asked: Asked, within: Within, *, limit: int) -> list[Hit]:
    columns, arguments = _question(asked)
    marks = _marks(within)
    narrowed = "%(marks)s::tsquery && " if marks else ""
    # What is wanted may all be small words to PostgreSQL, which would leave nothing that has to be there.
    where = "WHERE numnode(plainto_tsquery(%(config)s::regconfig, %(all)s)) > 0" if asked.wanted else ""
    sql = template.format(
        asked=_ASKED.format(columns=columns, where=where),
        walk=_WALK.format(question=f"{narrowed}walked.loose"),
        title_walk=_WALK.format(question=f"{narrowed}walked.title"),
        exact="WHERE found.vector @@ asked.words" if asked.has_phrases else "",
    )
    examined = EXAMINED if asked.has_phrases else limit
    return _run(sql, {**arguments, **_bounds(within), "marks": marks, "limit": limit, "examined": examined})


def _question(asked: Asked) -> tuple[str, dict[str, Any]]:
    """The columns of `asked`, and their arguments: `words` is what is asked; `loose` the same without the order of
    words, which the index alone can answer; `title` as loose, but all of it in the headline."""
    config = "%(config)s::regconfig"
    arguments: dict[str, Any] = {"config": language(), "all": asked.words}
    exact, loose = [], [f"plainto_tsquery({config}, %(all)s)"] if asked.wanted else []
    for place, term in enumerate(asked.wanted):
        arguments[f"term{place}"] = " ".join(term)
        exact.append(f"phraseto_tsquery({config}, %(term{place})s)")
    but = []
    for place, term in enumerate(asked.unwanted):
        arguments[f"not{place}"] = " ".join(term)
        exact.append(f"(!! phraseto_tsquery({config}, %(not{place})s))")
        if len(term) == 1:
            but.append(exact[-1])
    nothing = "''::tsquery"
    title = [f"COALESCE({_in_headline('%(all)s')}, {nothing})"]
    columns = {"words": exact, "loose": loose + but, "title": title + but}
    return ", ".join(f"{' && '.join(parts) or nothing} AS {name}" for name, parts in columns.items()), arguments


def _in_headline(text: str) -> str:
    """SQL for all words of a text that are not too small, in a headline; null when there are none."""
    return (
        "(SELECT string_agg('''=h' || lexeme || '''', ' & ') "  # noqa: S608 (the text is a placeholder)
        f"FROM unnest(to_tsvector(%(config)s::regconfig, {text})))::tsquery"
    )


def _marks(within: Within) -> str:
    parts = []
    if within.sections:
        parts.append("(" + " | ".join(f"'=s{section}'" for section in within.sections) + ")")
    if within.author is not None:
        parts.append(f"'=a{within.author}'")
    return " & ".join(parts)


def _bounds(within: Within) -> dict[str, Any]:
    oldest, newest = (moment_of(place).replace(tzinfo=None) for place in (within.first, within.end))
    return {"first": within.first, "end": within.end, "oldest": oldest, "newest": newest}


def _run(sql: str, arguments: dict[str, Any]) -> list[Hit]:
    used = {name: value for name, value in arguments.items() if f"%({name})s" in sql}
    with connection.cursor() as cursor:
        cursor.execute(sql, used)
        return [Hit(*row) for row in cursor.fetchall()]
