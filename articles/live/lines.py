"""The lines of the log that a count leaves: held back, corrected down, the lead passed on, entered by hand."""

from collections.abc import Iterator, Sequence

from articles.live.rules import DESK, SENTENCES
from articles.models.contest import Contest, ReportingArea
from articles.models.count import CountUpdate
from articles.models.results_line import ResultsLine

What = ResultsLine.What
BATCH = 500
WORKED_OUT = (What.HELD, What.CORRECTED, What.LEAD)


def write_lines(contest: Contest, counts: Sequence[CountUpdate]) -> None:
    """For counts that are new to the log."""
    _write(contest, counts, {*WORKED_OUT, What.ENTERED})


def renew_lines(contest: Contest, counts: Sequence[CountUpdate]) -> None:
    """For counts of which something else is known now than when they came in."""
    if counts:
        ResultsLine.objects.filter(count__in=[count.pk for count in counts], what__in=WORKED_OUT).delete()
        _write(contest, counts, set(WORKED_OUT))


def _write(contest: Contest, counts: Sequence[CountUpdate], kinds: set[What]) -> None:
    told = [(count, what, detail) for count in counts for what, detail in _told(contest, count) if what in kinds]
    if not told:
        return
    names = ReportingArea.objects.in_bulk({count.area_id for count, _, _ in told} - {contest.area_id})
    lines = []
    for count, what, detail in told:
        area = names.get(count.area_id)
        lines.append(
            ResultsLine(
                coverage_id=contest.coverage_id,
                contest=contest,
                count=count,
                what=what,
                detail=f"{area}: {detail}"[:500] if area else detail[:500],
                at=count.as_of,
                noted_at=count.received_at,
                by_id=count.by_id,
            )
        )
    ResultsLine.objects.bulk_create(lines, batch_size=BATCH)


def _told(contest: Contest, count: CountUpdate) -> Iterator[tuple[What, str]]:
    if count.source == DESK and count.by_id is not None:
        yield What.ENTERED, f"{count.total:,} votes. {count.note}".strip()
    if not count.is_shown:
        yield What.HELD, f"{count.total:,} votes from {count.source}. {SENTENCES.get(count.held, count.held)}"
    if count.fell_by is not None:
        yield What.CORRECTED, f"{count.fell_by:,} votes fewer than before, {count.total:,} now."
    if count.lead_to:
        names = {choice.key: choice.name for choice in contest.choices.all()}
        yield What.LEAD, " and ".join(names.get(key, key) for key in count.lead_to) + f", {count.total:,} votes in."
