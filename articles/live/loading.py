"""Loading: a feed that was read and found good becomes counts and calls, one transaction for each contest. It may be
interrupted between two of them and begun again: what is there already is not taken twice."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction

from articles.live.feeds.shapes import Feed, FeedContest, FeedCount
from articles.live.recording import NewCount, record
from articles.live.registering import Registered, register
from articles.models.coverage import SpecialCoverage
from articles.models.results_line import ResultsLine

What = ResultsLine.What
AT_ONCE = 5_000  # counts of one contest in one transaction


class TestDataRefused(Exception):
    """All of a feed is test data, and the coverage is one for readers. The message is a sentence."""

    __test__ = False  # pytest takes whatever begins with Test


@dataclass(slots=True)
class Loaded:
    """What a feed brought. `refused`: contests that were test data. `is_ended`: it was told to stop before the end."""

    contests: int = 0
    new: int = 0
    known: int = 0
    late: int = 0
    held: list[str] = field(default_factory=list)
    corrections: int = 0
    flips: int = 0
    refused: list[str] = field(default_factory=list)
    is_ended: bool = False


def load(
    coverage_id: int, feed: Feed, *, source: str, now: datetime, is_over: Callable[[], bool] = lambda: False
) -> Loaded:
    """Take a feed into a coverage. `is_over` is asked between two contests. Test data goes into a rehearsal or nowhere;
    that it was refused stands in the log.

    Raises TestDataRefused, SpecialCoverage.DoesNotExist.
    """
    with transaction.atomic():
        coverage = SpecialCoverage.objects.select_for_update(no_key=True).get(pk=coverage_id)
        refused = [] if coverage.is_rehearsal else [each for each in feed.contests.values() if each.is_test]
        if refused:
            _note_refused(coverage, refused, source, now=now)
        wanted = [each for each in feed.contests.values() if coverage.is_rehearsal or not each.is_test]
        registered = register(coverage, wanted, source) if wanted else {}
    loaded = Loaded(contests=len(wanted), refused=[contest.title for contest in refused])
    if refused and not wanted:
        raise TestDataRefused(f"All of it is test data, and “{coverage}” is for readers. Use --rehearsal.")
    for contest in wanted:
        if is_over():
            loaded.is_ended = True
            break
        _load_contest(contest, registered[contest.external_id], loaded, source=source, now=now)
    if loaded.new:
        line = ResultsLine(coverage=coverage, what=What.LOADED, detail=_sentence(loaded, source), at=now, noted_at=now)
        line.save()
    return loaded


def note_refusal(coverage_id: int, source: str, why: str, *, now: datetime) -> None:
    """Put into the log that a feed was refused as a whole; once, while the reason stays the same."""
    last = ResultsLine.objects.filter(coverage=coverage_id, what=What.REFUSED).order_by("-noted_at", "-id").first()
    detail = f"{source}: {why}"[:500]
    if last is None or last.detail != detail:
        ResultsLine.objects.create(coverage_id=coverage_id, what=What.REFUSED, detail=detail, at=now, noted_at=now)


def _load_contest(contest: FeedContest, registered: Registered, loaded: Loaded, *, source: str, now: datetime) -> None:
    for counts in _portions(contest.counts):
        done = record(registered.contest_id, [new_count(count, registered) for count in counts], source=source, now=now)
        loaded.new += len(done.new)
        loaded.known += done.known
        loaded.late += done.late
        loaded.corrections += len(done.corrections)
        loaded.flips += sum(bool(count.lead_to) for count in done.new)
        loaded.held += [f"{contest.title}: {count.held}" for count in done.held]


def _portions(counts: list[FeedCount]) -> Iterator[list[FeedCount]]:
    """In order of time, so that no portion is late when there are several."""
    ordered = sorted(counts, key=lambda count: count.as_of) if len(counts) > AT_ONCE else counts
    for begin in range(0, len(ordered), AT_ONCE):
        yield ordered[begin : begin + AT_ONCE]


def new_count(count: FeedCount, registered: Registered) -> NewCount:
    """The feed's count in the names that contest, area and choices have here."""
    keys = registered.keys
    votes = {keys[key]: votes for key, votes in count.figures.votes.items()}
    return NewCount(
        figures=replace(count.figures, votes=votes),
        as_of=count.as_of,
        area_id=None if count.area is None else registered.areas[count.area.code],
        winners=None if count.winners is None else [keys[key] for key in count.winners],
        outcome=count.outcome,
        said_at=count.said_at,
    )


def _note_refused(coverage: SpecialCoverage, contests: list[FeedContest], source: str, *, now: datetime) -> None:
    names = ", ".join(contest.title for contest in contests[:5]) + (" …" if len(contests) > 5 else "")
    detail = f"{source}, {len(contests):,} contests: {names}"[:500]
    last = ResultsLine.objects.filter(coverage=coverage, what=What.TEST_REFUSED).order_by("-noted_at", "-id").first()
    if last is None or last.detail != detail:
        ResultsLine.objects.create(coverage=coverage, what=What.TEST_REFUSED, detail=detail, at=now, noted_at=now)


def _sentence(loaded: Loaded, source: str) -> str:
    parts = [f"{source}: {loaded.new:,} new", f"{loaded.known:,} known"]
    parts += [f"{loaded.late:,} late"] * bool(loaded.late) + [f"{len(loaded.held):,} held back"] * bool(loaded.held)
    return ", ".join(parts)
