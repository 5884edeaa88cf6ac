"""What the log says of feeds: taken in, refused, out of reach. The log stays readable however often a feed is asked:
loads between which nothing else happened are one line, and what has been said is not said again and again. What a count
brought (held back, corrected, a new lead) has lines of its own (lines.py), which no line here takes in."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.dateparse import parse_datetime

from articles.dates import printed_clock
from articles.live.feeds.shapes import FeedContest
from articles.models.coverage import SpecialCoverage
from articles.models.results_line import ResultsLine

What = ResultsLine.What
LONGEST_STRETCH = timedelta(hours=1)  # of loads that are one line
QUIET = timedelta(minutes=10)  # so long a fault that comes and goes is told once


@transaction.atomic
def note_loaded(
    coverage_id: int,
    source: str,
    *,
    new: int,
    late: int = 0,
    held: int = 0,
    added: Sequence[str] = (),
    now: datetime,
) -> None:
    """That counts came in. It goes on the line of the loads before when those are not older than LONGEST_STRETCH, and
    nothing else was put into the log since, but what they held back. `added`: choices that came onto a ballot that had
    been counted, in words; they always have a line of their own."""
    SpecialCoverage.objects.select_for_update(no_key=True).get(pk=coverage_id)
    line = None if added else _open_stretch(coverage_id, source, now=now)
    if line is None:
        line = ResultsLine(coverage_id=coverage_id, what=What.LOADED)
        line.figures = {"since": now.isoformat(), "loads": 0, "new": 0, "late": 0, "held": 0}
    figures = line.figures
    for name, number in (("loads", 1), ("new", new), ("late", late), ("held", held)):
        figures[name] += number
    said = [_sum_of(figures)] + [f"New on the ballot: {', '.join(added)}"] * bool(added)
    line.detail = _detail(source, ". ".join(said))
    line.at = line.noted_at = now
    line.save()


def note_refusal(coverage_id: int, source: str, why: str, *, now: datetime) -> None:
    """That a feed was refused, or a part of it. Once, while the reason stays the same."""
    _note_once(coverage_id, What.REFUSED, source, why, now=now)


def note_test_data(coverage_id: int, source: str, contests: Sequence[FeedContest], *, now: datetime) -> None:
    """That test data was left out."""
    names = ", ".join(contest.title for contest in contests[:5]) + (" …" if len(contests) > 5 else "")
    _note_once(
        coverage_id,
        What.TEST_REFUSED,
        source,
        f"{len(contests):,} contest{'s' * (len(contests) > 1)}: {names}",
        now=now,
    )


def note_lost(coverage_id: int, source: str, why: str, *, now: datetime) -> None:
    """That a feed is out of reach. Once, until note_found."""
    if not _is_lost(coverage_id, source):
        _note(coverage_id, What.LOST, source, why, now=now)


def note_found(coverage_id: int, source: str, *, now: datetime) -> None:
    """That it can be read again; nothing when nobody was told that it could not."""
    if _is_lost(coverage_id, source):
        _note(coverage_id, What.FOUND, source, "", now=now)


def _open_stretch(coverage_id: int, source: str, *, now: datetime) -> ResultsLine | None:
    last = _last(coverage_id, source, What.LOADED)
    since = parse_datetime(str(last.figures.get("since", ""))) if last is not None else None
    if last is None or since is None or not timedelta(0) <= now - since < LONGEST_STRETCH:
        return None
    newer = ResultsLine.objects.filter(coverage=coverage_id, pk__gt=last.pk).exclude(what__in=(What.LOADED, What.HELD))
    return None if newer.exists() else last


def _sum_of(figures: dict[str, int]) -> str:
    parts = [f"{figures['new']:,} new"]
    parts += [
        f"{figures[name]:,} {words}" for name, words in (("late", "late"), ("held", "held back")) if figures[name]
    ]
    if figures["loads"] == 1:
        return ", ".join(parts)
    since = parse_datetime(str(figures["since"]))
    assert since is not None  # written above
    return f"{', '.join(parts)}, in {figures['loads']:,} loads since {printed_clock(since)}"


def _note_once(coverage_id: int, what: str, source: str, why: str, *, now: datetime) -> None:
    """Again when counts were taken in meanwhile, unless that was only just."""
    last = _last(coverage_id, source, what)
    if last is not None and last.detail == _detail(source, why):
        is_just = timedelta(0) <= now - last.noted_at < QUIET
        loaded = _last(coverage_id, source, What.LOADED)
        if is_just or loaded is None or loaded.noted_at <= last.noted_at:
            return
    _note(coverage_id, what, source, why, now=now)


def _is_lost(coverage_id: int, source: str) -> bool:
    last = _last(coverage_id, source, What.LOST, What.FOUND)
    return last is not None and last.what == What.LOST


def _last(coverage_id: int, source: str, *whats: str) -> ResultsLine | None:
    lines = ResultsLine.objects.filter(coverage=coverage_id, what__in=whats)
    return lines.filter(detail__startswith=_detail(source, "")).order_by("-noted_at", "-id").first()


def _note(coverage_id: int, what: str, source: str, why: str, *, now: datetime) -> None:
    detail = _detail(source, why)
    ResultsLine.objects.create(coverage_id=coverage_id, what=what, detail=detail, at=now, noted_at=now)


def _detail(source: str, why: str) -> str:
    return f"{source}: {why}"[:500].strip()
