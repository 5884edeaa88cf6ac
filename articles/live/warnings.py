"""What the desk is warned of before it calls a contest: votes left that could turn it, nobody knows how many are left,
somebody who does not lead. A warning stops nobody who says that they have read it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from articles.live.calling import propose
from articles.live.coverage import locked
from articles.live.rights import require
from articles.live.rules import may_still_change
from articles.models.call import Call
from articles.models.contest import Contest
from articles.models.count import Standing


class NotSure(Exception):
    """There are warnings that nobody has said they have read. `sentences` are for the desk."""

    def __init__(self, sentences: Sequence[str]):
        super().__init__(" ".join(sentences))
        self.sentences = list(sentences)


def warnings_before(contest: Contest, standing: Standing | None, keys: Sequence[str] | None = None) -> list[str]:
    """Sentences; none when the votes left cannot change who leads. `keys`: who is to be called, where that is known.
    One query for the choices when they were not read along."""
    if contest.kind == Contest.Kind.UNCONTESTED:
        return []
    if standing is None or not standing.total:
        return ["No votes have been counted yet."]
    found = []
    names = {choice.key: choice.name for choice in contest.choices.all()}
    behind = [names[key] for key in keys or () if key in names and key not in standing.leading]
    if behind:
        found.append(f"{' and '.join(behind)} {'is' if len(behind) == 1 else 'are'} not in the lead.")
    if standing.is_tied:
        found.append("They are tied.")
    may_change = may_still_change(standing.margin, standing.remaining)
    if may_change is None:
        found.append("Nobody has said how many votes are left, so the lead may still change.")
    elif may_change:
        votes = "vote is" if standing.remaining == 1 else "votes are"
        found.append(
            f"{standing.remaining:,} {votes} left and the margin is {standing.margin:,}: the lead may still change."
        )
    return found


@transaction.atomic
def propose_surely(
    contest_id: int, keys: Sequence[str], *, is_sure: bool, by: Any, now: datetime, outcome: str, note: str = ""
) -> Call:
    """Propose a call; where there is a warning, only when the person is sure. The votes looked at are those of this
    moment, not of when the page was opened. Raises NotSure and what `propose` raises."""
    require(by, "propose_call")
    contest = locked(contest_id)
    call = propose(contest_id, keys, by=by, now=now, outcome=outcome, note=note)  # its refusals come before warnings
    sentences = warnings_before(contest, Standing.objects.filter(pk=contest_id).first(), keys)
    if sentences and not is_sure:
        raise NotSure(sentences)  # takes the proposal back
    return call
