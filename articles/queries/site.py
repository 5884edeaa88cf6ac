"""What every page prints around its content: name, navigation, banner, date line. Two queries."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from articles.dates import in_newsroom_zone, printed_stamp
from articles.models.coverage import SpecialCoverage
from articles.models.section import Section


@dataclass(frozen=True, slots=True)
class NavSection:
    id: int
    name: str
    slug: str
    description: str = ""

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


@dataclass(frozen=True, slots=True)
class Site:
    name: str
    tagline: str
    url: str
    today: str
    sections: tuple[NavSection, ...]
    banner: Banner | None


def story_path(section_slug: str, slug: str, article_id: int) -> str:
    """`/<section>/<slug>-<id>/`: the id finds the story, the rest is for people and search engines."""
    return f"/{section_slug}/{slug}-{article_id}/"


def read_site(*, now: datetime) -> Site:
    """The frame of a page at `now`: sections in one query, the banner with what it points at in another."""
    sections = tuple(
        NavSection(*row) for row in Section.objects.in_navigation().values_list("id", "name", "slug", "description")
    )
    there = in_newsroom_zone(now)
    return Site(
        name=settings.SITE_NAME,
        tagline=settings.SITE_TAGLINE,
        url=settings.SITE_URL,
        today=f"{there:%A}, {there:%B} {there.day}, {there.year}",
        sections=sections,
        banner=_read_banner(sections, now=now),
    )


def _read_banner(sections: tuple[NavSection, ...], *, now: datetime) -> Banner | None:
    coverage = SpecialCoverage.objects.showing(now).select_related("target").first()
    if coverage is None:
        return None
    url, target = coverage.url, coverage.target
    slugs = {section.id: section.slug for section in sections}
    if target is not None and target.is_live(now) and target.section_id in slugs:
        url = story_path(slugs[target.section_id], target.slug, target.article_id)
    stamp = coverage.data_updated_at
    return Banner(
        title=coverage.title,
        label=coverage.label,
        url=url,
        stamp=printed_stamp(stamp) if stamp else "",
        iso_stamp=stamp.isoformat(timespec="seconds") if stamp else "",
    )
