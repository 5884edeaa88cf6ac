"""Which calls are in force, and the copy of them that readers' pages are printed from."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from articles.models.call import Call
from articles.models.contest import Contest
from articles.models.count import Standing

MADE = (Call.Step.CONFIRMED, Call.Step.FEED)


def in_force(contest: Contest) -> list[Call]:
    """Calls that are made and not withdrawn, oldest first."""
    return list(contest.calls.in_force())


def called_keys(calls: Iterable[Call]) -> set[str]:
    return {key for call in calls for key in call.keys}


def renew_calls(contest: Contest) -> None:
    """Copy the calls to how the contest stands. In the transaction of the verb that made or withdrew one."""
    calls, withdrawn = calls_at(contest, None)
    standing, _ = Standing.objects.get_or_create(contest=contest)
    standing.calls, standing.withdrawn_calls = calls, withdrawn
    standing.save(update_fields=("calls", "withdrawn_calls"))


def calls_at(contest: Contest, moment: datetime | None) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Calls in force at a moment (None: now) and those withdrawn by then, as Standing keeps them."""
    records = list(contest.calls.filter(step__in=(*MADE, Call.Step.WITHDRAWN)))
    if moment is not None:
        records = [record for record in records if record.at <= moment]
    answers = {record.answers_id: record for record in records if record.answers_id is not None}
    calls, withdrawn = [], []
    for call in records:
        if call.step not in MADE:
            continue
        told = {
            "id": call.pk,
            "keys": call.keys,
            "outcome": call.outcome,
            "caller": call.caller,
            "source": call.source,
            "at": call.at.isoformat(),
        }
        answer = answers.get(call.pk)
        if answer is None:
            calls.append(told)
        else:
            withdrawn.append({**told, "withdrawn_at": answer.at.isoformat(), "why": answer.note})
    return calls, withdrawn
