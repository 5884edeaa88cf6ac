"""What the CSV and the JSON-lines format have in common: their names for things (docs/results.md)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import blake2b
from typing import Any

from django.utils.text import slugify

from articles.live.feeds.shapes import MOST_CHOICES, MOST_CONTESTS, FeedArea, FeedChoice, FeedContest, FeedRefused
from articles.live.feeds.values import flag, moment, percent_or_none, sequence, whole_or_none, words
from articles.live.rules import MOST_PRECINCTS, Figures
from articles.models.contest import Choice, Contest, ReportingArea

LONGEST_CODE = 24  # of an area
# What is said of a contest and of one count of it, in either format.
CONTEST_AND_COUNT = frozenset(
    "contest as_of title office kind seats threshold weight polls_close contest_area contest_area_name "
    "contest_area_level area area_name area_level total remaining precincts_reporting precincts_total expected_percent "
    "test".split()
)


def contest_in(contests: dict[str, FeedContest], said: Mapping[str, Any], where: str) -> FeedContest:
    """The contest of a line, made when it is the first of it. Raises FeedRefused."""
    external_id = words(said.get("contest"), f"{where}, contest", 80, required=True)
    found = contests.get(external_id)
    if found is None:
        if len(contests) >= MOST_CONTESTS:
            raise FeedRefused(f"The feed has more than {MOST_CONTESTS:,} contests.")
        found = contests[external_id] = _contest(external_id, said, where)
    found.is_test = found.is_test or flag(said.get("test"), f"{where}, test")
    return found


def _contest(external_id: str, said: Mapping[str, Any], where: str) -> FeedContest:
    kind = words(said.get("kind"), f"{where}, kind", 11)
    if kind and kind not in Contest.Kind.values:
        raise FeedRefused(f"{where}: there is no kind “{kind}”. There are: {', '.join(Contest.Kind.values)}.")
    seats = whole_or_none(said.get("seats"), f"{where}, seats")
    if seats is not None and not 1 <= seats <= 200:
        raise FeedRefused(f"{where}: {seats} seats are more or less than can be.")
    threshold = percent_or_none(said.get("threshold"), f"{where}, threshold")
    if threshold is not None and not 0 <= threshold <= 100:
        raise FeedRefused(f"{where}, threshold is not between 0 and 100.")
    weight = whole_or_none(said.get("weight"), f"{where}, weight") or 0
    if not 0 <= weight <= 1_000_000:
        raise FeedRefused(f"{where}, weight is not between 0 and 1,000,000.")
    title = words(said.get("title"), f"{where}, title", 120) or external_id
    close = said.get("polls_close")
    return FeedContest(
        external_id=external_id,
        title=title,
        area=_area(said, "contest_area", where) or FeedArea(_code_of(external_id), title[:80]),
        office=words(said.get("office"), f"{where}, office", 120),
        kind=kind,
        seats=seats or 1,
        threshold=threshold,
        weight=weight,
        polls_close_at=moment(close, f"{where}, polls_close") if close else None,
    )


def _code_of(external_id: str) -> str:
    """The code of a contest's own area where the feed has none. Long names that begin alike stay apart."""
    if len(external_id) <= LONGEST_CODE:
        return external_id
    return f"{external_id[: LONGEST_CODE - 9]}-{blake2b(external_id.encode(), digest_size=4).hexdigest()}"


def area_in(said: Mapping[str, Any], contest: FeedContest, where: str) -> FeedArea | None:
    """The part of the contest that a line counts; None for the whole. Raises FeedRefused."""
    area = _area(said, "area", where)
    return None if area is None or area.code == contest.area.code else area


def _area(said: Mapping[str, Any], name: str, where: str) -> FeedArea | None:
    code = words(said.get(name), f"{where}, {name}", LONGEST_CODE)
    if not code:
        return None
    level = words(said.get(f"{name}_level"), f"{where}, {name}_level", 8)
    if level and level not in ReportingArea.Level.values:
        there = ", ".join(ReportingArea.Level.values)
        raise FeedRefused(f"{where}: there is no level “{level}”. There are: {there}.")
    return FeedArea(code, words(said.get(f"{name}_name"), f"{where}, {name}_name", 80) or code, level)


def key_in(name: Any, where: str) -> str:
    """The key of a choice by its name. Raises FeedRefused."""
    said = words(name, where, 80, required=True)
    return slugify(said, allow_unicode=True)[:80] or said


def note_choice(contest: FeedContest, key: str, said: Mapping[str, Any], where: str) -> None:
    """Put a choice on the ballot of its contest, the first time it is told of. Raises FeedRefused."""
    if key in contest.choices:
        return
    if len(contest.choices) >= MOST_CHOICES:
        raise FeedRefused(f"{where}: {contest.title} has more than {MOST_CHOICES} choices.")
    name = words(said.get("choice"), f"{where}, choice", 120, required=True)
    party = words(said.get("party"), f"{where}, party", 60)
    side = words(said.get("side"), f"{where}, side", 3).lower()
    if side and side not in Choice.Side.values:
        raise FeedRefused(f"{where}, side is neither yes nor no.")
    contest.choices[key] = FeedChoice(
        key=key,
        name=name,
        party=party,
        party_code=party if len(party) <= 8 else "",
        is_incumbent=flag(said.get("incumbent"), f"{where}, incumbent"),
        side=side or (name.lower() if name.lower() in ("yes", "no") else ""),
    )


def figures_in(said: Mapping[str, Any], votes: Mapping[str, int], where: str) -> Figures:
    return Figures(
        votes=votes,
        total=whole_or_none(said.get("total"), f"{where}, total"),
        remaining=whole_or_none(said.get("remaining"), f"{where}, remaining"),
        precincts_reporting=_precincts(said, "precincts_reporting", where),
        precincts_total=_precincts(said, "precincts_total", where),
        expected_percent=percent_or_none(said.get("expected_percent"), f"{where}, expected_percent"),
    )


def _precincts(said: Mapping[str, Any], name: str, where: str) -> int | None:
    return whole_or_none(said.get(name), f"{where}, {name}", MOST_PRECINCTS)


def time_in(said: Mapping[str, Any], where: str) -> datetime:
    return moment(said.get("as_of"), f"{where}, as_of")


def winners_in(names: Any, votes: Iterable[str], where: str) -> tuple[str, ...]:
    """Keys of the winners that a line names. Raises FeedRefused for one that has no votes in it."""
    keys = [key_in(name, f"{where}, winners") for name in sequence(names, f"{where}, winners", MOST_CHOICES)]
    if strange := set(keys) - set(votes):
        raise FeedRefused(f"{where}: a winner is not among the choices: {', '.join(sorted(strange))[:80]}.")
    return tuple(dict.fromkeys(keys))
