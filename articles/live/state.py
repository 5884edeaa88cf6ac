"""How a contest stood at any past moment, worked out from its history. Nothing is written."""

from datetime import datetime

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import Rank

from articles.live.folding import Fold
from articles.live.history import yes_of
from articles.live.standing_calls import calls_at
from articles.models.contest import Contest
from articles.models.count import CountUpdate, CurrentCount, Standing


def state_at(contest: Contest, moment: datetime, *, most: int | None = None) -> tuple[Standing, list[CurrentCount]]:
    """How the contest stood at a moment (aware), and the counts of its areas then; neither is saved.

    By data time: what is known today about that moment, also what came in later or was let through later. Where there
    are more than `most` counts, only those are gone through that make the state; then the points over time are those of
    the whole contest, or none. Two queries, and one for the choices; four more where there are so many.
    """
    counts = CountUpdate.objects.filter(contest=contest, as_of__lte=moment)
    is_too_much = most is not None and counts.order_by()[most:].exists()
    told = _those_that_make_it(contest, counts, most) if most is not None and is_too_much else list(counts)
    fold = Fold(
        contest,
        by_whole=any(count.area_id == contest.area_id and count.is_shown for count in told),
        yes=yes_of(contest),
        standing=Standing(contest=contest),
    )
    fold.add(told)
    if is_too_much:
        _take_from_history(fold, counts)
    fold.standing.calls, fold.standing.withdrawn_calls = calls_at(contest, moment)
    return fold.standing, list(fold.current.values())


def _those_that_make_it(contest: Contest, counts: QuerySet[CountUpdate], most: int) -> list[CountUpdate]:
    """The counts of the whole contest, the newest `most` of them, and the newest that is shown of each other area."""
    whole = counts.filter(area=contest.area_id).order_by("-as_of", "-id")[:most]
    shown = counts.exclude(area=contest.area_id).filter(Q(held="") | Q(released_at__isnull=False)).order_by()
    ranked = shown.annotate(place=Window(Rank(), partition_by="area", order_by=F("as_of").desc()))
    return [*whole, *ranked.filter(place=1)]


def _take_from_history(fold: Fold, counts: QuerySet[CountUpdate]) -> None:
    """What takes all counts to work out, as it was worked out when they came in."""
    standing = fold.standing
    standing.flips = counts.exclude(lead_to=[]).order_by().count()
    fell = counts.filter(fell_by__isnull=False).order_by()
    if fold.by_whole:
        fell = fell.filter(area=fold.contest.area_id)
    else:
        standing.points = []
    standing.corrections = fell.count()
