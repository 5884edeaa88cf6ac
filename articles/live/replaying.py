"""Replaying: a recorded night played through the newsroom's own code into a rehearsal, and what readers would have
seen of it. How it arrives is in transport.py."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from articles.live.feeds.shapes import Feed, FeedContest
from articles.live.loading import new_count
from articles.live.recording import Recorded, record
from articles.live.registering import Registered, register
from articles.live.transport import Delivery
from articles.models.call import Call
from articles.models.contest import Contest
from articles.models.count import CountUpdate, CurrentCount, Standing
from articles.models.coverage import SpecialCoverage
from articles.models.results_line import ResultsLine

What = ResultsLine.What


class NotARehearsal(ValueError):
    """Nights are replayed where readers cannot see it. The message is a sentence."""


@dataclass(frozen=True, slots=True)
class Flip:
    """The lead of a contest passed on: at the data time `at`, seen by readers at `seen_at`."""

    contest: str
    at: datetime
    seen_at: datetime
    before: str
    after: str


@dataclass(slots=True)
class Seen:
    """What readers would have seen. Times are those of the night."""

    deliveries: int = 0
    lost: int = 0
    known: int = 0
    late: int = 0
    held: int = 0
    flips: list[Flip] = field(default_factory=list)
    falls: int = 0  # how often a total that they had seen became smaller
    corrections: int = 0  # logged
    calls: list[tuple[str, str, datetime]] = field(default_factory=list)  # what, who, when
    longest_gap: timedelta = timedelta(0)
    gap_from: datetime | None = None
    final_state: str = ""  # a digest: equal where the end was equal
    astray: list[str] = field(default_factory=list)  # areas that do not stand at their last update, and why
    is_ended: bool = False  # told to end before the night was over
    shown: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    newest: datetime | None = None


def replay(
    coverage_id: int,
    feed: Feed,
    arriving: Sequence[Delivery],
    *,
    source: str,
    pause: Callable[[timedelta], bool] = lambda span: False,
) -> Seen:
    """Play deliveries into a rehearsal, as of their own times. `pause` is told how much of the night lies before the
    next one, and answers whether to end. Raises NotARehearsal."""
    with transaction.atomic():
        coverage = SpecialCoverage.objects.select_for_update(no_key=True).get(pk=coverage_id)
        if not coverage.is_rehearsal:
            raise NotARehearsal(f"“{coverage}” is for readers. Nights are replayed into a rehearsal.")
        registered = register(coverage, feed.contests.values(), source)
    seen = Seen(lost=feed.counts - sum(delivery.why == "first" for delivery in arriving))
    before: datetime | None = None
    for delivery in arriving:
        if pause(delivery.at - before if before is not None else timedelta(0)):
            seen.is_ended = True
            break
        before = delivery.at
        here = registered[delivery.contest]
        done = record(here.contest_id, [new_count(delivery.count, here)], source=source, now=delivery.at)
        _look(seen, feed.contests[delivery.contest], here, delivery, done)
    _look_back(seen, coverage, feed, registered)
    return seen


def _look(seen: Seen, contest: FeedContest, here: Registered, delivery: Delivery, done: Recorded) -> None:
    """What a reader sees change with this delivery."""
    seen.deliveries += 1
    seen.known += done.known
    seen.late += done.late
    seen.held += len(done.held)
    standing = done.standing
    if standing is None or standing.as_of is None:
        return
    total, leading = seen.shown.get(contest.external_id, (0, []))
    now_leading = list(standing.last_leading)
    if leading and now_leading and set(now_leading) != set(leading):
        names = {here.keys[key]: choice.name for key, choice in contest.choices.items()}
        before, after = (" and ".join(names.get(key, key) for key in keys) for keys in (leading, now_leading))
        seen.flips.append(Flip(contest.title, standing.as_of, delivery.at, before, after))
    seen.falls += standing.total < total
    seen.shown[contest.external_id] = (standing.total, now_leading)
    if seen.newest is not None and delivery.at - seen.newest > seen.longest_gap:
        seen.longest_gap, seen.gap_from = delivery.at - seen.newest, seen.newest
    seen.newest = delivery.at


def _look_back(seen: Seen, coverage: SpecialCoverage, feed: Feed, registered: dict[str, Registered]) -> None:
    seen.corrections = ResultsLine.objects.filter(coverage=coverage, what=What.CORRECTED).count()
    calls = Call.objects.filter(contest__coverage=coverage).select_related("contest")
    seen.calls = [(call.step, f"{call.contest}: {', '.join(call.keys)} ({call.caller})", call.at) for call in calls]
    seen.final_state = _digest(coverage)
    seen.astray = list(_astray(coverage, feed, registered))


def _digest(coverage: SpecialCoverage) -> str:
    """Of how everything stands in the end."""
    standings = Standing.objects.filter(contest__coverage=coverage).order_by("contest__external_id")
    counts = CurrentCount.objects.filter(contest__coverage=coverage).order_by("contest__external_id", "area__code")
    said: list[Any] = [
        (each.contest.external_id, each.votes, each.total, each.remaining, each.leading, each.margin, str(each.as_of))
        for each in standings.select_related("contest")
    ]
    said += [
        (each.contest.external_id, each.area.code, each.votes, each.total, each.remaining, str(each.as_of))
        for each in counts.select_related("contest", "area")
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def _astray(coverage: SpecialCoverage, feed: Feed, registered: dict[str, Registered]) -> Iterator[str]:
    """Areas that do not stand at the last of their updates. Where that was held back, its reason."""
    own = dict(Contest.objects.filter(coverage=coverage).values_list("pk", "area_id"))
    stands = {
        (row.contest_id, row.area_id): (row.as_of, row.votes)
        for row in CurrentCount.objects.filter(contest__coverage=coverage)
    }
    held = {
        (row.contest_id, row.area_id, row.as_of): row.held
        for row in CountUpdate.objects.filter(contest__coverage=coverage).exclude(held="")
    }
    for contest in feed.contests.values():
        here = registered[contest.external_id]
        last = {}
        for count in sorted(contest.counts, key=lambda one: one.as_of):
            one = new_count(count, here)
            last[one.area_id or own[here.contest_id]] = one
        for area_id, one in last.items():
            if stands.get((here.contest_id, area_id)) != (one.as_of, one.figures.votes):
                why = held.get((here.contest_id, area_id, one.as_of), "not the last update")
                yield f"{contest.title}: {why}"
