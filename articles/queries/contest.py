"""The page of one contest: how it stands, or how it stood at a moment that is past, with its areas and its history."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from articles.dates import NoSuchTime, at_newsroom_clock, printed_stamp
from articles.queries.fragments import read_version
from articles.queries.results import read_contest, read_contest_at
from articles.queries.results_areas import AreaTable, table_of
from articles.queries.results_chart import ShareChart, chart_of
from articles.queries.results_map import TileMap, map_of_areas
from articles.queries.results_shapes import ContestCard, ContestResults, HistoryLine
from articles.queries.site import Site, read_site

FIRST_YEAR = 2000
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(Z?)", re.ASCII)


class BadMoment(ValueError):
    """Not a time, or one that is not past."""


@dataclass(frozen=True, slots=True)
class ContestBoard:
    """What stands on the page and is kept fresh."""

    card: ContestCard
    chart: ShareChart | None
    map: TileMap | None
    table: AreaTable | None
    lines: tuple[HistoryLine, ...]

    @property
    def json_path(self) -> str:
        return f"{self.card.live_path.rstrip('/')}.json"


@dataclass(frozen=True, slots=True)
class ContestPage:
    """`tag`: the version of what is shown. `past`: the moment that is shown, printed. Each is empty when there is the
    other."""

    site: Site
    results: ContestResults
    shown_at: datetime
    tag: str = ""
    past: str = ""

    @property
    def board(self) -> ContestBoard:
        """Worked out when it is asked for: mostly the page has it in memory, printed."""
        return board_of_contest(self.results, now=self.shown_at)

    @property
    def card(self) -> ContestCard:
        return self.results.card

    @property
    def path(self) -> str:
        return self.card.path

    @property
    def name(self) -> str:
        return self.card.title

    @property
    def description(self) -> str:
        """For search engines and cards: what is known, without figures that are old in an hour."""
        said = [self.card.news or f"{self.name}.", self.card.completeness, self.results.summary.title]
        return " · ".join(part for part in said if part)

    @property
    def trail(self) -> tuple[tuple[str, str], ...]:
        return ((self.results.summary.title, self.results.summary.path),)


def read_contest_page(coverage_slug: str, slug: str, *, now: datetime, at: str = "") -> ContestPage | None:
    """Eight queries; None when there is no such contest. `at`: a past moment as read_moment takes it. The version is
    read first: a change in between is then asked for again, and none is missed. Raises BadMoment."""
    moment = read_moment(at, now=now) if at else None
    version = None if moment else read_version(coverage_slug, now=now)
    found = read_contest_at(coverage_slug, slug, moment) if moment else read_contest(coverage_slug, slug, now=now)
    if found is None:
        return None
    return ContestPage(
        site=read_site(now=now),
        results=found,
        shown_at=moment or now,
        tag=version.tag if version else "",
        past=printed_stamp(moment, now=now) if moment else "",
    )


def read_contest_board(coverage_slug: str, slug: str, *, now: datetime) -> ContestBoard | None:
    """What stands on the page alone, five queries."""
    found = read_contest(coverage_slug, slug, now=now)
    return None if found is None else board_of_contest(found, now=now)


def board_of_contest(found: ContestResults, *, now: datetime) -> ContestBoard:
    return ContestBoard(
        card=found.card,
        chart=chart_of(found.card, now=now),
        map=map_of_areas(found.card, found.areas),
        table=table_of(found.card, found.areas),
        lines=found.lines,
    )


def read_moment(text: str, *, now: datetime) -> datetime:
    """`2026-11-03T22:10` by the newsroom's clock (the first, where it shows that twice), or with a Z by universal time.
    Raises BadMoment."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise BadMoment(text)
    try:
        shown = datetime.fromisoformat(found[1])
        moment = shown.replace(tzinfo=UTC) if found[2] else at_newsroom_clock(shown, second=False)
    except (NoSuchTime, ValueError, OverflowError) as error:
        raise BadMoment(text) from error
    if shown.year < FIRST_YEAR or moment > now:
        raise BadMoment(text)
    return moment
