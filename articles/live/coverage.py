"""What every verb of the results begins and ends with: the coverage locked, and told that there is something new."""

from datetime import datetime
from typing import Any

from django.db.models import F

from articles.models.contest import Contest
from articles.models.coverage import SpecialCoverage


def locked(contest_id: int) -> Contest:
    """The contest, its coverage locked until the end of the transaction: counts and calls of one coverage are taken in
    one after the other. Raises Contest.DoesNotExist."""
    held = SpecialCoverage.objects.select_for_update(no_key=True, of=("self",)).filter(contests=contest_id)
    coverage = held.order_by().first()
    # Read when the coverage is held, not before: a form that was saved meanwhile may have taken a choice out.
    contest = Contest.objects.select_related("area").prefetch_related("choices").get(pk=contest_id)
    if coverage is not None:
        contest.coverage = coverage
    return contest


def touch(contest: Contest, *, as_of: datetime | None = None) -> None:
    """Say that readers have something new to see; `as_of` when it brought newer data. In the same transaction."""
    coverage = contest.coverage
    changes: dict[str, Any] = {"results_version": F("results_version") + 1}
    if as_of is not None and (coverage.data_updated_at is None or coverage.data_updated_at < as_of):
        coverage.data_updated_at = changes["data_updated_at"] = as_of
    SpecialCoverage.objects.filter(pk=coverage.pk).update(**changes)


def touch_coverage(coverage_id: int) -> None:
    """The same when what changed belongs to no contest: the name of an area, a contest that is gone."""
    SpecialCoverage.objects.filter(pk=coverage_id).update(results_version=F("results_version") + 1)
