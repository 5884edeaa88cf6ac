"""The pool: the bounded set of live stories from which one page fills its automatic slots, read in one query.

Its parts are short walks down an index each, so a pool costs the same at a thousand stories and at a million.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.db.models import FloatField, OuterRef, QuerySet, Subquery, Value

from articles.models.likeness import Likeness
from articles.models.published import PublishedArticle
from articles.queries.cards import Teaser, teasers_of
from articles.queries.prepared import PreparedQuery
from articles.queries.site import NavSection, Site
from articles.readership.heat import fresh_enough
from articles.related import title_key
from articles.related.scores import relevance

ALIKE, IN_COVERAGE, IN_SECTION, NEWEST, MOST_READ = 16, 8, 16, 20, 10
MOST_READ_ON_FRONTS = 30  # as many again as a section page shows above its ranking
WIDER = 300  # the newest stories, when the pool itself could not fill the page


@dataclass(frozen=True, slots=True)
class Pool:
    """`stories` newest first. `likeness` and `heat` by id: what they share with the page's story, how much they
    are read."""

    stories: tuple[Teaser, ...]
    likeness: Mapping[int, float]
    heat: Mapping[int, float]

    def most_read(self) -> list[Teaser]:
        return sorted((one for one in self.stories if one.article_id in self.heat), key=self._by_heat)

    def in_section(self, section_id: int | None) -> list[Teaser]:
        return [one for one in self.stories if one.section_id == section_id]

    def in_coverage(self, coverage_id: int | None) -> list[Teaser]:
        return [one for one in self.stories if coverage_id is not None and one.coverage_id == coverage_id]

    def alike(self, *, section_id: int | None, by_id: Mapping[int, NavSection], now: datetime) -> list[Teaser]:
        """Stories that have something in common with the page's story, the most relevant first."""
        scored = [
            (
                -relevance_of(one, likeness, section_id=section_id, by_id=by_id, now=now),
                -one.published_at.timestamp(),
                -one.article_id,
                one,
            )
            for one in self.stories
            if (likeness := self.likeness.get(one.article_id, 0.0)) > 0
        ]
        return [one for *_, one in sorted(scored)]

    def _by_heat(self, one: Teaser) -> tuple[float, float, int]:
        return -self.heat[one.article_id], -one.published_at.timestamp(), -one.article_id


def relevance_of(
    one: Teaser, likeness: float, *, section_id: int | None, by_id: Mapping[int, NavSection], now: datetime
) -> float:
    """The rank of a candidate beside a story of `section_id`: likeness, section and age by the candidate's section."""
    return relevance(
        likeness,
        same_section=one.section_id == section_id,
        age_days=(now - one.published_at) / timedelta(days=1),
        half_life_days=by_id[one.section_id].half_life_days,
    )


def read_article_pool(
    site: Site,
    *,
    story_id: int,
    section_id: int,
    coverage_id: int,
    without: Iterable[int],
    now: datetime,
    likeness: Mapping[int, float] | None = None,
) -> Pool:
    """The pool of a story's page; one query. `without` are the stories an editor placed on it: they need no second
    place, and must not use the pool up. `likeness` stands in for what publication stored; that is the preview."""
    left_out = sorted({story_id, *without})
    arguments = {"story_id": story_id, "section_id": section_id, "coverage_id": coverage_id}
    if likeness is None:
        arguments |= numbered("not", left_out)
        rows = _article_pool(size_for(left_out)).rows(now=now, **arguments)
    else:
        best = sorted(likeness, key=lambda other: (-likeness[other], -other))[:ALIKE]
        alike = PublishedArticle.objects.live(now).exclude(pk__in=left_out).filter(pk__in=best)
        rows = list(_article_rows(alike, left_out, now=now, **arguments))
    return _pool(rows, site, now=now, likeness=likeness)


def with_wider(stories: Iterable[Teaser], site: Site, *, now: datetime) -> tuple[Teaser, ...]:
    """These stories and behind them the newest of the whole site under other headlines, for the rare page that its own
    pool could not fill. One query. A headline that five hundred stories have is passed over by the database."""
    there = tuple(stories)
    headlines = {title_key(one.headline) for one in there} - {""}
    others = PublishedArticle.objects.live(now).exclude(headline_key__in=headlines).newest_first()
    return (*there, *teasers_of(others.values_list(*Teaser._fields)[:WIDER], site))


def read_front_pool(site: Site, *, coverage_id: int, size: int, now: datetime) -> Pool:
    """The pool of a front: the newest `size` of each section, of the coverage showing, the most read. One query."""
    ids = [section.id for section in site.sections]
    arguments = {"coverage_id": coverage_id, **numbered("section", ids)}
    return _pool(_front_pool(size_for(ids), size).rows(now=now, **arguments), site, now=now)


def most_read(site: Site, *, now: datetime) -> Pool:
    """Only what is read most. One query."""
    return _pool(_most_read.rows(now=now), site, now=now)


def size_for(values: list[int]) -> int:
    """A power of two that has room for the values: few sizes, so few different statements."""
    return 1 << max(0, len(values) - 1).bit_length()


def numbered(name: str, values: list[int]) -> dict[str, int]:
    """Values as arguments name0, name1, …, filled up with 0, which is nobody's id."""
    return {f"{name}{place}": values[place] if place < len(values) else 0 for place in range(size_for(values))}


def _pool(rows: list[Any], site: Site, *, now: datetime, likeness: Mapping[int, float] | None = None) -> Pool:
    """Without stories of sections this process does not know yet: their addresses could not be told."""
    known = [row for row in rows if row[1] in site.by_id]
    lukewarm = fresh_enough(now)
    return Pool(
        stories=tuple(teasers_of([row[:-2] for row in known], site)),
        likeness=likeness if likeness is not None else {row[0]: row[-2] for row in known if row[-2]},
        heat={row[0]: row[-1] for row in known if row[-1] is not None and row[-1] >= lukewarm},
    )


def _ids(*parts: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """The ids in any of the parts. Each part is wrapped, since SQLite takes no LIMIT inside a UNION; and a UNION it has
    to be, because PostgreSQL answers `id IN (…) OR id IN (…)` by reading the whole table."""
    first, *others = (PublishedArticle.objects.filter(pk__in=part).values("pk").order_by() for part in parts)
    return first.union(*others)


def _rows(ids: QuerySet[Any, Any], likeness: Any) -> QuerySet[Any, Any]:
    found = PublishedArticle.objects.filter(pk__in=ids).annotate(likeness=likeness).newest_first()
    return found.values_list(*Teaser._fields, "likeness", "readership__heat")


def _article_rows(
    alike: QuerySet[Any, Any], left_out: list[int], *, now: datetime, story_id: int, section_id: int, coverage_id: int
) -> QuerySet[Any, Any]:
    live = PublishedArticle.objects.live(now).exclude(pk__in=left_out)
    newest = live.newest_first().values("pk")
    read = live.filter(readership__heat__isnull=False).order_by("-readership__heat").values("pk")
    ids = _ids(
        alike.values("pk"),
        newest.filter(coverage_id=coverage_id)[:IN_COVERAGE],
        newest.filter(section_id=section_id)[:IN_SECTION],
        newest[:NEWEST],
        read[:MOST_READ],
    )
    shared = Likeness.objects.filter(story_id=story_id, other_id=OuterRef("pk")).values("score")[:1]
    return _rows(ids, Subquery(shared))


@cache
def _article_pool(size: int) -> PreparedQuery:
    def build(
        *, now: datetime, story_id: int, section_id: int, coverage_id: int, **left_out: int
    ) -> QuerySet[Any, Any]:
        but = list(left_out.values())
        best = Likeness.objects.filter(story_id=story_id).order_by("-score", "-other_id").values("other_id")[:ALIKE]
        alike = PublishedArticle.objects.live(now).exclude(pk__in=but).filter(pk__in=best)
        return _article_rows(alike, but, now=now, story_id=story_id, section_id=section_id, coverage_id=coverage_id)

    return PreparedQuery(build)


@cache
def _front_pool(sections: int, size: int) -> PreparedQuery:
    def build(*, now: datetime, coverage_id: int, **section_ids: int) -> QuerySet[Any, Any]:
        newest = PublishedArticle.objects.live(now).newest_first().values("pk")
        ids = _ids(
            _read_most(now),
            newest.filter(coverage_id=coverage_id)[:IN_COVERAGE],
            *(newest.filter(section_id=section_id)[:size] for section_id in section_ids.values()),
        )
        return _rows(ids, Value(None, output_field=FloatField()))

    return PreparedQuery(build)


def _read_most(now: datetime) -> QuerySet[Any, Any]:
    live = PublishedArticle.objects.live(now).filter(readership__heat__isnull=False)
    return live.order_by("-readership__heat").values("pk")[:MOST_READ_ON_FRONTS]


_most_read = PreparedQuery(lambda *, now: _rows(_read_most(now), Value(None, output_field=FloatField())))
