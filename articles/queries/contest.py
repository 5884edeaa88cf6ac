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
from articles.queries.results_shapes import ContestCard, ContestResults, CoverageSummary, HistoryLine
from articles.queries.site import Site, read_site

FIRST_YEAR = 2000
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(Z?)", re.ASCII)


class BadMoment(ValueError):
    """Not a time, or one that is not past."""


@dataclass(frozen=True, slots=True)
class ContestBoard:
    """What stands on the page and is kept fresh. `tag`: the version that an open page has."""

    summary: CoverageSummary
    card: ContestCard
    chart: ShareChart | None
    map: TileMap | None
    table: AreaTable | None
    lines: tuple[HistoryLine, ...]
    tag: str = ""

    @property
    def json_path(self) -> str:
        return f"{self.card.live_path.rstrip('/')}.json"

    @property
    def is_live(self) -> bool:
        return bool(self.card.stamp.printed) and not self.card.stamp.is_stale


@dataclass(frozen=True, slots=True)
class ContestPage:
    """`past`: the moment that is shown, printed; empty for now."""

    site: Site
    board: ContestBoard
    past: str = ""
    past_iso: str = ""

    @property
    def path(self) -> str:
        return self.board.card.path

    @property
    def name(self) -> str:
        return self.board.card.title

    @property
    def description(self) -> str:
        """For search engines and cards: what is known without figures that are old in an hour."""
        card = self.board.card
        said = [card.news or f"{card.title}.", card.completeness, self.board.summary.title]
        return " · ".join(part for part in said if part)

    @property
    def trail(self) -> tuple[tuple[str, str], ...]:
        return ((self.board.summary.title, self.board.summary.path),)


def read_contest_page(coverage_slug: str, slug: str, *, now: datetime, at: str = "") -> ContestPage | None:
    """Eight queries; None when there is no such contest. `at`: a past moment as read_moment takes it. Raises
    BadMoment."""
    moment = read_moment(at, now=now) if at else None
    board = (
        read_contest_board(coverage_slug, slug, now=now) if moment is None else _past_board(coverage_slug, slug, moment)
    )
    if board is None:
        return None
    return ContestPage(
        site=read_site(now=now),
        board=board,
        past=printed_stamp(moment) if moment else "",
        past_iso=moment.isoformat(timespec="seconds") if moment else "",
    )


def read_contest_board(coverage_slug: str, slug: str, *, now: datetime) -> ContestBoard | None:
    """The results part alone, six queries. The version is read first: a change in between is then asked for again."""
    version = read_version(coverage_slug, now=now)
    found = read_contest(coverage_slug, slug, now=now)
    return None if found is None else _board(found, now=now, tag=version.tag if version else "")


def _past_board(coverage_slug: str, slug: str, moment: datetime) -> ContestBoard | None:
    found = read_contest_at(coverage_slug, slug, moment)
    return None if found is None else _board(found, now=moment)


def _board(found: ContestResults, *, now: datetime, tag: str = "") -> ContestBoard:
    return ContestBoard(
        summary=found.summary,
        card=found.card,
        chart=chart_of(found.card, now=now),
        map=map_of_areas(found.card, found.areas),
        table=table_of(found.card, found.areas),
        lines=found.lines,
        tag=tag,
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
