"""Calling: who won, according to whom. A person proposes, another confirms, either kind of call is withdrawn by a new
record that says why. A feed calls by the winners it flags. Every verb checks the right itself, under the lock."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from articles.dates import printed_clock
from articles.live.coverage import locked, touch
from articles.live.rights import require
from articles.live.rules import DESK
from articles.live.standing_calls import called_keys, in_force, renew_calls
from articles.models.call import Call
from articles.models.contest import Contest
from articles.models.results_line import ResultsLine

Step, Outcome, What = Call.Step, Call.Outcome, ResultsLine.What


class CallRefused(ValueError):
    """It cannot be called so. The message is a sentence for the desk."""


@transaction.atomic
def propose(
    contest_id: int, keys: Sequence[str], *, by: Any, now: datetime, outcome: str = Outcome.WINS, note: str = ""
) -> Call:
    """Say that these choices won (or go to the run-off); readers see nothing until another person confirms it. Raises
    NotAllowed, CallRefused, Contest.DoesNotExist."""
    require(by, "propose_call")
    contest = locked(contest_id)
    keys = _checked(contest, keys, outcome, now=now)
    open_one = next((call for call in open_proposals(contest) if set(call.keys) & set(keys)), None)
    if open_one is not None:
        raise CallRefused(f"{name_of(open_one.by)} has proposed that already. Another person has to confirm it.")
    call = _make(contest, Step.PROPOSED, keys, outcome, by=by, now=now, note=note)
    _note(contest, call, What.PROPOSED, now=now)
    return call


@transaction.atomic
def confirm(proposal_id: int, *, by: Any, now: datetime) -> Call:
    """Make a proposal a call, which readers see from then on. Raises NotAllowed, CallRefused."""
    require(by, "confirm_call")
    contest, proposal = _to_answer(proposal_id, (Step.PROPOSED,), "That proposal was confirmed or dismissed before.")
    if proposal.by_id == by.pk:
        raise CallRefused("You proposed this yourself. Another person has to confirm it.")
    keys = _checked(contest, proposal.keys, proposal.outcome, now=now)
    call = _make(contest, Step.CONFIRMED, keys, proposal.outcome, by=by, now=now, answers=proposal)
    _note(contest, call, What.CALLED, now=now)
    renew_calls(contest)
    touch(contest)
    return call


@transaction.atomic
def dismiss(proposal_id: int, *, by: Any, now: datetime, note: str = "") -> Call:
    """Put a proposal aside; who made it may do that too. Raises NotAllowed, CallRefused."""
    contest, proposal = _to_answer(proposal_id, (Step.PROPOSED,), "That proposal was confirmed or dismissed before.")
    if proposal.by_id != by.pk:
        require(by, "confirm_call")
    call = _make(contest, Step.DISMISSED, proposal.keys, proposal.outcome, by=by, now=now, answers=proposal, note=note)
    _note(contest, call, What.DISMISSED, now=now)
    return call


@transaction.atomic
def withdraw(call_id: int, *, by: Any, now: datetime, why: str) -> Call:
    """Take a call back, of two people or of a feed. It stays on record, and readers are told `why`. Raises NotAllowed,
    CallRefused."""
    require(by, "withdraw_call")
    if not why.strip():
        raise CallRefused("Say why the call is withdrawn: readers will ask.")
    contest, call = _to_answer(call_id, (Step.CONFIRMED, Step.FEED), "That call has been withdrawn before.")
    made = _make(contest, Step.WITHDRAWN, call.keys, call.outcome, by=by, now=now, answers=call, note=why)
    _note(contest, made, What.WITHDRAWN, now=now)
    renew_calls(contest)
    touch(contest)
    return made


def open_proposals(contest: Contest) -> list[Call]:
    """Those that nobody has answered, oldest first."""
    return list(contest.calls.filter(step=Step.PROPOSED, answer__isnull=True).select_related("by"))


def _checked(contest: Contest, keys: Sequence[str], outcome: str, *, now: datetime) -> list[str]:
    """The keys, once each. Raises CallRefused."""
    names = {choice.key: choice.name for choice in contest.choices.all()}
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        raise CallRefused("Choose who won.")
    if set(wanted) - names.keys():
        raise CallRefused("One of these is not on the ballot any more. Load the page again.")
    if outcome not in Outcome.values:
        raise CallRefused("Say what they win: the office, or a place in the run-off.")
    if contest.polls_are_open(now):
        assert contest.polls_close_at is not None
        raise CallRefused(f"Polls are open until {printed_clock(contest.polls_close_at)}. Nothing is called before.")
    calls = in_force(contest)
    called = called_keys(call for call in calls if call.source == DESK)
    if again := called & set(wanted):
        raise CallRefused(f"{' and '.join(names[key] for key in sorted(again))}: called already.")
    seats = seats_of(contest, outcome)
    if len(called_keys(calls) | set(wanted)) > seats:
        taken = " and ".join(names.get(key, key) for key in sorted(called_keys(calls)))
        room = "There is one winner" if seats == 1 else f"There are {seats} places"
        raise CallRefused(f"{room}{f', and {taken} is called. Withdraw that first' if taken else ''}.")
    return wanted


def seats_of(contest: Contest, outcome: str) -> int:
    """How many may be called: two for a run-off, one for an office or a measure, or as many as are elected."""
    if outcome == Outcome.ADVANCES:
        return max(2, contest.seats)
    return contest.seats if contest.kind == Contest.Kind.SEATS else 1


def _to_answer(call_id: int, steps: Sequence[str], done: str) -> tuple[Contest, Call]:
    """The contest, locked, and the record that is to be answered. Raises CallRefused with `done` when it was before."""
    contest_id = Call.objects.filter(pk=call_id, step__in=steps).values_list("contest_id", flat=True).first()
    if contest_id is None:
        raise CallRefused("That call is not there any more. Load the page again.")
    contest = locked(contest_id)
    call = Call.objects.select_related("by").filter(pk=call_id, answer__isnull=True).first()
    if call is None:
        raise CallRefused(done)
    call.contest = contest
    return contest, call


def _make(
    contest: Contest,
    step: str,
    keys: Sequence[str],
    outcome: str,
    *,
    by: Any,
    now: datetime,
    answers: Call | None = None,
    note: str = "",
) -> Call:
    return Call.objects.create(
        contest=contest,
        step=step,
        keys=list(keys),
        outcome=outcome,
        answers=answers,
        caller=answers.caller if answers is not None else settings.SITE_NAME,
        source=DESK,
        at=now,
        made_at=now,
        by=by,
        proposed_by_id=answers.by_id if answers is not None and step == Step.CONFIRMED else None,
        note=note.strip()[:300],
    )


def _note(contest: Contest, call: Call, what: str, *, now: datetime) -> None:
    names = {choice.key: choice.name for choice in contest.choices.all()}
    who = " and ".join(names.get(key, key) for key in call.keys)
    ResultsLine.objects.create(
        coverage_id=contest.coverage_id,
        contest=contest,
        call=call,
        what=what,
        detail=". ".join(filter(None, (who, call.note)))[:500],
        at=call.at,
        noted_at=now,
        by=call.by,
    )


def name_of(person: Any) -> str:
    return (person.get_full_name() or person.get_username()) if person is not None else "Somebody"
