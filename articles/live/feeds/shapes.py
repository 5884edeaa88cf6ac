"""What every format of a feed returns, and the limits that all of them keep to. Nothing here knows the tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from articles.live.rules import Figures

LARGEST = 64 * 1024 * 1024  # bytes of a feed
MOST_COUNTS = 200_000
MOST_CONTESTS = 5_000
MOST_CHOICES = 500  # of one contest
MOST_TOLD = 300  # characters of a feed that are repeated in a message


class FeedRefused(ValueError):
    """It is no feed of this format, or too much of one. The message is a sentence that says where the fault is."""


@dataclass(frozen=True, slots=True)
class FeedArea:
    code: str
    name: str
    level: str = ""  # a ReportingArea.Level; empty: as contests usually have it


@dataclass(frozen=True, slots=True)
class FeedChoice:
    key: str
    name: str
    party: str = ""
    party_code: str = ""
    is_incumbent: bool = False
    side: str = ""  # yes or no, of a measure


@dataclass(frozen=True, slots=True)
class FeedCount:
    """`area` None: of the whole contest. Votes are by key of the choice."""

    figures: Figures
    as_of: datetime
    area: FeedArea | None = None
    winners: tuple[str, ...] | None = None
    outcome: str = ""
    said_at: datetime | None = None  # when the feed was made, where it says so


@dataclass(slots=True)
class FeedContest:
    """A contest and what was counted for it. `is_test`: the source says that these are no real votes."""

    external_id: str
    title: str
    area: FeedArea
    office: str = ""
    kind: str = ""  # a Contest.Kind; empty: by what there is to choose
    seats: int = 1
    threshold: Decimal | None = None
    weight: int = 0
    polls_close_at: datetime | None = None
    is_test: bool = False
    choices: dict[str, FeedChoice] = field(default_factory=dict)
    counts: list[FeedCount] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Feed:
    """`next_address`: where to ask for what has changed since, "" when the source does not say. `has_more`: at once."""

    contests: Mapping[str, FeedContest]
    next_address: str = ""
    has_more: bool = False

    @property
    def counts(self) -> int:
        return sum(len(contest.counts) for contest in self.contests.values())


def joined(parts: Sequence[Feed]) -> Feed:
    """The parts of one answer as one feed. Raises FeedRefused when that is too much."""
    if len(parts) == 1:
        return parts[0]
    contests: dict[str, FeedContest] = {}
    for part in parts:
        for external_id, told in part.contests.items():
            contest = contests.setdefault(external_id, told)
            if contest is not told:
                contest.choices |= told.choices
                contest.counts += told.counts
                contest.is_test = contest.is_test or told.is_test
    feed = Feed(contests)
    if len(contests) > MOST_CONTESTS or feed.counts > MOST_COUNTS:
        raise FeedRefused(f"The feed has more than {MOST_CONTESTS:,} contests or {MOST_COUNTS:,} counts.")
    return feed
