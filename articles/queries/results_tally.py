"""What contests weigh towards a target: seats or electoral votes, by party. What is called and where somebody only
leads are counted apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class WeightLine:
    """A party, or a choice without one. `called` is won according to somebody, `leading` is what the votes say where
    nothing is called yet."""

    name: str
    colour: str
    called: int = 0
    leading: int = 0


def tally_of(cards: Sequence[Any]) -> tuple[WeightLine, ...]:
    """The most called first, then the most leading; () when no contest has a weight. A contest with several winners
    gives each of them an equal part of its weight."""
    lines: dict[str, WeightLine] = {}
    for card in cards:
        if not card.weight:
            continue
        part = card.weight // max(card.seats, 1)
        for choice in card.choices:
            line = lines.setdefault(choice.party or choice.name, WeightLine(choice.party or choice.name, choice.colour))
            if choice.is_called and choice.outcome == "wins":
                line.called += part
            elif not card.is_called and (choice.is_leading or card.phase == "uncontested"):
                line.leading += part
    return tuple(sorted(lines.values(), key=lambda line: (-line.called, -line.leading, line.name)))
