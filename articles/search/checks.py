"""A system check: on PostgreSQL, whether typing mistakes can be forgiven. `manage.py check --database default` asks it,
and `migrate` does."""

from typing import Any

from django.core import checks
from django.core.checks import CheckMessage, Tags, register
from django.db import DatabaseError, connections

MESSAGE = "Search finds no words that are spelt nearly the same: the database has no pg_trgm."
HINT = (
    "Let the owner of the database run CREATE EXTENSION pg_trgm; and then run `manage.py rebuild_search`, which makes "
    "the index for it. Everything else in search works without."
)
# Before the first `migrate` there is nothing to search for.
LACKS_EXTENSION = """
SELECT to_regclass('articles_searchword') IS NOT NULL
    AND NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm')"""


@register(Tags.database)
def typing_mistakes(databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """One warning for each PostgreSQL database without the extension; none for a database that is away."""
    return [
        checks.Warning(MESSAGE, hint=HINT, id="articles.W001")
        for alias in databases or ()
        if connections[alias].vendor == "postgresql" and _lacks_extension(alias)
    ]


def _lacks_extension(alias: str) -> bool:
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute(LACKS_EXTENSION)
            return bool(cursor.fetchone()[0])
    except DatabaseError:
        return False
