"""The results part of a coverage's page: contests in groups with a map, the way to a target, the closest ones. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from articles.queries.results_map import TileMap, map_of_contests
from articles.queries.results_shapes import ContestCard, CoverageResults, CoverageSummary
from articles.queries.results_target import Target, target_of

LEAST_OF_AN_OFFICE = 4  # contests for one office that stand under its name
MANY = 12
MOST_CLOSE = 6
CLOSE = Decimal("0.05")  # a lead of less than this share of the votes


@dataclass(frozen=True, slots=True)
class Group:
    """Contests for one office, or all others (then `name` is empty). `close`: of many, those that are being counted,
    not called, and closest. Their order is the desk's and does not change with the count, so that nothing moves."""

    name: str
    cards: tuple[ContestCard, ...]
    map: TileMap | None
    close: tuple[ContestCard, ...]

    @property
    def called(self) -> int:
        return sum(card.is_called for card in self.cards)

    @property
    def is_large(self) -> bool:
        return len(self.cards) > MANY


@dataclass(frozen=True, slots=True)
class Board:
    summary: CoverageSummary
    target: Target | None
    groups: tuple[Group, ...]
    until: str  # after that nothing is refreshed any more, as machines read it; empty: no end is set

    @property
    def json_path(self) -> str:
        return f"{live_path_of(self.summary.slug).rstrip('/')}.json"


def live_path_of(slug: str) -> str:
    return f"/live/coverage/{slug}/"


def board_of(results: CoverageResults) -> Board | None:
    """None when the coverage has no contests."""
    if not results.cards:
        return None
    summary = results.summary
    return Board(
        summary=summary,
        target=target_of(summary, weight=sum(card.weight for card in results.cards)),
        groups=tuple(_groups(results.cards)),
        until=summary.ends_at.isoformat(timespec="seconds") if summary.ends_at else "",
    )


def _groups(cards: Sequence[ContestCard]) -> list[Group]:
    by_office: dict[str, list[ContestCard]] = {}
    for card in cards:
        by_office.setdefault(card.office, []).append(card)
    named = {office for office, group in by_office.items() if office and len(group) >= LEAST_OF_AN_OFFICE}
    others = [card for card in cards if card.office not in named]
    groups = [_group(office, by_office[office]) for office in by_office if office in named]
    return [*groups, _group("", others)] if others else groups


def _group(name: str, cards: Sequence[ContestCard]) -> Group:
    close = sorted((card for card in cards if _is_close(card)), key=_lead) if len(cards) > MANY else ()
    return Group(name, tuple(cards), map_of_contests(cards, name=name), tuple(close[:MOST_CLOSE]))


def _is_close(card: ContestCard) -> bool:
    return card.phase == "counting" and card.margin is not None and _lead(card) < CLOSE


def _lead(card: ContestCard) -> Decimal:
    return Decimal(card.margin or 0) / card.total
