"""Recording: the only way a count gets into the tables. One transaction for each update of a contest, and the same
update twice is once. What follows from a count is worked out in history.py, its rules are in rules.py."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from articles.dates import printed_stamp
from articles.live.coverage import locked, touch
from articles.live.feed_calls import follow_feed, say_again
from articles.live.folding import order_of
from articles.live.history import refold, take_in
from articles.live.rights import require
from articles.live.rules import AHEAD, DESK, MOST_PRECINCTS, MOST_VOTES, Figures, Held, judge, measure_of
from articles.models.contest import Contest
from articles.models.count import CountUpdate, CurrentCount, Standing
from articles.models.results_line import ResultsLine


class CountRefused(ValueError):
    """It is no count of this contest: an unknown choice, a number beyond reason. The message is a sentence."""


@dataclass(frozen=True, slots=True)
class NewCount:
    """A count as it comes in. `area_id` None: of the whole contest. `as_of` aware. `winners`: keys that a feed flags;
    None when it does not say. `outcome`: what they win, a Call.Outcome. `said_at`: when the feed was made, where it
    says so; it decides between flags that come with counts of one instant."""

    figures: Figures
    as_of: datetime
    area_id: int | None = None
    winners: Sequence[str] | None = None
    outcome: str = ""
    note: str = ""
    said_at: datetime | None = None


@dataclass(slots=True)
class Recorded:
    """What became of an update: `new` counts, how many were `known`, how many came `late`, after a newer one, and how
    the contest stands since; None when nothing was new. Calls are not in that: a feed's are made after it.

    `early`: the earliest time of those that are held back because it is still to come. `beaten`: those that say less
    than what the same feed said before of the same instant, which stands.
    """

    new: list[CountUpdate] = field(default_factory=list)
    known: int = 0
    late: int = 0
    early: datetime | None = None
    beaten: list[CountUpdate] = field(default_factory=list)
    standing: Standing | None = None

    @property
    def held(self) -> list[CountUpdate]:
        return [count for count in self.new if not count.is_shown]

    @property
    def corrections(self) -> list[CountUpdate]:
        return [count for count in self.new if count.fell_by is not None]


@transaction.atomic
def record(
    contest_id: int,
    counts: Iterable[NewCount],
    *,
    source: str,
    now: datetime,
    by: Any = None,
    corrects: CountUpdate | None = None,
) -> Recorded:
    """Take in counts of one contest that belong together, all or none. `source` is the feed, or DESK for a person
    (`by`, who needs the right to enter counts; None: the newsroom itself). `corrects`: the count that a person mends.

    Raises CountRefused, NotAllowed, Contest.DoesNotExist.
    """
    if by is not None:
        require(by, "enter_count")
    contest = locked(contest_id)
    keys = {choice.key for choice in contest.choices.all()}
    rows: dict[tuple[Any, ...], CountUpdate] = {}
    told = list(counts)
    for one in told:
        row = _row(contest, one, keys, source=source, now=now)
        if by is not None or corrects is not None:
            row.by, row.corrects = by, corrects
            row.digest = _digest(row)
        rows[_identity(row)] = row
    early = min((row.as_of for row in rows.values() if row.held == Held.FUTURE), default=None)
    again = [rows.pop(identity) for identity in _known(contest, source, rows) if identity in rows]
    done = Recorded(new=sorted(rows.values(), key=order_of), known=len(told) - len(rows), early=early)
    if rows:
        done.late, done.standing = take_in(contest, done.new)
        done.beaten = _beaten(contest, done.new) if done.late else []
        touch(contest, as_of=max((row.as_of for row in done.new if row.is_shown), default=None))
    flagged = [row for row in again if row.winners is not None]
    if any(row.winners is not None and row.is_shown for row in done.new) or (flagged and say_again(contest, flagged)):
        follow_feed(contest, now=now)
    return done


@transaction.atomic
def release(count_id: int, *, by: Any, now: datetime) -> bool:
    """Let readers see a count that was held back; False when they see it already, or it is gone. Raises NotAllowed, and
    CountRefused while its time is still to come: it would stand before all that come in until then."""
    require(by, "enter_count")
    count = CountUpdate.objects.filter(pk=count_id).first()
    if count is None:
        return False
    if count.as_of > now + AHEAD:
        raise CountRefused(f"It is from {printed_stamp(count.as_of)}, which is still to come. Enter a count by hand.")
    contest = locked(count.contest_id)
    held = CountUpdate.objects.filter(pk=count_id, released_at__isnull=True).exclude(held="")
    if not held.update(released_at=now, released_by=by):
        return False
    refold(contest)
    follow_feed(contest, now=now)
    touch(contest, as_of=count.as_of)
    ResultsLine.objects.create(
        coverage=contest.coverage,
        contest=contest,
        count=count,
        what=ResultsLine.What.RELEASED,
        detail=f"{count.total:,} votes",
        at=now,
        noted_at=now,
        by=by,
    )
    return True


def correct(count_id: int, figures: Figures, *, by: Any, now: datetime, note: str = "") -> Recorded:
    """Put other figures in the place of a count, as of the same time: a new count that points at the wrong one. Raises
    CountRefused, NotAllowed."""
    wrong = CountUpdate.objects.filter(pk=count_id).first()
    if wrong is None:
        raise CountRefused("That count is not there any more.")
    one = NewCount(figures, wrong.as_of, area_id=wrong.area_id, note=note)
    return record(wrong.contest_id, [one], source=DESK, now=now, by=by, corrects=wrong)


def _beaten(contest: Contest, fresh: Sequence[CountUpdate]) -> list[CountUpdate]:
    areas = {count.area_id for count in fresh}
    stands = {row.area_id: row for row in CurrentCount.objects.filter(contest=contest, area__in=areas)}
    found = []
    for count in fresh:
        row = stands.get(count.area_id)
        is_told_anew = row is not None and (row.as_of, row.source) == (count.as_of, count.source)
        if row is None or not is_told_anew or not count.is_shown or count.received_at <= row.received_at:
            continue
        if (row.votes, row.total) != (count.votes, count.total):  # marks of winners have an order of their own
            found.append(count)
    return found


def _row(contest: Contest, one: NewCount, keys: set[str], *, source: str, now: datetime) -> CountUpdate:
    figures = one.figures
    _check(one, keys)
    verdict = judge(figures, contest, source=source, as_of=one.as_of, received_at=now)
    row = CountUpdate(
        contest=contest,
        area_id=contest.area_id if one.area_id is None else one.area_id,
        votes=dict(figures.votes),
        total=figures.all_votes,
        remaining=figures.remaining,
        precincts_reporting=figures.precincts_reporting,
        precincts_total=figures.precincts_total,
        expected_percent=figures.expected_percent,
        measure=measure_of(figures),
        withheld=verdict.withheld,
        held=verdict.held,
        source=source,
        as_of=one.as_of,
        received_at=now,
        winners=None if one.winners is None else sorted(one.winners),
        outcome=one.outcome,
        said_at=None if one.winners is None else min(one.said_at or now, now),
        note=one.note,
    )
    row.digest = _digest(row)
    return row


def _check(one: NewCount, keys: set[str]) -> None:
    if one.as_of.tzinfo is None:
        raise CountRefused("The time of a count needs a zone.")
    if strange := {*one.figures.votes, *(one.winners or ())} - keys:
        raise CountRefused(f"There is no such choice: {', '.join(sorted(strange))[:200]}.")
    figures = one.figures
    numbers = (*figures.votes.values(), figures.total, figures.remaining)
    if any(number is not None and abs(number) > MOST_VOTES for number in numbers):
        raise CountRefused(f"A number of votes is larger than {MOST_VOTES:,}.")
    precincts = (figures.precincts_reporting, figures.precincts_total)
    if any(number is not None and abs(number) > MOST_PRECINCTS for number in precincts):
        raise CountRefused(f"A number of precincts is larger than {MOST_PRECINCTS:,}.")
    if figures.expected_percent is not None and abs(figures.expected_percent) > 9_999:
        raise CountRefused("A percentage is larger than 9,999.")


def _digest(row: CountUpdate) -> str:
    """Of what a count says. Two with the same digest, time, area and source are one."""
    said = [
        *(sorted(row.votes.items()), row.total, row.remaining, row.precincts_reporting, row.precincts_total),
        None if row.expected_percent is None else f"{row.expected_percent:.2f}",
        *(row.winners, row.outcome, row.corrects.digest if row.corrects else ""),
    ]
    return hashlib.blake2b(json.dumps(said).encode(), digest_size=16).hexdigest()


def _identity(row: CountUpdate) -> tuple[Any, ...]:
    return (row.area_id, row.as_of, row.digest)


def _known(contest: Contest, source: str, rows: Mapping[tuple[Any, ...], CountUpdate]) -> list[tuple[Any, ...]]:
    """Which of the rows are there already. Those that were held back because their time was still to come, and that
    come again now that it has, make room for themselves: they are taken in like new ones."""
    if not rows:
        return []
    times = [row.as_of for row in rows.values()]
    there = CountUpdate.objects.filter(contest=contest, source=source, as_of__range=(min(times), max(times)))
    found = {
        tuple(said): (pk, held) for pk, held, *said in there.values_list("pk", "held", "area_id", "as_of", "digest")
    }
    ripe = {
        pk: identity
        for identity, (pk, held) in found.items()
        if held == Held.FUTURE and identity in rows and rows[identity].held != Held.FUTURE
    }
    for count in CountUpdate.objects.filter(pk__in=ripe, released_at=None, corrections=None) if ripe else ():
        identity = ripe[count.pk]
        rows[identity].note = "Held back at first: its time was still to come."
        del found[identity]
        count.delete()
    return list(found)
