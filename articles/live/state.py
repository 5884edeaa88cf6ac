"""How a contest stood at any past moment, worked out from its history. Nothing is written."""

from datetime import datetime

from articles.live.folding import Fold
from articles.live.history import yes_of
from articles.live.standing_calls import calls_at
from articles.models.contest import Contest
from articles.models.count import CountUpdate, CurrentCount, Standing


def state_at(contest: Contest, moment: datetime, *, as_known: bool = False) -> tuple[Standing, list[CurrentCount]]:
    """How the contest stood at a moment (aware), and the counts of its areas then; neither is saved.

    By data time: what is known today about that moment. `as_known`: only what had come in by then, so what readers saw,
    before anybody let a count through that was held back. Two queries, and one for the choices.
    """
    counts = CountUpdate.objects.filter(contest=contest, as_of__lte=moment)
    if as_known:
        counts = counts.filter(received_at__lte=moment)
    told = list(counts)
    for count in told:
        if count.released_at is not None and as_known and count.released_at > moment:
            count.released_at = None
    fold = Fold(
        contest,
        by_whole=any(count.area_id == contest.area_id and count.is_shown for count in told),
        yes=yes_of(contest),
        standing=Standing(contest=contest),
    )
    fold.add(told)
    fold.standing.calls, fold.standing.withdrawn_calls = calls_at(contest, moment)
    return fold.standing, list(fold.current.values())
