"""Which version of a coverage's results readers have: what open tabs ask for every few seconds, at the cost of one
small query. What has changed since is read only when this has.

A version says everything that a fragment is printed from: it counts up with every change (live/coverage.py), and it
changes when time alone changes what is printed: polls close, data grow old, a day ends.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from articles.dates import in_newsroom_zone
from articles.models.contest import Contest
from articles.models.count import Standing
from articles.models.coverage import SpecialCoverage, is_old
from articles.queries.prepared import PreparedQuery

USUAL_MINUTES = 60
NEVER = 60 * 24 * 36_500  # minutes, a hundred years: for coverages without `stale_after`


@dataclass(frozen=True, slots=True)
class Version:
    """`tag` for an ETag. From `ends_at` on nobody need ask any more; None: there is no end. `number`: how often the
    results have changed."""

    tag: str
    ends_at: datetime | None
    number: int


def _facts(found: QuerySet[SpecialCoverage], *, now: datetime, old: datetime) -> QuerySet[Any, tuple[Any, ...]]:
    contests = Contest.objects.filter(coverage=OuterRef("pk"), polls_close_at__lte=now)
    standings = Standing.objects.filter(contest__coverage=OuterRef("pk"), as_of__lt=old)
    closed = contests.order_by().values("coverage").annotate(number=Count("pk")).values("number")
    stale = standings.order_by().values("contest__coverage").annotate(number=Count("pk")).values("number")
    return found.values_list(
        "stale_after", "pk", "results_version", "data_updated_at", "ends_at", Subquery(closed), Subquery(stale)
    )[:1]


_of_coverage = PreparedQuery(
    lambda *, now, old, slug: _facts(SpecialCoverage.objects.for_readers().filter(slug=slug), now=now, old=old)
)
# After how many minutes data are old, by what was asked for: known before the query, and mostly still right.
_minutes: dict[str, int] = {}


def read_version(slug: str, *, now: datetime, coverage: SpecialCoverage | None = None) -> Version | None:
    """The version of a coverage's results at `now` (aware): one query, a second after its `stale_after` was changed,
    unless the `coverage` was just read. None when readers have no such coverage."""
    if coverage is not None:
        _minutes[slug] = coverage.stale_after or NEVER
    minutes = _minutes.get(slug, USUAL_MINUTES)
    rows = _of_coverage.rows(now=now, old=now - timedelta(minutes=minutes), slug=slug)
    if not rows:
        _minutes.pop(slug, None)
        return None
    if (rows[0][0] or NEVER) != minutes:
        minutes = _minutes[slug] = rows[0][0] or NEVER
        rows = _of_coverage.rows(now=now, old=now - timedelta(minutes=minutes), slug=slug)
        if not rows:
            return None
    stale_after, coverage_id, version, newest, ends_at, closed, stale = rows[0]
    is_stale = newest is not None and is_old(newest, stale_after, now=now)
    day = in_newsroom_zone(now).toordinal()
    return Version(f"{coverage_id}-{version}-{closed or 0}-{stale or 0}-{is_stale:d}-{day}", ends_at, version)
