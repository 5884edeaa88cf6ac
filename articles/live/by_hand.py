"""Counts that people enter: nobody enters over a count that they have not seen. How a count is taken in is in
recording.py; here is what a person at the desk needs on top of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from articles.live.coverage import locked
from articles.live.recording import CountRefused, NewCount, Recorded, correct, record
from articles.live.rights import require
from articles.live.rules import DESK, Figures
from articles.models.contest import Contest
from articles.models.count import CountUpdate
from articles.models.results_line import ResultsLine


class Overtaken(Exception):
    """Counts came in that the person has not seen: `counts`, the newest first. Nothing was taken in."""

    def __init__(self, counts: Sequence[CountUpdate]):
        super().__init__("A newer count came in while you were typing.")
        self.counts = list(counts)


@transaction.atomic
def enter(contest_id: int, count: NewCount, *, seen: int, by: Any, now: datetime) -> Recorded:
    """Take in a count by hand. `seen`: the highest number of a count that the person knew of. The same count a second
    time is known, not overtaken by itself. Raises Overtaken, CountRefused, NotAllowed, Contest.DoesNotExist."""
    require(by, "enter_count")
    contest = locked(contest_id)
    area_id = contest.area_id if count.area_id is None else count.area_id
    if area_id != contest.area_id and not contest.coverage.areas.filter(pk=area_id).exists():
        raise CountRefused("That area is not part of this coverage any more. Load the page again.")
    newer = list(_newer(contest, seen).filter(area_id=area_id, corrects=None))
    done = record(contest_id, [count], source=DESK, now=now, by=by)
    if newer and done.new:
        raise Overtaken(newer)  # takes back what was written above
    return done


@transaction.atomic
def mend(count_id: int, figures: Figures, *, seen: int, by: Any, now: datetime, note: str = "") -> Recorded:
    """Correct a count, unless somebody else has corrected it meanwhile. Raises as `enter` does."""
    require(by, "enter_count")
    wrong = CountUpdate.objects.filter(pk=count_id).first()
    if wrong is None:
        raise CountRefused("That count is not there any more.")
    contest = locked(wrong.contest_id)
    newer = list(_newer(contest, seen).filter(corrects=count_id))
    done = correct(count_id, figures, by=by, now=now, note=note)
    if newer and done.new:
        raise Overtaken(newer)
    return done


@transaction.atomic
def count_by_hand(contest_id: int, is_by_hand: bool, *, by: Any, now: datetime) -> bool:
    """Let readers see only what the desk enters from now on, or what feeds send again; False when it was so already.
    What is shown stays, and what was held back stays held back. Raises NotAllowed, Contest.DoesNotExist."""
    require(by, "enter_count")
    contest = locked(contest_id)
    if contest.is_by_hand == is_by_hand:
        return False
    Contest.objects.filter(pk=contest.pk).update(is_by_hand=is_by_hand)
    ResultsLine.objects.create(
        coverage=contest.coverage,
        contest=contest,
        what=ResultsLine.What.BY_HAND if is_by_hand else ResultsLine.What.BY_FEED,
        at=now,
        noted_at=now,
        by=by,
    )
    return True


def _newer(contest: Contest, seen: int) -> QuerySet[CountUpdate]:
    return CountUpdate.objects.filter(contest=contest, pk__gt=seen).select_related("area", "by").order_by("-id")
