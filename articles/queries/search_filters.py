"""What a reader chose beside the words: section, author, dates, order, and which page of it. A choice that cannot be
understood is told in a sentence and left out, so that there are results to go on from."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.translation import gettext as _

from articles.dates import newsroom_zone
from articles.html import one_line
from articles.models.listing import AuthorListing
from articles.queries.site import NavSection, Site
from articles.search.parsing import Asked, parse

NEWEST = "newest"
NAMES = ("q", "section", "author", "from", "to", "sort", "page", "before")
LONGEST = 120
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Author:
    id: int
    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Filters:
    """`since` and `until`: both days are within. `notes`: what could not be understood."""

    asked: Asked
    section: NavSection | None = None
    author: Author | None = None
    since: date | None = None
    until: date | None = None
    wants_newest: bool = False
    notes: tuple[str, ...] = ()

    @property
    def narrows(self) -> bool:
        return any((self.section, self.author, self.since, self.until))

    @property
    def is_empty(self) -> bool:
        return not self.asked.text and not self.narrows

    @property
    def is_newest(self) -> bool:
        """Without words, nothing is more relevant than the newest."""
        return self.wants_newest or not self.asked.wanted

    @property
    def in_words(self) -> str:
        """What is chosen, in short: `Politics, Ann Lee, 2014-05-08 – 2014-05-09`."""
        days = " – ".join(day.isoformat() if day else "…" for day in (self.since, self.until))
        chosen = [each.name for each in (self.section, self.author) if each]
        return ", ".join([*chosen, days] if self.since or self.until else chosen)

    @property
    def asks(self) -> bool:
        """Whether there is anything to look for. Small words alone are not, whatever they are combined with."""
        return not self.asked.only_small and bool(self.asked.wanted or self.asked.unwanted or self.narrows)

    @property
    def begins(self) -> datetime | None:
        """The first moment of `since` in the newsroom's zone."""
        return _midnight(self.since) if self.since else None

    @property
    def ends(self) -> datetime | None:
        """The moment `until` is over."""
        return _midnight(self.until + timedelta(days=1)) if self.until and self.until < date.max else None

    def address(self, **changed: str) -> str:
        """The address of a search like this one."""
        told = {
            "q": self.asked.text,
            "section": self.section.slug if self.section else "",
            "author": self.author.slug if self.author else "",
            "from": self.since.isoformat() if self.since else "",
            "to": self.until.isoformat() if self.until else "",
            "sort": NEWEST if self.wants_newest else "",
        }
        return f"?{urlencode({name: value for name, value in (told | changed).items() if value})}"


def read_filters(chosen: Mapping[str, str], site: Site, *, now: datetime) -> Filters:
    """Of the words of an address, any text at all. One query when an author is given."""
    asked = parse(chosen.get("q", ""))
    section, author = _section(chosen, site), _author(chosen, now=now)
    since, until = _day(chosen, "from"), _day(chosen, "to")
    turned = bool(since and until and since > until)
    if turned:
        since, until = until, since
    return Filters(
        asked=asked,
        section=section,
        author=author,
        since=since,
        until=until,
        wants_newest=chosen.get("sort") == NEWEST,
        notes=tuple(_notes(chosen, asked, section=section, author=author, turned=turned)),
    )


def _notes(
    chosen: Mapping[str, str], asked: Asked, *, section: NavSection | None, author: Author | None, turned: bool
) -> Iterator[str]:
    if asked.was_cut:
        yield _("That was long. We looked for the first words of it.")
    if asked.only_small:
        yield _("Nearly every story has those words. Add one that says what the story is about.")
    if section is None and _told(chosen, "section"):
        yield _("We have no section “%(name)s”, so we looked in all of them.") % {"name": _told(chosen, "section")}
    if author is None and _told(chosen, "author"):
        yield _("We have no stories by “%(name)s”, so we looked at everybody’s.") % {"name": _told(chosen, "author")}
    for name in ("from", "to"):
        if _told(chosen, name) and _day(chosen, name) is None:
            told = {"date": _told(chosen, name)}
            yield _("There is no date “%(date)s”, so we left it out. Dates look like 2014-05-08.") % told
    if turned:
        yield _("The first date is after the last, so we turned them around.")


def _told(chosen: Mapping[str, str], name: str) -> str:
    return one_line(chosen.get(name, "")[:LONGEST])


def _section(chosen: Mapping[str, str], site: Site) -> NavSection | None:
    slug = _told(chosen, "section").casefold()
    return next((each for each in site.sections if each.slug.casefold() == slug), None) if slug else None


def _author(chosen: Mapping[str, str], *, now: datetime) -> Author | None:
    """By the last part of the address of their page, or by name. Somebody without a story is nobody to readers."""
    told = _told(chosen, "author")
    if not told:
        return None
    called = Q(author__slug=told.casefold()) | Q(author__name__iexact=told)
    rows: Any = AuthorListing.objects.live(now).filter(called)
    row = rows.values_list("author_id", "author__name", "author__slug").first()
    return Author(*row) if row else None


def _day(chosen: Mapping[str, str], name: str) -> date | None:
    told = _told(chosen, name)
    try:
        return date.fromisoformat(told) if _DAY.fullmatch(told) else None
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=newsroom_zone())
