"""Results for readers' pages: a coverage with its contests, and one contest with its areas and history. A fixed number
of queries, whatever the number of contests: three for a coverage, five for a contest. Rehearsals are not found.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from articles.dates import printed_stamp
from articles.models.contest import Choice, Contest
from articles.models.count import CurrentCount
from articles.models.coverage import SpecialCoverage
from articles.models.results_line import ResultsLine
from articles.queries.results_cards import area_line, card_of, summary_of
from articles.queries.results_shapes import ContestCard, ContestResults, CoverageResults, HistoryLine

MOST_CONTESTS = 1_000
MOST_AREAS = 5_000
MOST_LINES = 100
What = ResultsLine.What
# What readers are told of a contest's history; what was held back, proposed or refused is the desk's.
TOLD = (What.CORRECTED, What.LEAD, What.CALLED, What.WITHDRAWN)


def read_results(slug: str, *, now: datetime) -> CoverageResults | None:
    """All contests of a coverage in their order, three queries; None when there is no such coverage."""
    coverage = SpecialCoverage.objects.for_readers().filter(slug=slug).first()
    return None if coverage is None else results_of(coverage, now=now)


def results_of(coverage: SpecialCoverage, *, now: datetime) -> CoverageResults:
    """The same for a coverage that was read already, two queries."""
    contests = list(Contest.objects.filter(coverage=coverage).select_related("area", "standing")[:MOST_CONTESTS])
    cards = _cards(contests, Choice.objects.filter(contest__coverage=coverage), coverage, now=now)
    return CoverageResults(summary_of(coverage, cards, now=now), cards)


def read_cards(contest_ids: Sequence[int], *, now: datetime) -> tuple[ContestCard, ...]:
    """Some contests, of any coverage, for cards inside stories: two queries. Those not found are left out; the order is
    that of the ids."""
    found = Contest.objects.filter(pk__in=contest_ids, coverage__is_rehearsal=False)
    contests = list(found.select_related("area", "standing", "coverage").order_by()) if contest_ids else []
    if not contests:
        return ()
    choices = _by_contest(Choice.objects.filter(contest__in=contests))
    made = {contest.pk: card_of(contest, choices[contest.pk], contest.coverage, now=now) for contest in contests}
    return tuple(made[contest_id] for contest_id in dict.fromkeys(contest_ids) if contest_id in made)


def read_contest(coverage_slug: str, slug: str, *, now: datetime) -> ContestResults | None:
    """One contest with the counts of its areas and its history; None when there is none, or its coverage is a
    rehearsal. While polls are open, there are no areas and no history."""
    coverage = SpecialCoverage.objects.for_readers().filter(slug=coverage_slug).first()
    if coverage is None:
        return None
    contests = Contest.objects.filter(coverage=coverage, slug=slug).select_related("area", "standing")
    contest = contests.first()
    if contest is None:
        return None
    choices = list(Choice.objects.filter(contest=contest))
    card = card_of(contest, choices, coverage, now=now)
    if card.phase == "polls-open":
        return ContestResults(summary_of(coverage, (), now=now), card, (), ())
    yes = next((choice.key for choice in choices if choice.side == Choice.Side.YES), "")
    rows = CurrentCount.objects.filter(contest=contest).exclude(area=contest.area_id).select_related("area")
    return ContestResults(
        summary=summary_of(coverage, (), now=now),
        card=card,
        areas=tuple(area_line(row, contest, yes) for row in rows.order_by("area__name")[:MOST_AREAS]),
        lines=_history(contest),
    )


def _cards(
    contests: Sequence[Contest], choices: Iterable[Choice], coverage: SpecialCoverage, *, now: datetime
) -> tuple[ContestCard, ...]:
    by_contest = _by_contest(choices) if contests else {}
    return tuple(card_of(contest, by_contest[contest.pk], coverage, now=now) for contest in contests)


def _by_contest(choices: Iterable[Choice]) -> defaultdict[int, list[Choice]]:
    found: defaultdict[int, list[Choice]] = defaultdict(list)
    for choice in choices:
        found[choice.contest_id].append(choice)
    return found


def _history(contest: Contest) -> tuple[HistoryLine, ...]:
    lines = ResultsLine.objects.filter(contest=contest, what__in=TOLD)[:MOST_LINES]
    return tuple(
        HistoryLine(
            what=line.what,
            words=line.get_what_display(),
            detail=line.detail,
            printed=printed_stamp(line.at),
            iso=line.at.isoformat(timespec="seconds"),
        )
        for line in lines
    )
