"""The shapes that results come in, ready to print. They are made in results_cards.py and read by results.py.

“Leading” is what the votes so far say, “called” is what somebody has declared; they are never derived from each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from articles.queries.results_tally import WeightLine

AFTER_A_NAME = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(frozen=True, slots=True)
class Stamp:
    """The newest data time: printed `April 23, 10:42:16PM ET`, and as machines read it. Empty before any data."""

    at: datetime | None
    printed: str
    iso: str
    is_stale: bool  # no newer data for longer than the coverage allows: do not say “live”


@dataclass(frozen=True, slots=True)
class CallLine:
    """A call, as readers are told of it: “Called by AP, 9:41 PM ET”. `withdrawn` and `why` when it was taken back."""

    keys: tuple[str, ...]
    names: str
    outcome: str  # wins, advances
    caller: str
    printed: str
    iso: str
    withdrawn: str = ""
    withdrawn_iso: str = ""
    why: str = ""
    source: str = ""  # “desk”, or the feed

    @property
    def is_withdrawn(self) -> bool:
        return bool(self.withdrawn)


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """A line of a table or a bar. `share` in percent of all votes, None while there are none. `is_called` only when a
    call names it; `called_by`: the callers; `outcome`: wins or advances."""

    key: str
    name: str
    party: str
    party_code: str
    colour: str
    side: str
    is_incumbent: bool
    votes: int
    printed_votes: str
    share: Decimal | None
    printed_share: str
    is_leading: bool
    is_called: bool
    called_by: str = ""
    outcome: str = ""

    @property
    def short(self) -> str:
        """The family name, as far as one can tell, where there is no room for it all: the last word, with `Jr.`."""
        words = self.name.split()
        last = -2 if len(words) > 2 and words[-1].rstrip(".").lower() in AFTER_A_NAME else -1
        return " ".join(words[last:]).replace(",", "") if words and not self.side else self.name

    @property
    def bar(self) -> str:
        """How long its bar is, as SVG takes it in every language; empty without votes."""
        return f"{self.share}%" if self.share else ""


@dataclass(frozen=True, slots=True)
class RestLine:
    """All that have no line of their own, in one: “4 others”, “Other”."""

    name: str
    printed_votes: str = ""
    printed_share: str = ""
    bar: str = ""


@dataclass(frozen=True, slots=True)
class AreaLine:
    """The count of one area of a contest; votes and shares by key of the choice. `leading`: keys, empty in a tie."""

    id: int
    code: str
    name: str
    tile: tuple[int, int] | None
    votes: Mapping[str, int]
    shares: Mapping[str, Decimal]
    total: int
    printed_total: str
    leading: str
    completeness: str
    stamp: str
    iso: str

    @property
    def anchor(self) -> str:
        """Of its line in the table."""
        return f"area-{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestCard:
    """`phase`: polls-open (nothing is shown), waiting (no votes yet), counting, called, uncontested. `is_called` may be
    true in any phase but polls-open."""

    id: int
    slug: str
    path: str
    title: str
    office: str
    kind: str
    seats: int
    weight: int
    printed_weight: str  # “16 electoral votes”; empty for one: the desk gives the word for many
    area_code: str
    area_name: str
    tile: tuple[int, int] | None
    phase: str
    choices: tuple[ChoiceLine, ...]
    first: tuple[ChoiceLine, ...]  # those that a card has room for
    rest: RestLine | None  # the others, in one line
    other_votes: int  # of those on no line: write-ins, others
    printed_other: str
    other_share: str
    total: int
    printed_total: str
    margin: int | None
    printed_margin: str
    is_tied: bool
    standing: str  # who leads, a sentence
    needed: str  # what it takes, a sentence; empty for most votes
    needed_at: str  # the same as a place on a bar, `50%`
    news: str  # what is said aloud when it changes: who leads, who is called; without figures
    completeness: str
    votes_left: str
    polls_close: str  # printed while they are open
    polls_closed: bool  # False also where nobody has said when they close
    calls: tuple[CallLine, ...]
    withdrawn_calls: tuple[CallLine, ...]
    notes: tuple[str, ...]  # why a figure is not shown
    flips: int
    corrections: int
    stamp: Stamp
    source: str
    counted: Mapping[str, Any]  # how much is counted, as figures: only what is shown
    points: tuple[tuple[int, int, Mapping[str, int]], ...]  # (seconds since 1970, total, votes by key), oldest first
    live_until: str  # after that it is not refreshed any more, as machines read it; empty: no end is set

    @property
    def live_path(self) -> str:
        """Where an open page finds its newer self."""
        return f"/live/contest/{self.path.split('/')[2]}/{self.slug}/"

    @property
    def is_called(self) -> bool:
        return bool(self.calls)

    @property
    def has_votes(self) -> bool:
        return self.total > 0

    @property
    def leading(self) -> tuple[ChoiceLine, ...]:
        return tuple(choice for choice in self.choices if choice.is_leading)

    @property
    def called(self) -> tuple[ChoiceLine, ...]:
        return tuple(choice for choice in self.choices if choice.is_called)


@dataclass(frozen=True, slots=True)
class CoverageSummary:
    """`tally` is empty when the contests carry no weight. `version` counts up with every change: the ETag. Beside one
    contest alone, `tally`, `contests` and `called` are not worked out."""

    id: int
    slug: str
    path: str
    title: str
    version: int
    stamp: Stamp
    starts_at: datetime | None
    ends_at: datetime | None
    target: int | None
    weight_word: str
    tally: tuple[WeightLine, ...]
    contests: int
    called: int


@dataclass(frozen=True, slots=True)
class CoverageResults:
    summary: CoverageSummary
    cards: tuple[ContestCard, ...]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """Something that happened, in a few `words` and a sentence (`detail`). `moment`: for the address of that state."""

    what: str  # a ResultsLine.What
    words: str
    detail: str
    printed: str
    iso: str
    moment: str


@dataclass(frozen=True, slots=True)
class ContestResults:
    """`lines`: what readers are told of its history, the newest first: corrections, changes of the lead, calls."""

    summary: CoverageSummary
    card: ContestCard
    areas: tuple[AreaLine, ...]
    lines: tuple[HistoryLine, ...]
