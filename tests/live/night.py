"""A night of our own, in the shape of a recorded one: twelve areas, some corrections, one lead that passes on, votes
left below zero in the end. The same numbers every time; a longer night begins with a shorter one."""

import json
import random
from datetime import timedelta
from typing import Any

from tests.factories import NOW

AREAS = ("Alder", "Brook", "Cove", "Dale", "Elm", "Fern", "Glen", "Heath", "Isle", "Juniper", "Kelp", "Linden")
USUAL = 240  # updates
CORRECTED = 9  # totals that fall, in the first USUAL


def night(updates: int = USUAL) -> list[dict[str, Any]]:
    """Updates in order of time."""
    dice = random.Random(11)
    counts = {area: [dice.randint(2_000, 3_000), dice.randint(500, 1_000)] for area in AREAS}
    falls = set(dice.sample(range(len(AREAS), USUAL), CORRECTED))
    found = []
    for number in range(updates):
        area = AREAS[number % len(AREAS)]
        if number in falls:
            counts[area][0] -= 40
        else:
            counts[area][0] += dice.randint(0, 30)
            counts[area][1] += 700 if area == "Cove" else dice.randint(0, 30)
        found.append(_line(number, area, counts[area]))
    return found


def _line(number: int, area: str, votes: list[int]) -> dict[str, Any]:
    moment = NOW + timedelta(seconds=97 * number)
    return {
        "t": moment.strftime("%Y-%m-%d %H:%M:%S.%f"),
        "state": area,
        "ev": AREAS.index(area) + 1,
        "votes": {"Ames": votes[0], "Birch": votes[1]},
        "total": sum(votes) + 25,
        "remaining": 5_000 - sum(votes),
        "precincts_reporting": min(100 * number // USUAL, 100),
        "precincts_total": 100,
    }


def as_lines(updates: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(update) + "\n" for update in updates).encode()
