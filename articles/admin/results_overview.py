"""The results page of a coverage: every contest in a line, what is held back, and the newest of the log. The number of
queries is the same for one contest and for fifty."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from articles.admin.badges import time_ago
from articles.admin.results_contest import count_row, counted, leads, log_rows
from articles.dates import printed_soon
from articles.live.calling import name_of
from articles.models import Call, Choice, Contest, CountUpdate, ResultsLine, SpecialCoverage
from articles.queries.results_words import listed

MOST_CONTESTS, MOST_HELD, MOST_LINES = 1_000, 40, 40
What = ResultsLine.What
# Shape and word of a state, and the class of its colour.
STATES = {
    "proposed": ("◐", "Proposal open", "in-review"),
    "held": ("◌", "Held back", "withdrawn"),
    "called": ("✓", "Called", "live"),
    "polls": ("◷", "Polls open", "scheduled"),
    "waiting": ("○", "Waiting", "draft"),
    "leads": ("●", "Counting", "scheduled"),
}


def coverage_state(coverage: SpecialCoverage, *, now: datetime) -> dict[str, Any]:
    """For the template. Five queries."""
    contests = list(Contest.objects.filter(coverage=coverage).select_related("area", "standing")[:MOST_CONTESTS])
    names: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for contest_id, key, name in Choice.objects.filter(contest__coverage=coverage).values_list(
        "contest_id", "key", "name"
    ):
        names[contest_id][key] = name
    open_ones: defaultdict[int, list[Call]] = defaultdict(list)
    proposed = Call.objects.filter(contest__coverage=coverage, step=Call.Step.PROPOSED, answer__isnull=True)
    for call in proposed.select_related("by"):
        open_ones[call.contest_id].append(call)
    held = list(
        CountUpdate.objects.filter(contest__coverage=coverage)
        .waiting()
        .newest_of_each()
        .select_related("contest", "area", "by")
        .order_by("-id")[:MOST_HELD]
    )
    waiting = {count.contest_id for count in held}
    lines = ResultsLine.objects.filter(coverage=coverage).told_once().select_related("by", "contest")[:MOST_LINES]
    return {
        "coverage": coverage,
        "rows": [
            _row(contest, names[contest.pk], open_ones[contest.pk], is_held=contest.pk in waiting, now=now)
            for contest in contests
        ],
        "held": [count_row(count, names[count.contest_id], now=now) for count in held],
        "log": log_rows(lines, now=now),
        "lost": log_rows(_lost(lines), now=now),
        "called": sum(bool(_calls(contest)) for contest in contests),
        "open_proposals": sum(map(len, open_ones.values())),
        "stamp": time_ago(coverage.data_updated_at, now=now),
    }


def _lost(lines: list[ResultsLine]) -> list[ResultsLine]:
    """The lines of feeds that are out of reach: told so, and neither read nor heard of since. Newest lines first."""
    newest: dict[str, ResultsLine] = {}
    for line in lines:
        if line.what in (What.LOST, What.FOUND, What.LOADED):
            newest.setdefault(line.detail.partition(":")[0], line)
    return [line for line in newest.values() if line.what == What.LOST]


def _calls(contest: Contest) -> list[dict[str, Any]]:
    standing = getattr(contest, "standing", None)
    return standing.calls if standing else []


def _row(
    contest: Contest, names: dict[str, str], proposals: list[Call], *, is_held: bool, now: datetime
) -> dict[str, Any]:
    standing = getattr(contest, "standing", None)
    states = state_keys(contest, has_proposal=bool(proposals), is_held=is_held, now=now)
    return {
        "contest": contest,
        "states": [STATES[key] for key in states],
        "leads": leads(contest, names),
        "margin": standing.margin if standing else None,
        "counted": counted(contest),
        "stamp": printed_soon(standing.as_of, now=now) if standing and standing.as_of else "",
        "calls": [
            f"{listed([names.get(key, key) for key in call['keys']])}, by {call['caller']}" for call in _calls(contest)
        ],
        "proposals": [
            f"{listed([names.get(key, key) for key in call.keys])}, by {name_of(call.by)}" for call in proposals
        ],
    }


def state_keys(contest: Contest, *, has_proposal: bool, is_held: bool, now: datetime) -> list[str]:
    """Keys of STATES: what asks for somebody first, then how the contest stands."""
    standing = getattr(contest, "standing", None)
    found = [key for key, asks in (("proposed", has_proposal), ("held", is_held)) if asks]
    if standing is not None and standing.calls:
        return [*found, "called"]
    if contest.polls_are_open(now):
        return [*found, "polls"]
    return [*found, "leads" if standing is not None and standing.total else "waiting"]
