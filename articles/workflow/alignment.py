"""Alignment: which elements of two sequences belong together. difflib does the close work; anchors (elements that both
have exactly once) cut long sequences up first, because difflib alone takes minutes where thousands of lines differ."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

# What difflib is given at once, in pairs of equal elements: 40,000 take some 20 ms at worst.
MOST_AT_ONCE = 40_000
DEEPEST = 12


class Span(NamedTuple):
    """before[start:end] stands where after[new_start:new_end] stands; `same`: they are equal."""

    same: bool
    start: int
    end: int
    new_start: int
    new_end: int


class Effort:
    """How much may still be compared closely. When it is used up, what is left counts as replaced."""

    def __init__(self, left: int = 1_000_000):
        self.left = left

    def take(self, cost: int) -> bool:
        if cost > self.left:
            return False
        self.left -= cost
        return True


Elements = Sequence[Hashable]
_Match = tuple[int, int, int]  # place in before, place in after, length


def aligned(before: Elements, after: Elements, effort: Effort) -> list[Span]:
    """The two sequences as spans in order, equal and unequal in turn. Never slow: see Effort."""
    spans: list[Span] = []
    done, new_done = 0, 0
    matches = [*_joined(_matches(before, after, 0, 0, effort, 0)), (len(before), len(after), 0)]
    for place, new_place, length in matches:
        if place > done or new_place > new_done:
            spans.append(Span(False, done, place, new_done, new_place))
        if length:
            spans.append(Span(True, place, place + length, new_place, new_place + length))
        done, new_done = place + length, new_place + length
    return spans


def increasing(places: Sequence[int]) -> list[int]:
    """Positions of the longest run of `places`, not necessarily adjacent, that only grows (patience sorting)."""
    tops: list[int] = []  # the smallest end of a run of each length
    ends: list[int] = []
    behind: list[int] = []
    for position, place in enumerate(places):
        length = bisect_left(tops, place)
        tops[length:] = [place] if length == len(tops) else [place, *tops[length + 1 :]]
        ends[length:] = [position] if length == len(ends) else [position, *ends[length + 1 :]]
        behind.append(ends[length - 1] if length else -1)
    found: list[int] = []
    position = ends[-1] if ends else -1
    while position >= 0:
        found.append(position)
        position = behind[position]
    return found[::-1]


def _matches(
    before: Elements, after: Elements, offset: int, new_offset: int, effort: Effort, depth: int
) -> Iterator[_Match]:
    start = _common(before, after)
    if start:
        yield offset, new_offset, start
    end = _common(before[start:][::-1], after[start:][::-1])
    rest, new_rest = before[start : len(before) - end], after[start : len(after) - end]
    if rest and new_rest:
        yield from _inner(rest, new_rest, offset + start, new_offset + start, effort, depth)
    if end:
        yield offset + len(before) - end, new_offset + len(after) - end, end


def _common(before: Elements, after: Elements) -> int:
    """How many elements both begin with."""
    pairs = zip(before, after, strict=False)
    return next((n for n, (one, other) in enumerate(pairs) if one != other), min(len(before), len(after)))


def _inner(
    before: Elements, after: Elements, offset: int, new_offset: int, effort: Effort, depth: int
) -> Iterator[_Match]:
    counts, new_counts = Counter(before), Counter(after)
    cost = len(before) + len(after) + sum(count * new_counts[element] for element, count in counts.items())
    if cost <= MOST_AT_ONCE and effort.take(cost):
        for place, new_place, length in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
            yield offset + place, new_offset + new_place, length
        return
    if depth >= DEEPEST:
        return
    there = {element: place for place, element in enumerate(after) if new_counts[element] == 1}
    once = [place for place, element in enumerate(before) if counts[element] == 1 and element in there]
    new_once = [there[before[place]] for place in once]
    anchors = [(once[n], new_once[n]) for n in increasing(new_once)]
    done, new_done = 0, 0
    for place, new_place in [*anchors, (len(before), len(after))] if anchors else ():
        gap, new_gap = before[done:place], after[new_done:new_place]
        yield from _matches(gap, new_gap, offset + done, new_offset + new_done, effort, depth + 1)
        if place < len(before):
            yield offset + place, new_offset + new_place, 1
        done, new_done = place + 1, new_place + 1


def _joined(matches: Iterator[_Match]) -> Iterator[_Match]:
    """Matches that touch as one, empty ones left out."""
    whole: _Match | None = None
    for place, new_place, length in matches:
        if not length:
            continue
        if whole and whole[0] + whole[2] == place and whole[1] + whole[2] == new_place:
            whole = (whole[0], whole[1], whole[2] + length)
            continue
        if whole:
            yield whole
        whole = (place, new_place, length)
    if whole:
        yield whole
