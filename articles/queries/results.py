"""Results for readers' pages: a coverage with its contests, and one contest with its areas and history. A fixed number
of queries, whatever the number of contests: three for a coverage, five for a contest. Rehearsals are not found.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from articles.live.state import state_at
from articles.models.contest import Choice, Contest, ReportingArea
from articles.models.count import CurrentCount
from articles.models.coverage import SpecialCoverage
from articles.queries.results_cards import area_line, card_of, summary_of
from articles.queries.results_history import read_history
from articles.queries.results_shapes import ContestCard, ContestResults, CoverageResults

MOST_CONTESTS = 1_000
MOST_AREAS = 5_000
# That a past moment is worked out from while a reader waits: 15,000 take half a second. Of more, only what makes it.
MOST_COUNTS = 10_000


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
    found = _find_contest(coverage_slug, slug)
    if found is None:
        return None
    coverage, contest = found
    rows = CurrentCount.objects.filter(contest=contest).exclude(area=contest.area_id).select_related("area")
    return _results_of(coverage, contest, rows.order_by("area__name")[:MOST_AREAS], now=now)


def read_contest_at(coverage_slug: str, slug: str, moment: datetime) -> ContestResults | None:
    """The same as it stood at a moment (aware), by what is known of it today. Eight queries, twelve of a contest with
    very many counts."""
    found = _find_contest(coverage_slug, slug)
    if found is None:
        return None
    coverage, contest = found
    standing, current = state_at(contest, moment, most=MOST_COUNTS)
    contest.standing = standing
    areas = ReportingArea.objects.in_bulk([count.area_id for count in current])
    for count in current:
        count.area = areas[count.area_id]
    rows = sorted((each for each in current if each.area_id != contest.area_id), key=lambda each: each.area.name)
    return _results_of(coverage, contest, rows[:MOST_AREAS], now=moment)


def _find_contest(coverage_slug: str, slug: str) -> tuple[SpecialCoverage, Contest] | None:
    coverage = SpecialCoverage.objects.for_readers().filter(slug=coverage_slug).first()
    if coverage is None:
        return None
    contest = Contest.objects.filter(coverage=coverage, slug=slug).select_related("area", "standing").first()
    return None if contest is None else (coverage, contest)


def _results_of(
    coverage: SpecialCoverage, contest: Contest, rows: Iterable[CurrentCount], *, now: datetime
) -> ContestResults:
    """`rows`: the counts of its areas, not read while polls are open."""
    choices = list(Choice.objects.filter(contest=contest))
    summary = summary_of(coverage, (), now=now)
    card = card_of(contest, choices, coverage, now=now)
    if card.phase == "polls-open":
        return ContestResults(summary, card, (), ())
    yes = next((choice.key for choice in choices if choice.side == Choice.Side.YES), "")
    names = {choice.key: choice.name for choice in choices}
    areas = tuple(area_line(row, contest, yes) for row in rows)
    return ContestResults(summary, card, areas, read_history(contest, names, until=now))


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
