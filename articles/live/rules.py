"""The rules of a count: what readers see of it, what is held back, and why. Pure; the reasons are codes with sentences.

A count is held back as a whole when it cannot be true. Where only one of its figures cannot be, the votes are shown and
that figure is not. Nothing is dropped: what is held back is in the history and in the log, and a person may let it
through (live/recording.py).

| what came in | what readers see |
|---|---|
| no votes, before or after polls close | “No votes counted yet”, no percentages, no bars |
| votes before polls close | nothing: held back, POLLS_OPEN. When the desk sets another time, all are judged by that |
| an as-of time more than two minutes ahead of our clock | nothing: held back, FUTURE, until it comes again later |
| the choices have more votes together than the total | nothing: held back, DOES_NOT_ADD_UP |
| the choices have fewer together | all shown; the rest is “Other” |
| votes or a total below zero | nothing: held back, BELOW_ZERO |
| no votes where there were some | nothing: held back, FELL_TO_ZERO; a feed that starts anew looks like that |
| somebody who had votes is not in a feed's count any more | nothing: held back, CHOICE_GONE; let through, it stands |
| fewer votes than before | shown, logged as a correction |
| a feed's count of a contest that the desk counts by hand | nothing: held back, BY_HAND |
| a tie | shown; nobody leads, and it is said that they are tied |
| votes left below zero | the count without votes left: REMAINING_BELOW_ZERO |
| expected vote below 0 or over 100 percent | the count without it: EXPECTED_OUT_OF_RANGE |
| more precincts reporting than there are | the count without them: PRECINCTS_DO_NOT_FIT |
| an as-of time older than what is shown | the newer stays; the older takes its place in the history |
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil

from django.utils.translation import gettext_noop

from articles.models.contest import Contest
from articles.models.count import Counted

AHEAD = timedelta(minutes=2)  # how far two clocks may differ
MOST_VOTES = 10_000_000_000  # more than there are people; what is beyond is no count
MOST_PRECINCTS = 1_000_000
DESK = "desk"  # the source of what is entered by hand


class Held(StrEnum):
    """Why a whole count is held back."""

    POLLS_OPEN = "polls open"
    FUTURE = "future"
    DOES_NOT_ADD_UP = "does not add up"
    BELOW_ZERO = "below zero"
    FELL_TO_ZERO = "fell to zero"
    CHOICE_GONE = "choice gone"
    BY_HAND = "by hand"


class Withheld(StrEnum):
    """Why one figure of a count is not shown."""

    REMAINING_BELOW_ZERO = "remaining below zero"
    EXPECTED_OUT_OF_RANGE = "expected out of range"
    PRECINCTS_DO_NOT_FIT = "precincts do not fit"


# Readers are told some of these in their language (queries/results_cards.py, queries/results_history.py).
SENTENCES: dict[str, str] = {
    Held.POLLS_OPEN: gettext_noop(
        "Votes came in before polls close. They are shown to nobody until somebody lets them through."
    ),
    Held.FUTURE: gettext_noop("The count says it is from a time to come, so its clock or ours is wrong."),
    Held.DOES_NOT_ADD_UP: gettext_noop("The choices have more votes together than the total says."),
    Held.BELOW_ZERO: gettext_noop("There are votes below zero in it."),
    Held.FELL_TO_ZERO: gettext_noop(
        "It has no votes where there were some before. A feed that starts anew looks like that."
    ),
    Held.CHOICE_GONE: gettext_noop("Somebody who had votes is not in it any more."),
    Held.BY_HAND: gettext_noop("This contest is counted by hand, so what feeds send is kept but not shown."),
    Withheld.REMAINING_BELOW_ZERO: gettext_noop("Votes left are below zero, so they are not shown."),
    Withheld.EXPECTED_OUT_OF_RANGE: gettext_noop(
        "The expected vote is not between 0 and 100 percent, so it is not shown."
    ),
    Withheld.PRECINCTS_DO_NOT_FIT: gettext_noop("More precincts report than there are, so they are not shown."),
}


@dataclass(frozen=True, slots=True)
class Figures:
    """What a count says. `total` None: what the choices have together."""

    votes: Mapping[str, int]
    total: int | None = None
    remaining: int | None = None
    precincts_reporting: int | None = None
    precincts_total: int | None = None
    expected_percent: Decimal | None = None

    @property
    def all_votes(self) -> int:
        return sum(self.votes.values()) if self.total is None else self.total


@dataclass(frozen=True, slots=True)
class Verdict:
    """`held`: why the whole is held back, or empty. `withheld`: which of its figures are not shown."""

    held: str = ""
    withheld: list[str] = field(default_factory=list)


def judge(figures: Figures, contest: Contest, *, source: str, as_of: datetime, received_at: datetime) -> Verdict:
    """What becomes of a count by itself, whatever came before it. Times are aware."""
    return Verdict(_why_held(figures, contest, source, as_of, received_at), _withheld(figures))


def _why_held(figures: Figures, contest: Contest, source: str, as_of: datetime, received_at: datetime) -> str:
    total = figures.all_votes
    if total < 0 or any(votes < 0 for votes in figures.votes.values()):
        return Held.BELOW_ZERO
    if sum(figures.votes.values()) > total:
        return Held.DOES_NOT_ADD_UP
    if as_of > received_at + AHEAD:
        return Held.FUTURE
    if total and contest.polls_are_open(as_of):
        return Held.POLLS_OPEN
    if contest.is_by_hand and source != DESK:
        return Held.BY_HAND
    return ""


def _withheld(figures: Figures) -> list[str]:
    found: list[str] = []
    if figures.remaining is not None and figures.remaining < 0:
        found.append(Withheld.REMAINING_BELOW_ZERO)
    if figures.expected_percent is not None and not 0 <= figures.expected_percent <= 100:
        found.append(Withheld.EXPECTED_OUT_OF_RANGE)
    reporting, of = figures.precincts_reporting, figures.precincts_total
    if reporting is not None and (reporting < 0 or (of is not None and reporting > of)):
        found.append(Withheld.PRECINCTS_DO_NOT_FIT)
    return [str(each) for each in found]


def measure_of(figures: Figures) -> str:
    """Which measure of completeness is printed, and labelled as that: the source's expected vote where it gives one,
    else precincts, else the votes left. What cannot be true is none."""
    withheld = _withheld(figures)
    if figures.expected_percent is not None and Withheld.EXPECTED_OUT_OF_RANGE not in withheld:
        return Counted.Measure.EXPECTED
    has_precincts = figures.precincts_reporting is not None and figures.precincts_total
    if has_precincts and Withheld.PRECINCTS_DO_NOT_FIT not in withheld:
        return Counted.Measure.PRECINCTS
    is_known = figures.remaining is not None and Withheld.REMAINING_BELOW_ZERO not in withheld
    return Counted.Measure.REMAINING if is_known else Counted.Measure.NONE


@dataclass(frozen=True, slots=True)
class Lead:
    """`leading`: keys of those who would win if this were all, empty when nobody would. `margin` in votes."""

    leading: list[str]
    margin: int | None
    is_tied: bool


def lead_of(contest: Contest, votes: Mapping[str, int], *, yes: str = "") -> Lead:
    """Who leads. A measure (`yes`: the key of its yes) is led by its yes only above the share it needs, of all answers
    together."""
    ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] <= 0:
        return Lead([], None, is_tied=False)
    if contest.kind == Contest.Kind.MEASURE and yes in votes and len(votes) >= 2:
        return _lead_of_measure(contest, votes, yes)
    seats = contest.seats if contest.kind == Contest.Kind.SEATS else 1
    if len(ranked) <= seats:
        return Lead([key for key, _ in ranked], None, is_tied=False)
    margin = ranked[seats - 1][1] - ranked[seats][1]
    if margin == 0:
        return Lead([], 0, is_tied=True)
    return Lead([key for key, _ in ranked[:seats]], margin, is_tied=False)


def _lead_of_measure(contest: Contest, votes: Mapping[str, int], yes: str) -> Lead:
    no = max((key for key in votes if key != yes), key=lambda key: (votes[key], key))
    cast = sum(votes.values())
    needed = contest.share_needed
    is_tied = needed == 50 and votes[yes] == votes[no] and cast == 2 * votes[yes]
    margin = abs(votes[yes] - votes[no])
    if is_tied:
        return Lead([], 0, is_tied=True)
    return Lead([yes if passes(votes[yes], cast, needed) else no], margin, is_tied=False)


def passes(votes: int, cast: int, needed: Decimal) -> bool:
    """Whether so many of the votes cast reach the share needed (percent): half has to be passed, any other reached."""
    line = exact(needed) * cast
    return votes > line if needed == 50 else votes >= line


# A box for percent has no room for a third. Who writes so means it.
_THIRDS = {
    Decimal("33.33"): Fraction(1, 3), Decimal("33.34"): Fraction(1, 3),
    Decimal("66.66"): Fraction(2, 3), Decimal("66.67"): Fraction(2, 3),
}  # fmt: skip


def exact(needed: Decimal) -> Fraction:
    """A share needed (percent) as a part of one: 66.67 is two thirds, which 200 of 300 votes reach."""
    return _THIRDS.get(needed) or Fraction(needed) / 100


def votes_to_turn(contest: Contest, votes: Mapping[str, int], margin: int | None, *, yes: str = "") -> int | None:
    """How many more votes would turn it, if all of them were cast the other way: the margin, or for a measure what
    takes it over the share it needs, or below. None where nobody leads or nothing could."""
    if contest.kind != Contest.Kind.MEASURE or contest.share_needed == 50 or yes not in votes:
        return margin
    line, cast, said_yes = exact(contest.share_needed), sum(votes.values()), votes[yes]
    if passes(said_yes, cast, contest.share_needed):
        return int(said_yes / line) - cast + 1 if line else None
    return ceil((line * cast - said_yes) / (1 - line)) if line < 1 else None


def may_still_change(margin: int | None, remaining: int | None) -> bool | None:
    """Whether the votes left could turn the lead; None where nobody knows. The desk is warned before it calls."""
    if margin is None or remaining is None or remaining < 0:
        return None
    return remaining >= margin
