"""Judging counts again when polls close at another time than was thought: what came in before that time is held back,
what came in after it is shown, as if the right time had been known from the start. What a person let through stays so.
"""

from datetime import datetime

from django.db.models import Max

from articles.live.coverage import touch
from articles.live.feed_calls import follow_feed
from articles.live.history import BATCH, refold
from articles.live.lines import renew_lines
from articles.live.rules import Figures, Held, judge
from articles.models.contest import Contest
from articles.models.count import CountUpdate, CurrentCount
from articles.models.coverage import SpecialCoverage

# What depends, or may come to depend, on when polls close.
JUDGED = ("", Held.FELL_TO_ZERO, Held.CHOICE_GONE, Held.POLLS_OPEN)


def judge_again(contest: Contest, *, now: datetime) -> tuple[int, int]:
    """After a change of `polls_close_at`, in the transaction of a verb that has the coverage locked. Returns how many
    counts are shown that were not, and how many are held back now. Calls stay: readers see none while polls are
    open."""
    counts = CountUpdate.objects.filter(contest=contest, held__in=JUDGED, released_at=None)
    changed = [count for count in counts if _is_judged_otherwise(contest, count)]
    if not changed:
        return 0, 0
    CountUpdate.objects.bulk_update(changed, ["held"], batch_size=BATCH)
    refold(contest)
    fresh = list(CountUpdate.objects.filter(contest=contest, pk__in=[count.pk for count in changed]))
    renew_lines(contest, fresh)
    shown = [count.as_of for count in fresh if count.is_shown]
    hidden = [count.as_of for count in fresh if not count.is_shown]
    follow_feed(contest, now=now)
    touch(contest, as_of=max(shown, default=None))
    if contest.coverage.data_updated_at in hidden:
        _set_data_time_back(contest.coverage)
    return len(shown), len(hidden)


def _is_judged_otherwise(contest: Contest, count: CountUpdate) -> bool:
    """Sets `held` where it is."""
    figures = Figures(votes=count.votes, total=count.total)
    verdict = judge(figures, contest, source=count.source, as_of=count.as_of, received_at=count.received_at)
    was_open, is_open = count.held == Held.POLLS_OPEN, verdict.held == Held.POLLS_OPEN
    if was_open == is_open:
        return False
    count.held = verdict.held
    return True


def _set_data_time_back(coverage: SpecialCoverage) -> None:
    """To the newest count that readers see."""
    shown = CurrentCount.objects.filter(contest__coverage=coverage)
    newest = shown.aggregate(newest=Max("as_of"))["newest"]
    SpecialCoverage.objects.filter(pk=coverage.pk).update(data_updated_at=newest)
