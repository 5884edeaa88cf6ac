"""The demo newsroom's election: contests, a count that grew over two nights, calls by two people, one of them
withdrawn. All of it through the product's own verbs; what it says is in content/results.py."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from articles.demo.content.results import (
    AREAS,
    CONTESTS,
    COUNTS,
    POLLS_CLOSED_HOURS_AGO,
    DemoCall,
    DemoChoice,
    DemoContest,
)
from articles.live import NewCount, confirm, propose, record, withdraw
from articles.live.rules import Figures
from articles.models import Choice, Contest, ReportingArea, SpecialCoverage

SOURCE = "elections-office"
SLIP = 1.3  # what a count that was too high is of what it should have been


def load_results(coverage: SpecialCoverage, people: dict[str, Any], *, now: datetime) -> Iterator[str]:
    """Make the contests that are not there yet, each with its count and its calls; yields a line for each. Calls take
    two people: without the demo's log-ins there are none."""
    areas = {area.code: _area(coverage, area) for area in AREAS}
    for position, told in enumerate(CONTESTS, start=1):
        if Contest.objects.filter(coverage=coverage, slug=told.slug).exists():
            continue
        with transaction.atomic():
            contest = _make(coverage, told, areas, position, now=now)
            _count(contest, told, areas, now=now)
            for call in told.calls if people else ():
                _call(contest, call, people, now=now)
        yield told.title


def _area(coverage: SpecialCoverage, area: Any) -> ReportingArea:
    x, y = area.tile or (None, None)
    about = {"name": area.name, "level": area.level, "tile_x": x, "tile_y": y}
    return ReportingArea.objects.get_or_create(coverage=coverage, code=area.code, defaults=about)[0]


def _make(
    coverage: SpecialCoverage, told: DemoContest, areas: dict[str, ReportingArea], position: int, *, now: datetime
) -> Contest:
    contest = Contest.objects.create(
        coverage=coverage,
        slug=told.slug,
        title=told.title,
        office=told.office,
        area=areas[told.area],
        kind=told.kind,
        seats=told.seats,
        threshold=told.threshold,
        weight=told.weight,
        position=position,
        polls_close_at=_ago(POLLS_CLOSED_HOURS_AGO, now),
        source=SOURCE,
        external_id=told.slug,
    )
    Choice.objects.bulk_create(
        Choice(
            contest=contest,
            key=_key(choice.name),
            name=choice.name,
            party=choice.party,
            party_code=choice.party_code,
            colour=choice.colour,
            is_incumbent=choice.incumbent,
            side=choice.side,
            position=number,
        )
        for number, choice in enumerate(told.choices, start=1)
    )
    return contest


def _count(contest: Contest, told: DemoContest, areas: dict[str, ReportingArea], *, now: datetime) -> None:
    """Every count of COUNTS, recorded as it came in."""
    if not sum(choice.votes for choice in told.choices):
        return
    for number, (hours, part) in enumerate(COUNTS):
        as_of = _ago(hours, now)
        slip = SLIP if number == told.slips_at else 1.0
        figures = _figures(told, part * slip)
        if number == told.misprinted_at:
            figures = replace(figures, total=figures.all_votes - 1_000)
        counts = [NewCount(figures, as_of)]
        for code, votes in told.parts:
            of_part = Figures(_votes(told.choices, votes, part))
            counts.append(NewCount(of_part, as_of, area_id=areas[code].pk))
        record(contest.pk, counts, source=SOURCE, now=as_of)


def _figures(told: DemoContest, part: float) -> Figures:
    votes = _votes(told.choices, [choice.votes for choice in told.choices], part)
    cast = sum(choice.votes for choice in told.choices) + told.other
    total = sum(votes.values()) + round(told.other * part)
    reporting, precincts = told.precincts or (None, None)
    return Figures(
        votes=votes,
        total=total,
        remaining=None if told.left is None else told.left + max(cast - total, 0),
        precincts_reporting=None if reporting is None else min(round(reporting * part**0.5), reporting),
        precincts_total=precincts,
        expected_percent=None if told.expected is None else Decimal(str(round(told.expected * min(part, 1), 2))),
    )


def _votes(choices: Sequence[DemoChoice], votes: Sequence[int], part: float) -> dict[str, int]:
    """So much of the votes, a choice's bias fading until all are in."""
    return {
        _key(choice.name): round(number * part * (1 + choice.bias * max(1 - part, 0)))
        for choice, number in zip(choices, votes, strict=True)
    }


def _call(contest: Contest, call: DemoCall, people: dict[str, Any], *, now: datetime) -> None:
    keys = [_key(name) for name in call.names]
    at = _ago(call.hours_ago, now)
    proposal = propose(contest.pk, keys, by=people["producer"], now=at - timedelta(minutes=6), outcome=call.outcome)
    made = confirm(proposal.pk, by=people["editor"], now=at)
    if call.withdrawn is not None:
        hours, why = call.withdrawn
        withdraw(made.pk, by=people["editor"], now=_ago(hours, now), why=why)


def _key(name: str) -> str:
    return name.lower().replace(" ", "-")


def _ago(hours: float, now: datetime) -> datetime:
    return (now - timedelta(hours=hours)).replace(microsecond=0)
