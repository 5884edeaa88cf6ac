"""Lines that look like headlines and belong to the text: lists, verses, recipes, subheadings. Decided by neighbours.

What a single line looks like is headlines.py; which lines are related headlines in the end is body.py.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from articles.importing.story import StoryPhoto

SUBHEAD, DOUBTFUL = 4, 6  # words: so many are a subheading; so many may be one
ROW = 3
_COLON_HEADING = 5
_CLOSERS = "\"'”’) "


@dataclass(slots=True)
class Item:
    """A line of text that may turn out to be a related headline; `sure` when a label said so."""

    text: str
    url: str = ""
    sure: bool = False
    photo: StoryPhoto | None = None
    key: str = ""
    words: int = 0
    unstopped: bool = False


def text_lines(items: Sequence[Item], keys: Counter[str]) -> set[int]:
    """The positions of lines without full stop that are text all the same; `keys` counts how often a title occurs."""
    single = {n for n, item in enumerate(items) if item.unstopped and not item.sure and keys[item.key] == 1}
    below = _announced(items, single)
    questions = {n for n in single if items[n].words and items[n].text.endswith("?")}
    asked = questions if len(questions) >= ROW - 1 else set()
    shouted = {n for n in single if items[n].text.endswith("!")}
    return _listed(items) | below | {n for n in single if _heads_list(items, n)} | asked | shouted


def _announced(items: Sequence[Item], single: set[int]) -> set[int]:
    """What a line with a colon or a comma at its end announces goes on until the next sentence."""
    found: set[int] = set()
    for n in range(1, len(items)):
        above = items[n - 1]
        opened = above.photo is None and not above.sure and above.text.rstrip(_CLOSERS).endswith((":", ","))
        if n in single and (opened or n - 1 in found):
            found.add(n)
    return found


def _heads_list(items: Sequence[Item], at: int) -> bool:
    """A line directly above "Ingredients:" names the recipe."""
    below = items[at + 1].text if at + 1 < len(items) else ""
    return below.endswith(":") and len(below.split()) <= _COLON_HEADING


def _listed(items: Sequence[Item]) -> set[int]:
    """Lines in a run of three or more without full stops: a list, a lyric, a table; only long titles may run so."""
    listed: set[int] = set()
    run: list[int] = []
    for index in range(len(items) + 1):
        item = items[index] if index < len(items) else None
        if item is not None and item.unstopped and not item.sure and item.photo is None:
            run.append(index)
            continue
        if len(run) >= ROW and any(items[n].words <= DOUBTFUL or ":" in items[n].text for n in run):
            listed.update(run)
        run = []
    return listed
