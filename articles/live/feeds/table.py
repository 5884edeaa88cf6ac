"""CSV: one choice of one count a line, with the names of the columns in the first line (docs/results.md)."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from articles.live.feeds.shapes import MOST_COUNTS, Feed, FeedContest, FeedCount, FeedRefused
from articles.live.feeds.values import flag, lines_of, text_of, whole, words
from articles.live.feeds.writing import (
    CONTEST_AND_COUNT,
    area_in,
    contest_in,
    figures_in,
    key_in,
    note_choice,
    time_in,
)

REQUIRED = frozenset({"contest", "choice", "votes", "as_of"})
COLUMNS = REQUIRED | CONTEST_AND_COUNT | {"choice_key", "party", "incumbent", "side", "winner"}


@dataclass(slots=True)
class _Open:
    """A count whose lines are being read. `first` is its first line, where its figures stand."""

    first: Mapping[str, str]
    where: str
    votes: dict[str, int] = field(default_factory=dict)
    winners: list[str] = field(default_factory=list)


def read(raw: bytes) -> Feed:
    """The feed of a whole file. Raises FeedRefused with the number of the first bad line."""
    contests: dict[str, FeedContest] = {}
    counts: dict[tuple[str, str, datetime], _Open] = {}
    says_winners = False
    for number, said in _lines(text_of(raw)):
        where = f"Line {number}"
        contest = contest_in(contests, said, where)
        says_winners = says_winners or "winner" in said
        one = counts.setdefault(_count_of(said, contest, where), _Open(said, where))
        if len(counts) > MOST_COUNTS:
            raise FeedRefused(f"The feed has more than {MOST_COUNTS:,} counts.")
        _read_choice(contest, one, said, where)
    if not contests:
        raise FeedRefused("The feed has no lines under its headings.")
    for one in counts.values():
        contest = contests[words(one.first["contest"], one.where, 80)]
        area = area_in(one.first, contest, one.where)
        if one.winners and area is not None:
            raise FeedRefused(f"{one.where}: a winner stands in the count of {area.name}. Name winners in the whole.")
        contest.counts.append(
            FeedCount(
                figures=figures_in(one.first, one.votes, one.where),
                as_of=time_in(one.first, one.where),
                area=area,
                winners=tuple(one.winners) if says_winners else None,
            )
        )
    return Feed(contests)


def _count_of(said: Mapping[str, str], contest: FeedContest, where: str) -> tuple[str, str, datetime]:
    """Which lines are one count, however they write its time and the contest's own area."""
    area = said.get("area", "").strip()
    return (contest.external_id, "" if area == contest.area.code else area, time_in(said, where))


def _read_choice(contest: FeedContest, one: _Open, said: Mapping[str, str], where: str) -> None:
    key = key_in(said.get("choice_key") or said["choice"], f"{where}, choice")
    note_choice(contest, key, said, where)
    if key in one.votes:
        raise FeedRefused(f"{where}: {contest.choices[key].name} stands in this count twice.")
    one.votes[key] = whole(said["votes"], f"{where}, votes")
    if flag(said.get("winner"), f"{where}, winner"):
        one.winners.append(key)


def _lines(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """(number, line by column), without empty lines."""
    if "\x00" in text:
        raise FeedRefused("The feed is no text: there is a NUL in it.")
    first = text.split("\n", 1)[0]
    reader = csv.reader(lines_of(text), delimiter=max(",;\t", key=first.count), strict=True)
    headings: list[str] = []
    rows = iter(reader)
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise FeedRefused(f"Line {reader.line_num} cannot be read: {error}.") from error
        if not any(cell.strip() for cell in cells):
            continue
        if not headings:
            headings = _headings(cells)
            continue
        if len(cells) != len(headings):
            raise FeedRefused(f"Line {reader.line_num} has {len(cells)} cells, the headings are {len(headings)}.")
        yield reader.line_num, dict(zip(headings, cells, strict=True))


def _headings(cells: list[str]) -> list[str]:
    names = [cell.strip().lower().replace(" ", "_") for cell in cells]
    if missing := REQUIRED - set(names):
        raise FeedRefused(f"The first line has no heading {', '.join(sorted(missing))}.")
    if unknown := set(names) - COLUMNS:
        raise FeedRefused(f"There is no column called {', '.join(sorted(unknown))[:200]}.")
    if len(set(names)) != len(names):
        raise FeedRefused("A heading stands there twice.")
    return names
