"""What the desk is warned of before it calls a contest: votes left that could turn it, nobody knows how many are left,
somebody who does not lead. A warning stops nobody who says that they have read it: who proposes, and who confirms."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any

from django.db import transaction

from articles.live.calling import confirm, propose, seats_of
from articles.live.coverage import locked
from articles.live.history import yes_of
from articles.live.rights import require
from articles.live.rules import lead_of, may_still_change, passes, votes_to_turn
from articles.models.call import Call
from articles.models.contest import Contest
from articles.models.count import Standing


class NotSure(Exception):
    """There are warnings that the person has not said they have read. `warnings` are as of `warnings_before`."""

    def __init__(self, warnings: Mapping[str, str]):
        super().__init__(" ".join(warnings.values()))
        self.warnings = dict(warnings)


def warnings_before(
    contest: Contest, standing: Standing | None, keys: Sequence[str] | None = None, *, outcome: str = ""
) -> dict[str, str]:
    """Sentences by what they warn of; none when the votes left cannot change who leads. `keys`: who is to be called,
    where that is known, and `outcome`: what they are to win. One query for the choices when they were not read
    along."""
    if contest.kind == Contest.Kind.UNCONTESTED:
        return {}
    if standing is None or not standing.total:
        return {"no votes": "No votes have been counted yet."}
    found = {}
    names = {choice.key: choice.name for choice in contest.choices.all()}
    ahead, margin = _ahead(contest, standing, outcome)
    behind = [key for key in keys or () if key in names and key not in ahead]
    if behind:
        who = " and ".join(names[key] for key in behind)
        found[f"behind {sorted(behind)}"] = f"{who} {'is' if len(behind) == 1 else 'are'} not in the lead."
    if standing.is_tied:
        found["tied"] = "They are tied."
    short = [key for key in keys or () if key in names and _falls_short(contest, standing, key, outcome)]
    if short:
        who = " and ".join(names[key] for key in short)
        found[f"short {sorted(short)}"] = f"{who} has not the share that wins without a run-off."
    may_change = may_still_change(margin, standing.remaining)
    if may_change is None:
        found["not known"] = "Nobody has said how many votes are left, so the lead may still change."
    elif may_change:
        votes = "vote is" if standing.remaining == 1 else "votes are"
        turned = f"the margin is {margin:,}" if margin == standing.margin else f"{margin:,} would turn it"
        found["may change"] = f"{standing.remaining:,} {votes} left and {turned}: the lead may still change."
    return found


def _ahead(contest: Contest, standing: Standing, outcome: str) -> tuple[list[str], int | None]:
    """Who would have what is called if this were all, and how many votes would turn that."""
    if outcome != Call.Outcome.ADVANCES:
        return standing.leading, votes_to_turn(contest, standing.votes, standing.margin, yes=yes_of(contest))
    places = Contest(kind=Contest.Kind.SEATS, seats=seats_of(contest, outcome))
    lead = lead_of(places, standing.votes)
    return lead.leading, lead.margin


def _falls_short(contest: Contest, standing: Standing, key: str, outcome: str) -> bool:
    """Whether somebody is to be called the winner of a first round who has not the share for it."""
    if contest.kind != Contest.Kind.RUN_OFF or outcome != Call.Outcome.WINS:
        return False
    return not passes(standing.votes.get(key, 0), standing.total, contest.share_needed)


def mark_of(warnings: Mapping[str, str]) -> str:
    """What a tick stands for: which warnings were read, not their figures. Those move on with every count; a warning of
    something else has to be read anew."""
    return blake2b("\n".join(sorted(warnings)).encode(), digest_size=8).hexdigest()


@transaction.atomic
def propose_surely(
    contest_id: int, keys: Sequence[str], *, read: str, by: Any, now: datetime, outcome: str, note: str = ""
) -> Call:
    """Propose a call; where there are warnings, only when the person has read them (`read`: their mark). The votes
    looked at are those of this moment, not of when the page was opened. Raises NotSure and what `propose` raises."""
    require(by, "propose_call")
    contest = locked(contest_id)
    call = propose(contest_id, keys, by=by, now=now, outcome=outcome, note=note)  # its refusals come before warnings
    _refuse_unread(contest, keys, read, outcome=outcome)
    return call


@transaction.atomic
def confirm_surely(proposal_id: int, *, read: str, by: Any, now: datetime) -> Call:
    """Confirm a proposal, in the same way: who confirms looks at the votes of this moment for themselves, whatever the
    proposer has ticked. Raises NotSure and what `confirm` raises."""
    call = confirm(proposal_id, by=by, now=now)
    _refuse_unread(call.contest, call.keys, read, outcome=call.outcome)
    return call


def _refuse_unread(contest: Contest, keys: Sequence[str], read: str, *, outcome: str) -> None:
    """Raises NotSure, which takes back what was written in the transaction."""
    standing = Standing.objects.filter(pk=contest.pk).first()
    warnings = warnings_before(contest, standing, keys, outcome=outcome)
    if warnings and read != mark_of(warnings):
        raise NotSure(warnings)
