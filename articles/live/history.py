"""History: what follows when counts join it. What is newer than all before is folded onto what stands; what is late
takes its place in the middle, and what depends on it is worked out once more. Called in the transaction of a verb that
has the coverage locked.
"""

from collections.abc import Iterable, Sequence

from articles.live.folding import COUNTED, Fold
from articles.live.lines import renew_lines, write_lines
from articles.models.contest import Choice, Contest
from articles.models.count import CountUpdate, CurrentCount, Standing

BATCH = 500
WORKED_OUT = ("held", "fell_by", "lead_to")


def take_in(contest: Contest, fresh: Sequence[CountUpdate]) -> tuple[int, Standing]:
    """Write new counts, sorted by folding.order_of, and what follows from them. Returns how many of them were late, and
    how the contest stands now."""
    fold = _fold_of(contest, fresh)
    late = [count for count in fresh if fold.is_late(count)]
    if fold.is_overtaken_by(fresh):
        CountUpdate.objects.bulk_create(fresh, batch_size=BATCH)
        return len(late), refold(contest, fresh=fresh)
    areas = {count.area_id for count in late}
    fold.add(count for count in fresh if count.area_id not in areas)
    CountUpdate.objects.bulk_create(fresh, batch_size=BATCH)
    _save(fold)
    write_lines(contest, [count for count in fresh if count.area_id not in areas])
    if areas:
        _fold_anew(Fold(contest, by_whole=True), CountUpdate.objects.filter(contest=contest, area__in=areas), fresh)
    return len(late), fold.standing


def refold(contest: Contest, *, fresh: Iterable[CountUpdate] = ()) -> Standing:
    """Work out everything about a contest from its whole history: after a late count, after one was let through, after
    a change of its seats, threshold or choices. `fresh`: counts that are new to the log."""
    counts = list(CountUpdate.objects.filter(contest=contest))
    fold = Fold(
        contest,
        by_whole=any(count.area_id == contest.area_id and count.is_shown for count in counts),
        yes=yes_of(contest),
        standing=Standing(contest=contest),
    )
    before = Standing.objects.filter(pk=contest.pk).first()
    if before is not None:
        fold.standing.calls, fold.standing.withdrawn_calls = before.calls, before.withdrawn_calls
    _fold_anew(fold, counts, fresh)
    CurrentCount.objects.filter(contest=contest).exclude(area__in=list(fold.current)).delete()  # held back since
    fold.standing.save()
    return fold.standing


def yes_of(contest: Contest) -> str:
    """The key of the choice that is a measure's yes; "" without one."""
    return next((choice.key for choice in contest.choices.all() if choice.side == Choice.Side.YES), "")


def _fold_of(contest: Contest, fresh: Sequence[CountUpdate]) -> Fold:
    """What stands now, to fold onto."""
    current = {row.area_id: row for row in CurrentCount.objects.filter(contest=contest)}
    standing = Standing.objects.filter(pk=contest.pk).first() or Standing(contest=contest)
    brings_whole = any(count.area_id == contest.area_id and count.is_shown for count in fresh)
    by_whole = contest.area_id in current or (brings_whole and not current)
    return Fold(contest, by_whole=by_whole, yes=yes_of(contest), standing=standing, current=current)


def _fold_anew(fold: Fold, counts: Iterable[CountUpdate], fresh: Iterable[CountUpdate]) -> None:
    """Fold from the beginning, and write what has changed by that. The copies of `fresh` learn of it."""
    counts = list(counts)
    before = {count.pk: _worked_out(count) for count in counts}
    fold.add(counts)
    changed = [count for count in counts if _worked_out(count) != before[count.pk]]
    CountUpdate.objects.bulk_update(changed, WORKED_OUT, batch_size=BATCH)
    _save_current(fold)
    after = {count.pk: count for count in counts}
    new = [count for count in fresh if count.pk in after]
    for count in new:
        count.held, count.fell_by, count.lead_to = _worked_out(after[count.pk])
    known = {count.pk for count in new}
    renew_lines(fold.contest, [count for count in changed if count.pk not in known])
    write_lines(fold.contest, new)


def _worked_out(count: CountUpdate) -> tuple[str, int | None, list[str]]:
    return count.held, count.fell_by, count.lead_to


def _save(fold: Fold) -> None:
    _save_current(fold)
    fold.standing.save()


def _save_current(fold: Fold) -> None:
    CurrentCount.objects.bulk_create(
        [row for row in fold.current.values() if row.pk is None],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=("contest", "area"),
        update_fields=(*COUNTED, "update"),
    )
