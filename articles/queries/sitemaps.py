"""Sitemaps: which months of which sections have stories, the stories of one of them, the newest for news, and every
other page. What stands in the files is in syndication/sitemaps.py."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast

from articles.models.contest import Contest
from articles.models.contributor import Contributor
from articles.models.coverage import SpecialCoverage
from articles.models.listing import AuthorListing, TopicListing
from articles.models.published import PublishedArticle
from articles.models.topic import Topic
from articles.photos.rights import use_as_shown
from articles.queries.site import Site, read_site, story_path

MOST = 50_000  # sitemaps.org: “no more than 50,000 URLs”
MOST_NEWS, NEWS_DAYS = 1000, 2  # Google Search Central, “Create a news sitemap”

# From the newest story of a section to the newest before that month, and so on: one look into the index for each month
# that has stories, where counting by month would read every story ever published.
_MONTHS = """
WITH RECURSIVE step(section_id, at) AS (
    SELECT section.id, (
        SELECT MAX(story.published_at) FROM articles_publishedarticle story
        WHERE story.section_id = section.id AND story.withdrawn_at IS NULL AND story.published_at <= %s
    ) FROM articles_section section
    UNION ALL
    SELECT step.section_id, (
        SELECT MAX(story.published_at) FROM articles_publishedarticle story
        WHERE story.section_id = step.section_id AND story.withdrawn_at IS NULL AND story.published_at < {month}
    ) FROM step WHERE step.at IS NOT NULL
)
SELECT section_id, at FROM step WHERE at IS NOT NULL
"""
_MONTH_OF = {
    "sqlite": "strftime('%%Y-%%m-01 00:00:00', step.at)",
    "postgresql": "date_trunc('month', step.at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'",
}


@dataclass(frozen=True, slots=True)
class MonthOfSection:
    """`newest_at`: when its newest story was published. Months are those of UTC."""

    section_slug: str
    year: int
    month: int
    newest_at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """`path` is a path of ours; `changed_at` None where nobody knows. `picture` as publication stores it."""

    path: str
    changed_at: datetime | None = None
    published: str = ""  # "2026-11-28T14:03:00+00:00"
    headline: str = ""
    picture: dict[str, Any] | None = None


def read_months(*, now: datetime) -> tuple[MonthOfSection, ...]:
    """Every month of a section that has stories, the newest first. Two queries; the second costs a look into an index
    for each of them."""
    site = read_site(now=now)
    with connection.cursor() as cursor:
        cursor.execute(
            _MONTHS.format(month=_MONTH_OF[connection.vendor]), [connection.ops.adapt_datetimefield_value(now)]
        )
        rows = [(section_id, _aware(at)) for section_id, at in cursor.fetchall()]
    found = [
        MonthOfSection(site.by_id[section_id].slug, at.year, at.month, at)
        for section_id, at in rows
        if section_id in site.by_id
    ]
    return tuple(sorted(found, key=lambda one: (-one.year, -one.month, one.section_slug)))


def read_month(section_slug: str, year: int, month: int, *, now: datetime) -> tuple[Site, tuple[Entry, ...]] | None:
    """The live stories of a section's month, newest first; None when there is no such section or month."""
    site = read_site(now=now)
    section = next((each for each in site.sections if each.slug == section_slug), None)
    if section is None or not (1 <= month <= 12 and 1 <= year <= 9998):
        return None
    begins = datetime(year, month, 1, tzinfo=UTC)
    ends = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
    stories = PublishedArticle.objects.live(now).filter(
        section_id=section.id, published_at__gte=begins, published_at__lt=ends
    )
    rows = stories.newest_first().values_list("article_id", "slug", "published_at", "updated_at", "lead")[:MOST]
    return site, tuple(
        Entry(
            path=story_path(section.slug, slug, article_id),
            changed_at=updated_at or published_at,
            picture=lead["picture"] if (lead := use_as_shown(stored, now=now)) else None,
        )
        for article_id, slug, published_at, updated_at, stored in rows
    )


def read_news(*, now: datetime) -> tuple[Site, tuple[Entry, ...]]:
    """The stories first published within two days, newest first. Two queries."""
    site = read_site(now=now)
    stories = PublishedArticle.objects.live(now).filter(published_at__gt=now - timedelta(days=NEWS_DAYS))
    # As text: a thousand times are not to be read only to be written again. Both databases tell them in UTC.
    rows = stories.annotate(told=Cast("published_at", CharField())).newest_first()
    columns = ("article_id", "slug", "section_id", "headline", "told")
    return site, tuple(
        Entry(
            story_path(site.by_id[section_id].slug, slug, article_id),
            published=f"{told[:10]}T{told[11:19]}+00:00",
            headline=headline,
        )
        for article_id, slug, section_id, headline, told in rows.values_list(*columns)[:MOST_NEWS]
        if section_id in site.by_id
    )


def read_places(*, now: datetime) -> tuple[Site, tuple[Entry, ...]]:
    """Every page that is no story and has something on it. Six queries."""
    site = read_site(now=now)
    entries = [
        Entry("/"),
        *(Entry(section.url) for section in site.sections),
        *(Entry(page.url) for page in site.pages),
    ]
    entries += [Entry(path) for path in ("/corrections/", "/topics/", "/authors/")]
    entries += _coverages(now)
    entries += (Entry(path) for path in _places_with_stories(now))
    return site, tuple(entries[:MOST])


def _places_with_stories(now: datetime) -> Iterator[str]:
    in_topic = TopicListing.objects.live(now).filter(topic=OuterRef("pk"))
    by_author = AuthorListing.objects.live(now).filter(author=OuterRef("pk"))
    for place, table, listed in (("topics", Topic, in_topic), ("authors", Contributor, by_author)):
        rows: Any = table._default_manager.filter(Exists(listed)).order_by("pk")
        for slug in rows.values_list("slug", flat=True)[:MOST]:
            yield f"/{place}/{slug}/"


def _coverages(now: datetime) -> Iterator[Entry]:
    """Coverages with stories or contests, and the page of each contest."""
    stories = PublishedArticle.objects.live(now).filter(coverage=OuterRef("pk"))
    contests = Contest.objects.filter(coverage=OuterRef("pk"))
    coverages = SpecialCoverage.objects.for_readers().filter(Exists(stories) | Exists(contests)).order_by("pk")
    for slug in coverages.values_list("slug", flat=True)[:MOST]:
        yield Entry(f"/coverage/{slug}/")
    rows = Contest.objects.filter(coverage__is_rehearsal=False).order_by("coverage", "position", "pk")
    for slug, contest, changed_at in rows.values_list("coverage__slug", "slug", "standing__as_of")[:MOST]:
        yield Entry(f"/coverage/{slug}/results/{contest}/", changed_at)


def _aware(at: Any) -> datetime:
    """SQLite hands out text."""
    moment = at if isinstance(at, datetime) else datetime.fromisoformat(at)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
