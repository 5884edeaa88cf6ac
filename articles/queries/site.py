"""What every page prints around its content: name, navigation, banner, date line. At most two queries.

The sections are kept in memory for a few seconds, since every page needs them and they change a few times a year.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import BigIntegerField, Case, PositiveSmallIntegerField, QuerySet, Value, When
from django.utils.translation import to_locale

from articles.dates import printed_today
from articles.models.coverage import SpecialCoverage
from articles.models.page import Page
from articles.models.section import Section
from articles.queries.banner import Banner, BannerPlace, banner_of, read_banner
from articles.related import story_path

SECTIONS_KEY, SECTIONS_SECONDS = "navigation-with-pages", 5
SECTION_COLUMNS = ("id", "name", "slug", "description", "half_life_days", "parent_id")


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
class Site:
    name: str
    tagline: str
    url: str
    today: str
    sections: tuple[NavSection, ...]
    by_id: Mapping[int, NavSection]
    banner: BannerPlace | None
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


def read_site(*, now: datetime, needs: int | None = None, section: str = "", fresh: bool = False) -> Site:
    """The frame of a page at `now`. `needs` is the id of the section that the page is in, which must be among those
    known: a section made in another process a moment ago is then read at once; or `section` is its slug. `fresh` reads
    them at once in any case."""
    sections, pages = _navigation(needs, fresh=fresh)
    by_id = {each.id: each for each in sections}
    here = by_id.get(needs or 0) or _called(section, sections)
    return Site(
        name=settings.SITE_NAME,
        tagline=settings.SITE_TAGLINE,
        url=settings.SITE_URL,
        today=printed_today(now),
        sections=sections,
        by_id=by_id,
        banner=_banner_over(here, sections, now=now),
        now=now,
        pages=pages,
        language=settings.LANGUAGE_CODE,
        direction="rtl" if settings.LANGUAGE_CODE.split("-")[0] in settings.LANGUAGES_BIDI else "ltr",
        alternates=tuple(settings.SITE_ALTERNATES.items()),
        twitter=settings.TWITTER_SITE,
    )


def read_banner_of(section: str, *, now: datetime) -> BannerPlace | None:
    """The banner over pages of a section, by its slug; empty or not known: over those that are in none. One query, and
    one for the sections when they are not in memory."""
    sections, _ = _navigation(None, fresh=False)
    return _banner_over(_called(section, sections), sections, now=now)


def knows_section(slug: str) -> bool:
    """Mostly from memory."""
    return _called(slug, _navigation(None, fresh=False)[0]) is not None


def banner_to_be(coverage: SpecialCoverage, *, now: datetime) -> Banner:
    """The banner that a coverage would be at `now`, for whoever writes it."""
    sections, _ = _navigation(None, fresh=False)
    return banner_of(coverage, partial(_path_of, sections), now=now)


def _called(slug: str, sections: tuple[NavSection, ...]) -> NavSection | None:
    return next((section for section in sections if section.slug == slug), None) if slug else None


def _banner_over(here: NavSection | None, sections: tuple[NavSection, ...], *, now: datetime) -> BannerPlace | None:
    address = f"/live/banner/{here.slug}/" if here else "/live/banner/"
    ids = {"section_id": here.id if here else 0, "parent_id": (here.parent_id if here else 0) or 0}
    return read_banner(partial(_path_of, sections), address, **ids, now=now)


def _path_of(sections: tuple[NavSection, ...], section_id: int, slug: str, article_id: int) -> str:
    found = next((section.slug for section in sections if section.id == section_id), "")
    return story_path(found, slug, article_id) if found else ""


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
