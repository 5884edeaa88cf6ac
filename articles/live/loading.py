"""Loading: a feed that was read and found good becomes counts and calls, one transaction for each contest. It may be
interrupted between two of them and begun again: what is there already is not taken twice."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist
from django.db import DataError, IntegrityError, transaction

from articles.live.feeds.shapes import Feed, FeedContest, FeedCount
from articles.live.load_log import note_loaded, note_refusal, note_test_data
from articles.live.recording import CountRefused, NewCount, record
from articles.live.registering import Registered, register
from articles.models.coverage import SpecialCoverage

AT_ONCE = 5_000  # counts of one contest that are worked out together
BEATEN = (
    "What it says now is not more than what it said of the same instant before, and that stands. Give it a later "
    "as_of, or correct the count at the desk."
)


class TestDataRefused(Exception):
    """All of a feed is test data, and the coverage is one for readers. The message is a sentence."""

    __test__ = False  # pytest takes whatever begins with Test


@dataclass(slots=True)
class Loaded:
    """What a feed brought. `refused`: contests that were test data. `failed`: contests that could not be taken in, in
    words. `beaten`: contests of which a count is in the history only, in words. `added`: choices that came onto a
    ballot that had been counted. `early`: as in Recorded. `is_ended`: it was told to stop before the end."""

    contests: int = 0
    new: int = 0
    known: int = 0
    late: int = 0
    held: list[str] = field(default_factory=list)
    corrections: int = 0
    flips: int = 0
    refused: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    beaten: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    early: datetime | None = None
    is_ended: bool = False


def load(
    coverage_id: int, feed: Feed, *, source: str, now: datetime, is_over: Callable[[], bool] = lambda: False
) -> Loaded:
    """Take a feed into a coverage. `is_over` is asked between two contests. Test data goes into a rehearsal or nowhere;
    that it was refused stands in the log. Where the desk takes a contest, a choice or an area away meanwhile, that
    contest fails, and the others go in.

    Raises TestDataRefused, FeedRefused when the coverage would hold too much, SpecialCoverage.DoesNotExist.
    """
    with transaction.atomic():
        coverage = SpecialCoverage.objects.select_for_update(no_key=True).get(pk=coverage_id)
        refused = [] if coverage.is_rehearsal else [each for each in feed.contests.values() if each.is_test]
        if refused:
            note_test_data(coverage_id, source, refused, now=now)
        wanted = [each for each in feed.contests.values() if coverage.is_rehearsal or not each.is_test]
        registered = register(coverage, wanted, source) if wanted else {}
    loaded = Loaded(contests=len(wanted), refused=[contest.title for contest in refused])
    loaded.added = [name for each in registered.values() for name in each.added]
    if refused and not wanted:
        raise TestDataRefused(f"All of it is test data, and “{coverage}” is for readers. Use --rehearsal.")
    for contest in wanted:
        if is_over():
            loaded.is_ended = True
            break
        try:
            _load_contest(contest, registered[contest.external_id], loaded, source=source, now=now)
        except (CountRefused, ObjectDoesNotExist, IntegrityError, DataError) as fault:
            SpecialCoverage.objects.only("pk").get(pk=coverage_id)
            loaded.failed.append(f"{contest.title}: {_why_failed(fault)}")
    for said in dict.fromkeys(loaded.failed + loaded.beaten):
        note_refusal(coverage_id, source, said, now=now)
    if loaded.new:
        note_loaded(
            coverage_id, source, new=loaded.new, late=loaded.late, held=len(loaded.held), added=loaded.added, now=now
        )
    return loaded


def _why_failed(fault: Exception) -> str:
    if isinstance(fault, CountRefused):
        return str(fault)
    if isinstance(fault, DataError):
        return "Its numbers are too large to keep together."
    return "The desk has changed its contest, choices or areas meanwhile."


def _load_contest(contest: FeedContest, registered: Registered, loaded: Loaded, *, source: str, now: datetime) -> None:
    """All counts of the contest or none."""
    with transaction.atomic():
        told = [
            record(registered.contest_id, [new_count(count, registered) for count in counts], source=source, now=now)
            for counts in _portions(contest.counts)
        ]
    for done in told:
        loaded.new += len(done.new)
        loaded.known += done.known
        loaded.late += done.late
        loaded.beaten += [f"{contest.title}: {BEATEN}"] * bool(done.beaten)
        loaded.early = min(filter(None, (loaded.early, done.early)), default=None)
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
