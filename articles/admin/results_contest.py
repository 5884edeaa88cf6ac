"""What the results page of one contest shows: its choices with their votes, calls and proposals, counts and the log.
A fixed number of queries. The buttons are in results_acts.py, the boxes in results_forms.py."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone

from articles.admin.badges import printed_name
from articles.admin.results_forms import CountForm, FiguresForm, ProposalForm, WithdrawalForm, figures_of
from articles.dates import printed_soon
from articles.live import open_proposals
from articles.live.calling import name_of
from articles.live.rules import SENTENCES
from articles.live.warnings import mark_of, warnings_before
from articles.models import Call, Choice, Contest, CountUpdate, CurrentCount, ReportingArea, ResultsLine
from articles.models.count import Counted, Standing
from articles.queries.results_words import completeness, listed, standing_sentence

MOST_COUNTS, MOST_HELD, MOST_LINES, MOST_AREAS = 20, 50, 60, 3_000


def contest_state(contest: Contest, *, user: Any, now: datetime) -> dict[str, Any]:
    """What stands, for the page of a contest with its area, coverage, standing and choices read along."""
    choices, standing = list(contest.choices.all()), getattr(contest, "standing", None)
    names = {choice.key: choice.name for choice in choices}
    counts = contest.counts.select_related("area", "by", "corrects")
    held = counts.waiting().newest_of_each().order_by("-id")[:MOST_HELD]
    calls = contest.calls.in_force().select_related("by", "proposed_by")
    called = {key for call in calls for key in call.keys}
    proposals, may_confirm = open_proposals(contest), user.has_perm("articles.confirm_call")
    return {
        "contest": contest,
        "standing": standing,
        "leads": leads(contest, names),
        "counted": counted(contest),
        "lines": [
            {
                "name": choice.name,
                "party": choice.party,
                "votes_words": f"{standing.votes.get(choice.key, 0):,}" if standing and standing.total else "–",
                "leads": bool(standing and choice.key in standing.leading),
                "called": choice.key in called,
            }
            for choice in choices
        ],
        "warned": warned(warnings_before(contest, standing)),
        "proposals": [_proposal_row(call, contest, names, user=user, now=now) for call in proposals],
        "calls": [_call_row(call, names, now=now) for call in calls],
        "held": [count_row(count, names, now=now) for count in held],
        "counts": [count_row(count, names, now=now) for count in counts.order_by("-id")[:MOST_COUNTS]],
        "log": log_rows(contest.results_lines.told_once().select_related("by")[:MOST_LINES], now=now),
        "stamp": printed_soon(standing.as_of, now=now) if standing and standing.as_of else "",
        "may_count": user.has_perm("articles.enter_count"),
        "may_propose": user.has_perm("articles.propose_call"),
        "may_confirm": may_confirm,
        "is_to_confirm": may_confirm and any(call.by_id != user.pk for call in proposals),
        "may_withdraw": user.has_perm("articles.withdraw_call"),
        "may_change": user.has_perm("articles.change_contest"),
        "polls_close": printed_soon(contest.polls_close_at, now=now)
        if contest.polls_close_at and contest.polls_are_open(now)
        else "",
    }


def _proposal_row(call: Call, contest: Contest, names: dict[str, str], *, user: Any, now: datetime) -> dict[str, Any]:
    return {
        "call": call,
        "names": _names(call, names),
        "who": name_of(call.by),
        "when": printed_soon(call.at, now=now),
        "is_own": call.by_id == user.pk,
        "warned": warned(warnings_before(contest, getattr(contest, "standing", None), call.keys)),
    }


def _call_row(call: Call, names: dict[str, str], *, now: datetime) -> dict[str, Any]:
    by_two = f"Proposed by {name_of(call.proposed_by)}, confirmed by {name_of(call.by)}."
    return {
        "call": call,
        "names": _names(call, names),
        "when": printed_soon(call.at, now=now),
        "people": by_two if call.step == Call.Step.CONFIRMED else "By a feed.",
    }


def warned(warnings: Mapping[str, str]) -> dict[str, Any]:
    """What is to be read before a call, and what the tick under it sends."""
    return {"sentences": list(warnings.values()), "mark": mark_of(warnings)}


def leads(contest: Contest, names: dict[str, str]) -> str:
    """Who leads, a sentence; that there are no votes, without."""
    standing = getattr(contest, "standing", None)
    if standing is None or not standing.total:
        return "No votes yet."
    leading = [names.get(key, key) for key in standing.leading]
    short = _falls_short(contest, standing, names)
    said = standing_sentence(contest, leading, margin=standing.margin, is_tied=standing.is_tied, falls_short=short)
    said = said or "Nobody leads."
    if contest.kind == Contest.Kind.MEASURE and standing.margin:  # readers are told shares instead
        return f"{said} The margin is {standing.margin:,} votes."
    return said


def _falls_short(contest: Contest, standing: Standing, names: dict[str, str]) -> str:
    """The answer of a measure that has the most votes and not the share it needs, "" if none."""
    if contest.kind != Contest.Kind.MEASURE or not (standing.leading and standing.votes):
        return ""
    most = max(standing.votes, key=lambda key: standing.votes[key])
    return "" if most in standing.leading else names.get(most, most)


def counted(contest: Contest) -> str:
    """How much is counted and how much is left, in a few words; to the last vote, as the source has it."""
    standing = getattr(contest, "standing", None)
    if standing is None or not standing.total:
        return ""
    is_known = standing.remaining is not None and standing.remaining >= 0
    left = f"{standing.remaining:,} votes left" if is_known else "votes left not known"
    measure = "" if standing.measure == Counted.Measure.REMAINING else completeness(standing)
    told = (f"{standing.total:,} votes", measure, left)
    return " · ".join(filter(None, told))


def count_row(count: CountUpdate, names: dict[str, str], *, now: datetime) -> dict[str, Any]:
    return {
        "count": count,
        "votes": ", ".join(f"{names.get(key, key)} {number:,}" for key, number in count.votes.items()),
        "as_of": printed_soon(count.as_of, now=now),
        "from": printed_name(count.by) if count.by_id else count.source,
        "why": "" if count.is_shown else SENTENCES.get(count.held, count.held),
    }


def log_rows(lines: Any, *, now: datetime) -> list[dict[str, Any]]:
    return [
        {
            "line": line,
            "when": printed_soon(line.at, now=now),
            "who": name_of(line.by) if line.by_id else "",
            "moment": f"{line.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "kind": "grave" if line.what in GRAVE else "",
            "before": line.times - 1,
        }
        for line in lines
    ]


GRAVE = (
    *(ResultsLine.What.HELD, ResultsLine.What.CORRECTED, ResultsLine.What.REFUSED, ResultsLine.What.TEST_REFUSED),
    *(ResultsLine.What.WITHDRAWN, ResultsLine.What.DISPUTED, ResultsLine.What.LOST),
)


def _names(call: Call, names: dict[str, str]) -> str:
    return listed([names.get(key, key) for key in call.keys])


# --- Boxes


def count_form(contest: Contest, data: Any = None, *, area: int = 0) -> CountForm:
    """The boxes of a new count, empty, with the figures that stand beside them. `area`: the one that is chosen."""
    choices = list(contest.choices.all())
    areas = list(
        ReportingArea.objects.filter(coverage=contest.coverage_id)
        .exclude(pk=contest.area_id)
        .values_list("pk", "name")[:MOST_AREAS]
    )
    standing = getattr(contest, "standing", None)
    now_votes = standing.votes if standing and standing.total else None
    if area:
        now_votes = CurrentCount.objects.filter(contest=contest, area=area).values_list("votes", flat=True).first()
    # Where there are several places to count, the figures say of which they are: another one is soon chosen above them.
    now_in = dict(areas).get(area, contest.area.name) if areas else ""
    initial = {"as_of": timezone.now(), "seen": newest_count(contest), "area": str(area or "")}
    return CountForm(
        data, contest=contest, areas=areas, choices=choices, now_votes=now_votes, now_in=now_in, initial=initial
    )


def mend_form(contest: Contest, count: CountUpdate, data: Any = None) -> FiguresForm:
    """The boxes of a count that is corrected, with its figures in them."""
    choices: Sequence[Choice] = list(contest.choices.all())
    initial = figures_of(count, choices) | {"seen": newest_count(contest)}
    return FiguresForm(data, choices=choices, initial=initial)


def proposal_form(contest: Contest, data: Any = None) -> ProposalForm:
    return ProposalForm(data, choices=list(contest.choices.all()), auto_id="id_proposed_%s")  # a count has a note too


def withdrawal_form(call: int, data: Any = None) -> WithdrawalForm:
    """The box under a call; a contest with several seats has one for each."""
    return WithdrawalForm(data, auto_id=f"id_%s-{call}")


def newest_count(contest: Contest) -> int:
    return contest.counts.aggregate(newest=Max("pk"))["newest"] or 0
