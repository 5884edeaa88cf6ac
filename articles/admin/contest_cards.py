"""Cards of contests as the desk picks them for a text: what is voted on, how far the count is, and why one cannot be
used. One query for a list of them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from articles.html import without_controls
from articles.models import Contest
from articles.queries.results_words import completeness

MOST = 20
MOST_WORDS = 8
JOINED = ("coverage", "area", "standing")
REHEARSAL = "A rehearsal: readers never see it"


def contests_by_words(term: str) -> QuerySet[Contest]:
    """The contests with every word of `term` in title, office, area or coverage, those of the newest coverage first."""
    contests = Contest.objects.select_related(*JOINED).order_by("-coverage_id", "position", "title")
    for word in without_controls(term).split()[:MOST_WORDS]:
        contests = contests.filter(
            Q(title__icontains=word)
            | Q(office__icontains=word)
            | Q(area__name__icontains=word)
            | Q(coverage__title__icontains=word)
        )
    return contests[:MOST]


def contests_by_id(ids: list[int]) -> list[Contest]:
    """Those of the contests that there are, in the order asked for."""
    found = Contest.objects.select_related(*JOINED).in_bulk(ids)
    return [found[one] for one in ids if one in found]


def contest_cards(contests: Iterable[Contest]) -> list[dict[str, Any]]:
    return [
        {
            "id": contest.pk,
            "headline": contest.title,
            "meta": " · ".join(filter(None, (contest.coverage.title, _counted(contest)))),
            "refusal": REHEARSAL if contest.coverage.is_rehearsal else "",
        }
        for contest in contests
    ]


def _counted(contest: Contest) -> str:
    standing = getattr(contest, "standing", None)
    if standing is None or not standing.total:
        return "no votes yet"
    return completeness(standing) or f"{standing.total:,} votes"
