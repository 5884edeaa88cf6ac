"""Calls of a feed: the winners that the newest count of the whole contest flags. Only the feed that a contest came from
calls it; where the desk has called it otherwise, the feed's call is put into the log and nowhere else."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F, Q

from articles.live.calling import seats_of
from articles.live.coverage import touch
from articles.live.rules import DESK
from articles.live.standing_calls import called_keys, in_force, renew_calls
from articles.models.call import Call
from articles.models.contest import Contest
from articles.models.count import CountUpdate, CurrentCount
from articles.models.results_line import ResultsLine

What = ResultsLine.What


def follow_feed(contest: Contest, *, now: datetime) -> None:
    """Call what the feed calls, and take back what it does not call any more. In the transaction of a verb that has the
    coverage locked."""
    count = _newest(contest)
    if count is None or count.winners is None:
        return
    outcome = count.outcome or Call.Outcome.WINS
    calls = in_force(contest)
    ours = [call for call in calls if call.source == contest.source]
    kept = [call for call in ours if set(call.keys) <= set(count.winners) and call.outcome == outcome]
    gone = [call for call in ours if call not in kept]
    new = [key for key in count.winners if key not in called_keys(kept)]
    if new and (why := _why_not(contest, count, new, [call for call in calls if call.source == DESK], outcome)):
        _dispute(contest, count, new, why, now=now)
        new = []
    if not gone and not new:
        return
    at = _time_of(contest, count)
    for call in gone:
        _write(contest, call.keys, call.outcome, Call.Step.WITHDRAWN, at=at, now=now, answers=call)
    if new:
        _write(contest, new, outcome, Call.Step.FEED, at=at, now=now)
    renew_calls(contest)
    touch(contest)


def _newest(contest: Contest) -> CountUpdate | None:
    """The count whose flags hold. Feeds set and take back flags without moving the time of the count on: of several of
    the newest instant it is the one that the feed said last."""
    row = CurrentCount.objects.select_related("update").filter(contest=contest, area=contest.area_id).first()
    if row is None or row.source != contest.source:
        return None
    same = CountUpdate.objects.filter(
        Q(held="") | Q(released_at__isnull=False),
        contest=contest,
        area=contest.area_id,
        source=row.source,
        as_of=row.as_of,
        winners__isnull=False,
    )
    return same.order_by(F("said_at").desc(nulls_last=True), "-id").first()


def say_again(contest: Contest, known: Sequence[CountUpdate]) -> bool:
    """Counts that were there already and have come once more, not saved: whether one of them changes whose flags hold,
    because the feed has gone back to what it said before."""
    holds = _newest(contest)
    for count in known:
        if holds is None or count.area_id != contest.area_id or count.as_of != holds.as_of:
            continue
        is_the_same = (count.winners, count.outcome) == (holds.winners, holds.outcome)
        if is_the_same or count.said_at is None or (holds.said_at is not None and count.said_at <= holds.said_at):
            continue
        there = CountUpdate.objects.filter(
            contest=contest, area=count.area_id, source=count.source, as_of=count.as_of, digest=count.digest
        )
        if there.update(said_at=count.said_at):
            return True
    return False


def _why_not(contest: Contest, count: CountUpdate, keys: list[str], desk: list[Call], outcome: str) -> str:
    """Why readers are not told of it; "" when they are."""
    if contest.polls_are_open(count.as_of):
        return "polls are open"
    if len(called_keys(desk) | set(count.winners or ())) > seats_of(contest, outcome):
        return "the desk has called another" if desk else "more than can win"
    taken_back = Call.objects.filter(
        contest=contest, step=Call.Step.FEED, source=contest.source, answer__source=DESK, outcome=outcome
    )
    if any(set(keys) & set(call.keys) for call in taken_back):
        return "the desk has withdrawn this call"
    return ""


def _time_of(contest: Contest, count: CountUpdate) -> datetime:
    """When the feed called it: the time of its count, or, when that has not moved on since it last did, when it said
    so."""
    has_moved = not Call.objects.filter(contest=contest, source=contest.source, at__gte=count.as_of).exists()
    return count.as_of if has_moved or count.said_at is None else max(count.said_at, count.as_of)


def _write(
    contest: Contest,
    keys: list[str],
    outcome: str,
    step: str,
    *,
    at: datetime,
    now: datetime,
    answers: Call | None = None,
) -> None:
    caller = name_of_source(contest.source)
    call = Call.objects.create(
        contest=contest,
        step=step,
        keys=keys,
        outcome=outcome,
        answers=answers,
        caller=caller,
        source=contest.source,
        at=at,
        made_at=now,
        # No note: readers are told in their language that the feed has taken it back (queries/results_words.py).
    )
    what = What.CALLED if answers is None else What.WITHDRAWN
    _line(contest, keys, what, f"by {caller}", at=at, now=now, call=call)


def _dispute(contest: Contest, count: CountUpdate, keys: list[str], why: str, *, now: datetime) -> None:
    """Once for each thing that is disputed, not with every count that says it again."""
    detail = _detail(contest, keys, f"called by {name_of_source(contest.source)}, not shown: {why}")
    last = ResultsLine.objects.filter(contest=contest, what=What.DISPUTED).order_by("-id").first()
    if last is None or last.detail != detail:
        ResultsLine.objects.create(
            coverage_id=contest.coverage_id,
            contest=contest,
            what=What.DISPUTED,
            detail=detail,
            at=count.as_of,
            noted_at=now,
        )


def _line(contest: Contest, keys: list[str], what: str, said: str, *, at: datetime, now: datetime, call: Call) -> None:
    ResultsLine.objects.create(
        coverage_id=contest.coverage_id,
        contest=contest,
        call=call,
        what=what,
        detail=_detail(contest, keys, said),
        at=at,
        noted_at=now,
    )


def _detail(contest: Contest, keys: list[str], said: str) -> str:
    names = {choice.key: choice.name for choice in contest.choices.all()}
    return f"{' and '.join(names.get(key, key) for key in keys)}, {said}"[:500]


def name_of_source(source: str) -> str:
    """As readers see it: “AP”."""
    return source.upper() if len(source) <= 4 else source.capitalize()
