"""What every page prints around its content: name, navigation, banner, date line. At most two queries.

The sections are kept in memory for a few seconds, since every page needs them and they change a few times a year.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.cache import cache

from articles.dates import in_newsroom_zone, printed_stamp
from articles.models.coverage import SpecialCoverage
from articles.models.published import is_live
from articles.models.section import Section
from articles.queries.prepared import PreparedQuery
from articles.related import story_path

SECTIONS_KEY, SECTIONS_SECONDS = "navigation", 5
BANNER_COLUMNS = (
    "id", "title", "label", "url", "data_updated_at", "target_id", "target__slug", "target__section_id",
    "target__published_at", "target__expires_at", "target__withdrawn_at",
)  # fmt: skip

_banner = PreparedQuery(lambda *, now: SpecialCoverage.objects.showing(now).values_list(*BANNER_COLUMNS)[:1])


@dataclass(frozen=True, slots=True)
class NavSection:
    id: int
    name: str
    slug: str
    description: str = ""
    half_life_days: int = 7

    @property
    def url(self) -> str:
        return f"/{self.slug}/"


@dataclass(frozen=True, slots=True)
class Banner:
    """The special-coverage banner: `Your Voice Your Vote`, `Live results`, `Last Updated: April 23, 10:42:16PM ET`."""

    title: str
    label: str
    url: str  # empty: nothing to point at
    stamp: str  # printed; empty when no data has come in
    iso_stamp: str
    coverage_id: int = 0


@dataclass(frozen=True, slots=True)
class Site:
    name: str
    tagline: str
    url: str
    today: str
    sections: tuple[NavSection, ...]
    by_id: Mapping[int, NavSection]
    banner: Banner | None


def read_site(*, now: datetime, needs: int | None = None, fresh: bool = False) -> Site:
    """The frame of a page at `now`. `needs` is the id of a section that must be among those known: a section made in
    another process a moment ago is then read at once. `fresh` reads them at once in any case."""
    sections = _sections(needs, fresh=fresh)
    by_id = {section.id: section for section in sections}
    there = in_newsroom_zone(now)
    return Site(
        name=settings.SITE_NAME,
        tagline=settings.SITE_TAGLINE,
        url=settings.SITE_URL,
        today=f"{there:%A}, {there:%B} {there.day}, {there.year}",
        sections=sections,
        by_id=by_id,
        banner=_read_banner(by_id, now=now),
    )


def section_slug(section_id: int, *, fresh: bool = False) -> str:
    """The address of a section, mostly from memory. `fresh` asks the database: before an answer that browsers remember,
    like a redirect for good, another process may know better."""
    return next((section.slug for section in _sections(section_id, fresh=fresh) if section.id == section_id), "")


def forget_sections() -> None:
    """Read them anew for the next page; called when a section was saved or deleted."""
    cache.delete(SECTIONS_KEY)


def _sections(needs: int | None, *, fresh: bool) -> tuple[NavSection, ...]:
    rows = None if fresh else cache.get(SECTIONS_KEY)
    if rows is None or (needs is not None and all(row[0] != needs for row in rows)):
        rows = list(Section.objects.in_navigation().values_list("id", "name", "slug", "description", "half_life_days"))
        cache.set(SECTIONS_KEY, rows, SECTIONS_SECONDS)
    return tuple(NavSection(*row) for row in rows)


def _read_banner(by_id: Mapping[int, NavSection], *, now: datetime) -> Banner | None:
    rows = _banner.rows(now=now)
    if not rows:
        return None
    coverage = dict(zip(BANNER_COLUMNS, rows[0], strict=True))
    stamp = coverage["data_updated_at"]
    return Banner(
        title=coverage["title"],
        label=coverage["label"],
        url=_target_path(coverage, by_id, now=now) or coverage["url"],
        stamp=printed_stamp(stamp) if stamp else "",
        iso_stamp=stamp.isoformat(timespec="seconds") if stamp else "",
        coverage_id=coverage["id"],
    )


def _target_path(coverage: dict[str, Any], by_id: Mapping[int, NavSection], *, now: datetime) -> str:
    """The path of the story a banner points at, or empty while readers cannot see that story."""
    section = by_id.get(coverage["target__section_id"])
    if section is None:
        return ""
    window = {name: coverage[f"target__{name}"] for name in ("published_at", "expires_at", "withdrawn_at")}
    if not is_live(**window, now=now):
        return ""
    return story_path(section.slug, coverage["target__slug"], coverage["target_id"])
