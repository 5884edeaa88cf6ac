"""What every page prints around its content: name, navigation, banner, date line. At most two queries.

The sections are kept in memory for a few seconds, since every page needs them and they change a few times a year.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import BigIntegerField, Case, PositiveSmallIntegerField, QuerySet, Value, When
from django.utils.translation import to_locale

from articles.dates import printed_stamp, printed_today
from articles.models.coverage import SpecialCoverage
from articles.models.page import Page
from articles.models.published import is_live
from articles.models.section import Section
from articles.queries.prepared import PreparedQuery
from articles.related import story_path

SECTIONS_KEY, SECTIONS_SECONDS = "navigation-with-pages", 5
SECTION_COLUMNS = ("id", "name", "slug", "description", "half_life_days", "parent_id")
BANNER_COLUMNS = (
    "id", "title", "slug", "label", "url", "data_updated_at", "target_id", "target__slug", "target__section_id",
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
    parent_id: int | None = None

    @property
    def url(self) -> str:
        return f"/{self.slug}/"


@dataclass(frozen=True, slots=True)
class StandingPage:
    """A text that stays, linked at the end of every page. `role`: about, ethics, contact, or empty."""

    title: str
    slug: str
    role: str
    in_footer: bool

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

    @property
    def tag(self) -> str:
        """Changes whenever anything of it does."""
        return blake2b(repr(self).encode(), digest_size=9).hexdigest()


@dataclass(frozen=True, slots=True)
class Site:
    name: str
    tagline: str
    url: str
    today: str
    sections: tuple[NavSection, ...]
    by_id: Mapping[int, NavSection]
    banner: Banner | None
    now: datetime  # the moment that the page is printed for
    pages: tuple[StandingPage, ...] = ()
    language: str = "en"  # as <html lang> takes it
    direction: str = "ltr"
    alternates: tuple[tuple[str, str], ...] = ()  # (language, address of the site in it) of sister editions

    twitter: str = ""

    @property
    def locale(self) -> str:
        """`en_US`, as Open Graph writes a language."""
        return to_locale(self.language)

    @property
    def menu(self) -> tuple[NavSection, ...]:
        """The sections of the masthead: those that are not part of another."""
        return tuple(section for section in self.sections if section.parent_id is None)

    def within(self, section: NavSection) -> tuple[NavSection, ...]:
        """The sections inside a section."""
        return tuple(each for each in self.sections if each.parent_id == section.id)

    def page_for(self, role: str) -> StandingPage | None:
        """The page that is this paper's “about”, “ethics” or “contact”."""
        return next((page for page in self.pages if page.role == role), None)


def read_site(*, now: datetime, needs: int | None = None, fresh: bool = False) -> Site:
    """The frame of a page at `now`. `needs` is the id of a section that must be among those known: a section made in
    another process a moment ago is then read at once. `fresh` reads them at once in any case."""
    sections, pages = _navigation(needs, fresh=fresh)
    by_id = {section.id: section for section in sections}
    return Site(
        name=settings.SITE_NAME,
        tagline=settings.SITE_TAGLINE,
        url=settings.SITE_URL,
        today=printed_today(now),
        sections=sections,
        by_id=by_id,
        banner=_read_banner(by_id, now=now),
        now=now,
        pages=pages,
        language=settings.LANGUAGE_CODE,
        direction="rtl" if settings.LANGUAGE_CODE.split("-")[0] in settings.LANGUAGES_BIDI else "ltr",
        alternates=tuple(settings.SITE_ALTERNATES.items()),
        twitter=settings.TWITTER_SITE,
    )


def section_slug(section_id: int, *, fresh: bool = False) -> str:
    """The address of a section, mostly from memory. `fresh` asks the database: before an answer that browsers remember,
    like a redirect for good, another process may know better."""
    return next((section.slug for section in _navigation(section_id, fresh=fresh)[0] if section.id == section_id), "")


def forget_sections() -> None:
    """Read them anew for the next page; called when a section or a standing page was saved or deleted."""
    cache.delete(SECTIONS_KEY)


def _navigation(needs: int | None, *, fresh: bool) -> tuple[tuple[NavSection, ...], tuple[StandingPage, ...]]:
    rows = None if fresh else cache.get(SECTIONS_KEY)
    if rows is None or (needs is not None and all(is_page or row[0] != needs for *row, is_page, _ in rows)):
        rows = list(_navigation_rows())
        cache.set(SECTIONS_KEY, rows, SECTIONS_SECONDS)
    return (
        tuple(NavSection(*row) for *row, is_page, _ in rows if not is_page),
        tuple(
            StandingPage(title, slug, role, in_footer=bool(shown))
            for _, title, slug, role, shown, _, is_page, _ in rows
            if is_page
        ),
    )


def _navigation_rows() -> QuerySet[Any, tuple[Any, ...]]:
    """Sections as SECTION_COLUMNS, and standing pages in columns of the same types, in one read."""
    sections = (
        Section.objects.order_by().annotate(is_page=Value(0)).values_list(*SECTION_COLUMNS, "is_page", "position")
    )
    shown = Case(When(in_footer=True, then=Value(1)), default=Value(0), output_field=PositiveSmallIntegerField())
    pages = (
        Page.objects.public()
        .order_by()
        .annotate(shown=shown, nobody=Value(None, output_field=BigIntegerField()), is_page=Value(1))
    )
    in_columns = pages.values_list("id", "title", "slug", "role", "shown", "nobody", "is_page", "position")
    in_their_columns = sections.values_list(*SECTION_COLUMNS, "is_page", "position")
    return in_their_columns.union(in_columns, all=True).order_by("position", "name")


def _read_banner(by_id: Mapping[int, NavSection], *, now: datetime) -> Banner | None:
    rows = _banner.rows(now=now)
    if not rows:
        return None
    coverage = dict(zip(BANNER_COLUMNS, rows[0], strict=True))
    stamp = coverage["data_updated_at"]
    return Banner(
        title=coverage["title"],
        label=coverage["label"],
        url=_target_path(coverage, by_id, now=now) or coverage["url"] or _own_path(coverage),
        stamp=printed_stamp(stamp) if stamp else "",
        iso_stamp=stamp.isoformat(timespec="seconds") if stamp else "",
        coverage_id=coverage["id"],
    )


def _own_path(coverage: dict[str, Any]) -> str:
    """The coverage's own page, when it was told to point at nothing else."""
    return "" if coverage["target_id"] else f"/coverage/{coverage['slug']}/"


def _target_path(coverage: dict[str, Any], by_id: Mapping[int, NavSection], *, now: datetime) -> str:
    """The path of the story a banner points at, or empty while readers cannot see that story."""
    section = by_id.get(coverage["target__section_id"])
    if section is None:
        return ""
    window = {name: coverage[f"target__{name}"] for name in ("published_at", "expires_at", "withdrawn_at")}
    if not is_live(**window, now=now):
        return ""
    return story_path(section.slug, coverage["target__slug"], coverage["target_id"])
