"""The areas of a contest as lines of a table: the first choices in columns, the share of each. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.queries.results_shapes import AreaLine, ChoiceLine, ContestCard
from articles.queries.results_words import printed_number, printed_percent

MOST_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class AreaCell:
    printed_share: str
    printed_votes: str
    colour: str
    is_leading: bool


@dataclass(frozen=True, slots=True)
class AreaRow:
    area: AreaLine
    cells: tuple[AreaCell, ...]


@dataclass(frozen=True, slots=True)
class AreaTable:
    """`columns`: the choices with the most votes in the whole contest, whatever they have in an area."""

    columns: tuple[ChoiceLine, ...]
    rows: tuple[AreaRow, ...]


def table_of(card: ContestCard, areas: Sequence[AreaLine]) -> AreaTable | None:
    if not areas:
        return None
    columns = card.choices[:MOST_COLUMNS]
    return AreaTable(columns, tuple(AreaRow(area, tuple(_cell(area, each) for each in columns)) for area in areas))


def _cell(area: AreaLine, choice: ChoiceLine) -> AreaCell:
    """Empty where the count of the area says nothing of a choice."""
    votes, share = area.votes.get(choice.key), area.shares.get(choice.key)
    return AreaCell(
        printed_share=printed_percent(share, votes=votes or 0) if share is not None else "",
        printed_votes=printed_number(votes) if votes is not None else "",
        colour=choice.colour,
        is_leading=choice.key == area.leading,
    )
