"""Making the shapes of results_shapes.py from rows: what is counted, who leads, who is called. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from articles.dates import printed_near, printed_stamp
from articles.live.rules import SENTENCES, exact, lead_of
from articles.models.contest import Choice, Contest
from articles.models.count import CurrentCount, Standing
from articles.models.coverage import SpecialCoverage, is_old
from articles.queries.results_compact import first_and_rest
from articles.queries.results_shapes import AreaLine, CallLine, ChoiceLine, ContestCard, CoverageSummary, Stamp
from articles.queries.results_tally import tally_of
from articles.queries.results_words import (
    completeness,
    counted,
    listed,
    needed_sentence,
    news_sentence,
    percents,
    printed_number,
    printed_percent,
    standing_sentence,
    votes_left,
    why_withdrawn,
)

Kind = Contest.Kind
HAVE_A_LINE = (Kind.MEASURE, Kind.RUN_OFF)  # a share that decides


def stamp_of(at: datetime | None, coverage: SpecialCoverage, *, now: datetime) -> Stamp:
    if at is None:
        return Stamp(None, "", "", is_stale=False)
    is_stale = is_old(at, coverage.stale_after, now=now)
    return Stamp(at, printed_stamp(at, now=now), at.isoformat(timespec="seconds"), is_stale)


def summary_of(coverage: SpecialCoverage, cards: Sequence[ContestCard], *, now: datetime) -> CoverageSummary:
    """The head of a coverage's page. Its stamp is the newest data time of its contests, or what an editor has set."""
    return CoverageSummary(
        id=coverage.pk,
        slug=coverage.slug,
        path=f"/coverage/{coverage.slug}/",
        title=coverage.title,
        version=coverage.results_version,
        stamp=stamp_of(coverage.data_updated_at, coverage, now=now),
        starts_at=coverage.starts_at,
        ends_at=coverage.ends_at,
        target=coverage.weight_target,
        weight_word=coverage.weight_word,
        tally=tally_of(cards),
        contests=len(cards),
        called=sum(card.is_called for card in cards),
    )


def card_of(contest: Contest, choices: Sequence[Choice], coverage: SpecialCoverage, *, now: datetime) -> ContestCard:
    """A contest with its area and standing fetched. While polls are open nothing of a count is in it."""
    is_open = contest.polls_are_open(now)
    standing = Standing() if is_open else getattr(contest, "standing", None) or Standing()
    calls = tuple(_call_line(call, choices, now=now) for call in standing.calls)
    lines = _choice_lines(contest, choices, standing, calls)
    withdrawn = tuple(_call_line(call, choices, now=now) for call in standing.withdrawn_calls)
    other = 0 if contest.kind == Kind.MEASURE else max(standing.total - sum(line.votes for line in lines), 0)
    first, rest = first_and_rest(lines, seats=contest.seats, other_votes=other, total=standing.total)
    leading = [line.name for line in lines if line.is_leading]
    margin = standing.margin
    return ContestCard(
        id=contest.pk,
        slug=contest.slug,
        path=f"/coverage/{coverage.slug}/results/{contest.slug}/",
        title=contest.title,
        office=contest.office,
        kind=contest.kind,
        seats=contest.seats,
        weight=contest.weight,
        printed_weight=f"{contest.weight} {coverage.weight_word}"
        if contest.weight > 1 and coverage.weight_word
        else "",
        area_code=contest.area.code,
        area_name=contest.area.name,
        tile=_tile(contest.area),
        phase=_phase(contest, standing, is_open=is_open),
        choices=lines,
        first=first,
        rest=rest,
        other_votes=other,
        printed_other=printed_number(other),
        other_share=printed_percent(percents({"": other}, standing.total)[""], votes=other) if other else "",
        total=standing.total,
        printed_total=printed_number(standing.total),
        margin=margin,
        printed_margin=printed_number(margin) if margin is not None else "",
        is_tied=standing.is_tied,
        standing=standing_sentence(
            contest, leading, margin=margin, is_tied=standing.is_tied, falls_short=_falls_short(contest, lines)
        ),
        needed=needed_sentence(contest),
        needed_at=f"{contest.share_needed.normalize():f}%" if contest.kind in HAVE_A_LINE else "",
        news=news_sentence(contest, leading, calls, withdrawn, is_tied=standing.is_tied),
        completeness=completeness(standing),
        votes_left=votes_left(standing),
        polls_close=printed_near(contest.polls_close_at, now=now) if is_open and contest.polls_close_at else "",
        polls_closed=contest.polls_close_at is not None and not is_open,
        calls=calls,
        withdrawn_calls=withdrawn,
        notes=tuple(_(SENTENCES[code]) for code in standing.withheld if code in SENTENCES),
        flips=standing.flips,
        corrections=standing.corrections,
        stamp=stamp_of(standing.as_of, coverage, now=now),
        source=standing.source,
        counted=counted(standing),
        points=tuple((at, total, votes) for at, total, votes in standing.points),
        live_until=coverage.ends_at.isoformat(timespec="seconds") if coverage.ends_at else "",
    )


def _falls_short(contest: Contest, lines: Sequence[ChoiceLine]) -> str:
    """A measure whose yes has the most votes, and not enough."""
    if contest.kind != Kind.MEASURE or not any(line.is_leading for line in lines):
        return ""
    most = max(lines, key=lambda line: line.votes)
    return "" if most.is_leading else most.name


def _phase(contest: Contest, standing: Standing, *, is_open: bool) -> str:
    if is_open:
        return "polls-open"
    if standing.calls:
        return "called"
    if contest.kind == Kind.UNCONTESTED:
        return "uncontested"
    return "counting" if standing.total else "waiting"


def _choice_lines(
    contest: Contest, choices: Sequence[Choice], standing: Standing, calls: Sequence[CallLine]
) -> tuple[ChoiceLine, ...]:
    """The most votes first; before votes, and in a measure always, as on the ballot."""
    needed = exact(contest.share_needed)
    lines = (Decimal(needed.numerator) * 100 / needed.denominator,) if contest.kind in HAVE_A_LINE else ()
    votes = {choice.key: standing.votes.get(choice.key, 0) for choice in choices}
    # A measure passes by its share of yes and no, whatever else was cast (live/rules.py).
    shares = percents(votes, sum(votes.values()) if contest.kind == Kind.MEASURE else standing.total, lines=lines)
    made = [_choice_line(choice, standing, shares, calls) for choice in choices]
    if contest.kind != Kind.MEASURE:
        made.sort(key=lambda line: -line.votes)
    return tuple(made)


def _choice_line(
    choice: Choice, standing: Standing, shares: Mapping[str, Any], calls: Sequence[CallLine]
) -> ChoiceLine:
    votes = standing.votes.get(choice.key, 0)
    share = shares.get(choice.key)
    named = [call for call in calls if choice.key in call.keys]
    return ChoiceLine(
        key=choice.key,
        name=choice.name,
        party=choice.party,
        party_code=choice.party_code,
        colour=choice.colour,
        side=choice.side,
        is_incumbent=choice.is_incumbent,
        votes=votes,
        printed_votes=printed_number(votes),
        share=share,
        printed_share=printed_percent(share, votes=votes) if share is not None else "",
        is_leading=choice.key in standing.leading,
        is_called=bool(named),
        called_by=listed([call.caller for call in named]),
        outcome=named[0].outcome if named else "",
    )


def _call_line(call: Mapping[str, Any], choices: Sequence[Choice], *, now: datetime) -> CallLine:
    at = datetime.fromisoformat(call["at"])
    back = datetime.fromisoformat(call["withdrawn_at"]) if "withdrawn_at" in call else None
    names = {choice.key: choice.name for choice in choices}
    return CallLine(
        keys=tuple(call["keys"]),
        names=listed([names.get(key, key) for key in call["keys"]]),
        outcome=call["outcome"],
        caller=call["caller"],
        printed=printed_near(at, now=now),
        iso=at.isoformat(timespec="seconds"),
        withdrawn=printed_near(back, now=now) if back else "",
        withdrawn_iso=back.isoformat(timespec="seconds") if back else "",
        why=why_withdrawn(call.get("why", ""), call["caller"]) if back else "",
        source=call["source"],
    )


def area_line(row: CurrentCount, contest: Contest, yes: str) -> AreaLine:
    """A part of a contest, with its area fetched."""
    lead = lead_of(contest, row.votes, yes=yes)
    return AreaLine(
        id=row.area_id,
        code=row.area.code,
        name=row.area.name,
        tile=_tile(row.area),
        votes=row.votes,
        shares=percents(row.votes, sum(row.votes.values()) if contest.kind == Kind.MEASURE else row.total),
        total=row.total,
        printed_total=printed_number(row.total),
        leading=lead.leading[0] if lead.leading else "",
        completeness=completeness(row),
        stamp=printed_stamp(row.as_of),
        iso=row.as_of.isoformat(timespec="seconds"),
    )


def _tile(area: Any) -> tuple[int, int] | None:
    return None if area.tile_x is None or area.tile_y is None else (area.tile_x, area.tile_y)
