"""JSON-lines: one update a line, `{"contest": "mayor", "as_of": "…", "votes": {"Ann Doe": 12}, …}`. The names are those
of the CSV format (docs/results.md), and the short ones of recorded nights: t, state, ev."""

from collections.abc import Mapping
from typing import Any

from articles.live.feeds.shapes import MOST_CHOICES, MOST_COUNTS, Feed, FeedContest, FeedCount, FeedRefused
from articles.live.feeds.values import json_of, lines_of, mapping, text_of, whole
from articles.live.feeds.writing import (
    CONTEST_AND_COUNT,
    area_in,
    contest_in,
    figures_in,
    key_in,
    note_choice,
    time_in,
    winners_in,
)

ALIASES = {"t": "as_of", "state": "contest", "ev": "weight"}
NAMES = CONTEST_AND_COUNT | {"votes", "winners"}


def read(raw: bytes) -> Feed:
    """The feed of a whole file. Raises FeedRefused with the number of the first bad line."""
    contests: dict[str, FeedContest] = {}
    lines = 0
    for number, line in enumerate(lines_of(text_of(raw)), start=1):
        if not line.strip():
            continue
        lines += 1
        if lines > MOST_COUNTS:
            raise FeedRefused(f"The feed has more than {MOST_COUNTS:,} lines.")
        where = f"Line {number}"
        said = mapping(json_of(line, where), where)
        named = {ALIASES.get(name, name): value for name, value in said.items()}
        if unknown := named.keys() - NAMES:
            raise FeedRefused(f"{where}: there is no name {', '.join(sorted(unknown))[:200]}.")
        if len(named) < len(said):
            raise FeedRefused(f"{where}: the long and the short name of one thing stand there.")
        _read_line(contests, named, where)
    if not contests:
        raise FeedRefused("The feed is empty.")
    return Feed(contests)


def _read_line(contests: dict[str, FeedContest], said: Mapping[str, Any], where: str) -> None:
    contest = contest_in(contests, said, where)
    votes: dict[str, int] = {}
    told = mapping(said.get("votes"), f"{where}, votes")
    if len(told) > MOST_CHOICES:
        raise FeedRefused(f"{where} has more than {MOST_CHOICES} choices.")
    for name, number in told.items():
        key = key_in(name, f"{where}, votes")
        if key in votes:
            raise FeedRefused(f"{where}: {name[:40]} stands there twice.")
        note_choice(contest, key, {"choice": name}, where)
        votes[key] = whole(number, f"{where}, votes of {name[:40]}")
    winners = said.get("winners")
    area = area_in(said, contest, where)
    if winners and area is not None:
        raise FeedRefused(f"{where}: a winner stands in the count of {area.name}. Name winners in counts of the whole.")
    contest.counts.append(
        FeedCount(
            figures=figures_in(said, votes, where),
            as_of=time_in(said, where),
            area=area,
            winners=None if winners is None else winners_in(winners, votes, where),
        )
    )
