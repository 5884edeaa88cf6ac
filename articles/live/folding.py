"""Folding: how the counts of a contest, in the order of their data times, become what stands now. Pure; rows are not
saved here. In whatever order counts arrive, folding them in this order gives one and the same result.

A count of the contest's own area is a count of the whole; the others are its parts. Where there is a count of the
whole, it is how the contest stands; until then it is the sum of the parts.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from articles.live.rules import DESK, Figures, Held, lead_of, measure_of
from articles.models.contest import Contest
from articles.models.count import CountUpdate, CurrentCount, Standing

# Of the line of shares over time; more cannot be told apart on a screen. Even, so that thinning keeps the newest.
MOST_POINTS = 96
SUMMED = ("total", "remaining", "precincts_reporting", "precincts_total")
FIGURES = (*SUMMED, "expected_percent")
COUNTED = ("votes", *FIGURES, "measure", "withheld", "source", "as_of", "received_at")


def order_of(count: CountUpdate) -> tuple[Any, ...]:
    """Counts sort by data time. Of two for one area and instant a correction by hand is the later, and of two
    corrections the one that was made later; then the one with more votes, then the one with more winners, then
    the one that is said to be further on; the digest decides where nothing else does."""
    corrected = count.received_at.timestamp() if count.corrects_id is not None else 0
    progress = (count.precincts_reporting or 0, count.expected_percent or 0)
    return (count.as_of, corrected, count.total, len(count.winners or ()), *progress, count.digest, count.source)


@dataclass
class Fold:
    """`current` holds the newest shown count of each area by its id. `by_whole`: a count of the whole is known."""

    contest: Contest
    by_whole: bool
    yes: str = ""  # the key of a measure's yes
    standing: Standing = field(default_factory=Standing)
    current: dict[int, CurrentCount] = field(default_factory=dict)
    _parts: "Parts | None" = None

    def is_late(self, count: CountUpdate) -> bool:
        """Whether a newer count of its area is there already."""
        current = self.current.get(count.area_id)
        return current is not None and count.as_of <= current.as_of

    def is_overtaken_by(self, counts: Sequence[CountUpdate]) -> bool:
        """Whether how the contest stands cannot be folded on from here: one of the counts that make it is late, or the
        first count of the whole has come after counts of the parts."""
        brings_whole = any(count.area_id == self.contest.area_id and count.is_shown for count in counts)
        if brings_whole and not self.by_whole:
            return True
        at = self.standing.as_of
        return at is not None and any(count.as_of <= at and self._counts_for_standing(count) for count in counts)

    def add(self, counts: Iterable[CountUpdate]) -> None:
        """Take in counts that are newer than all before. Sets `held` (for what depends on the count before it),
        `fell_by` and `lead_to` of each."""
        for as_of, group in groupby(sorted(counts, key=order_of), key=lambda count: count.as_of):
            self._add_group(as_of, list(group))

    def _add_group(self, as_of: datetime, counts: list[CountUpdate]) -> None:
        last: CountUpdate | None = None
        for count in counts:
            count.lead_to, count.fell_by = [], None
            if self._take(count) and self._counts_for_standing(count):
                last = count
        if last is not None:
            self._stand(as_of, last)

    def _counts_for_standing(self, count: CountUpdate) -> bool:
        return not self.by_whole or count.area_id == self.contest.area_id

    def _take(self, count: CountUpdate) -> bool:
        """Make it the current count of its area, if it is shown."""
        before = self.current.get(count.area_id)
        if count.held in ("", Held.FELL_TO_ZERO, Held.CHOICE_GONE):
            count.held = _why_held_after(before, count)
        if not count.is_shown:
            return False
        if before is not None and count.total < before.total:
            count.fell_by = before.total - count.total
        row = CurrentCount(contest=self.contest, area_id=count.area_id, update=count)
        for name in COUNTED:
            setattr(row, name, getattr(count, name))
        if self._counts_for_standing(count):
            self._move(before, row)
            self.standing.corrections += count.fell_by is not None
        self.current[count.area_id] = row
        return True

    def _move(self, before: CurrentCount | None, row: CurrentCount) -> None:
        """The votes of the contest with this count in place of the one before."""
        if self.by_whole:
            self.standing.votes = dict(row.votes)
            return
        if self._parts is None:
            self._parts = Parts()
            for part in self.current.values():
                self._parts.put(part, 1)
        if before is not None:
            self._parts.put(before, -1)
        self._parts.put(row, 1)
        self.standing.votes = dict(self._parts.votes)

    def _stand(self, as_of: datetime, last: CountUpdate) -> None:
        """What follows from the votes, once all counts of one instant are in: parts that arrive one after the other
        in one message do not change the lead between them."""
        standing = self.standing
        for name, value in self._figures(last).items():
            setattr(standing, name, value)
        lead = lead_of(self.contest, standing.votes, yes=self.yes)
        standing.leading, standing.margin, standing.is_tied = lead.leading, lead.margin, lead.is_tied
        if lead.leading:
            if standing.last_leading and set(lead.leading) != set(standing.last_leading):
                last.lead_to = [key for key in lead.leading if key not in standing.last_leading]
                standing.flips += 1
            standing.last_leading = lead.leading
        standing.as_of, standing.source = as_of, last.source
        standing.received_at = max(filter(None, (standing.received_at, last.received_at)))
        add_point(standing, as_of)

    def _figures(self, last: CountUpdate) -> Mapping[str, Any]:
        if self.by_whole:
            return {name: getattr(last, name) for name in (*FIGURES, "measure", "withheld")}
        assert self._parts is not None  # a part has just come in
        sums = self._parts.sums()
        figures = Figures(
            votes=self.standing.votes,
            remaining=sums["remaining"],
            precincts_reporting=sums["precincts_reporting"],
            precincts_total=sums["precincts_total"],
        )
        withheld = sorted(+self._parts.withheld)
        return {**sums, "expected_percent": None, "measure": measure_of(figures), "withheld": withheld}


def _why_held_after(before: CurrentCount | None, count: CountUpdate) -> str:
    """What a count cannot be when another was before it. People may leave out whom they mean to leave out."""
    if before is None:
        return ""
    if before.total > 0 and count.total == 0:
        return Held.FELL_TO_ZERO
    is_gone = any(votes > 0 and key not in count.votes for key, votes in before.votes.items())
    return Held.CHOICE_GONE if is_gone and count.source != DESK else ""


class Parts:
    """The sum of the areas of a contest, kept up as one count after the other takes the place of the one before:
    adding up thousands of areas anew for each of them would take seconds."""

    def __init__(self) -> None:
        self.votes: Counter[str] = Counter()
        self.known: Counter[str] = Counter()
        self.unknown: Counter[str] = Counter()
        self.withheld: Counter[str] = Counter()

    def put(self, part: CurrentCount, sign: int) -> None:
        """Add a part (1) or take it away (-1)."""
        for key, number in part.votes.items():
            self.votes[key] += sign * number
        for name in SUMMED:
            value = getattr(part, name)
            if value is None:
                self.unknown[name] += sign
            else:
                self.known[name] += sign * value
        for code in part.withheld:
            self.withheld[code] += sign

    def sums(self) -> dict[str, int | None]:
        """None when one of them is not known: half a sum is a wrong one."""
        return {name: None if self.unknown[name] else self.known[name] for name in SUMMED}


def add_point(standing: Standing, as_of: datetime) -> None:
    """One more point of shares over time. When there are too many every other one goes, and from then on only every
    second, fourth … is kept; the newest is always there."""
    point = [round(as_of.timestamp()), standing.total, dict(standing.votes)]
    is_spare = standing.points_seen > 0 and (standing.points_seen - 1) % standing.points_step != 0
    points = [*standing.points[: -1 if is_spare else None], point]
    standing.points_seen += 1
    if len(points) > MOST_POINTS:
        standing.points_step *= 2
        points = points[::2]
    standing.points = points
