"""Transport: how a recorded night reaches a newsroom over a bad line. Pure: the same seed gives the same night.

What is lost stays lost, until a poll, every ten minutes and once after the end, brings how things stand by then; that
is how feeds are read, and why a lost update costs readers some minutes and never the result.
"""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from articles.live.feeds.shapes import Feed, FeedCount

POLL = timedelta(minutes=10)
LATEST = timedelta(minutes=30)  # how much later than it was sent an update comes
DELAYED = 0.25  # part of the updates that come later than others
DOUBLED = 0.10  # part that comes twice


@dataclass(frozen=True, slots=True)
class Delivery:
    """A count that arrives `at` a time. `why`: first, again, poll."""

    at: datetime
    contest: str
    count: FeedCount
    why: str = "first"


@dataclass(frozen=True, slots=True)
class Line:
    """How bad the line is. `drop`: the part (0 to 1) of updates that is lost."""

    drop: float = 0.0
    is_shuffling: bool = False
    is_doubling: bool = False
    seed: int = 0


def deliveries(feed: Feed, line: Line) -> list[Delivery]:
    """All that arrives, in the order in which it does. The numbers are to be had again, not to be secret."""
    dice = random.Random(line.seed)  # noqa: S311
    sent = [(count.as_of, contest.external_id, count) for contest in feed.contests.values() for count in contest.counts]
    sent.sort(key=lambda one: one[:2])
    found: list[Delivery] = []
    lost: list[tuple[datetime, str, FeedCount]] = []
    for as_of, contest, count in sent:
        if dice.random() < line.drop:
            lost.append((as_of, contest, count))
            continue
        at = as_of + _delay(dice) if line.is_shuffling and dice.random() < DELAYED else as_of
        found.append(Delivery(at, contest, count))
        if line.is_doubling and dice.random() < DOUBLED:
            found.append(Delivery(at + _delay(dice), contest, count, "again"))
    found += _polled(sent, lost)
    return sorted(found, key=lambda delivery: delivery.at)


def _delay(dice: random.Random) -> timedelta:
    return timedelta(seconds=dice.uniform(1, LATEST.total_seconds()))


def _polled(
    sent: Iterable[tuple[datetime, str, FeedCount]], lost: Iterable[tuple[datetime, str, FeedCount]]
) -> list[Delivery]:
    """What the polls bring: the newest of each area of which something was lost since the poll before."""
    by_area: defaultdict[tuple[str, str], list[FeedCount]] = defaultdict(list)
    for _, contest, count in sent:
        by_area[contest, _area(count)].append(count)
    found: dict[tuple[datetime, str, str], Delivery] = {}
    for as_of, contest, count in lost:
        tick = _next_poll(as_of)
        newest = [one for one in by_area[contest, _area(count)] if one.as_of <= tick][-1]
        found[tick, contest, _area(count)] = Delivery(tick, contest, newest, "poll")
    return list(found.values())


def _area(count: FeedCount) -> str:
    return count.area.code if count.area is not None else ""


def _next_poll(moment: datetime) -> datetime:
    begin = datetime(1970, 1, 1, tzinfo=UTC)
    return begin + -(-(moment - begin) // POLL) * POLL
