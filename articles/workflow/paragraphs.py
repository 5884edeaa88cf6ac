"""Bodies as lists of their outermost blocks, as they are stored, and what comes of two that were made from one.
Bringing whole stories together is in merge.py, when two bodies say the same in body_lines.py."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from operator import itemgetter
from typing import Any

from articles.workflow.body_lines import key_of

MOST_BLOCKS = 1_500  # finding what was moved where takes the square of it; a long story has a few hundred

_INLINE = frozenset("a b strong i em s sub sup code q cite br".split())
_TAG = re.compile(r'<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?: [a-z-]+="[^"]*")*>')


def blocks_of(body: str) -> list[str]:
    """The outermost elements of a body that clean_body() has seen, as they are written there; loose text between them
    is a block too. Nothing but white space between blocks is left out."""
    found, start, depth = [], 0, 0
    for tag in _TAG.finditer(body):
        name = tag["name"]
        if name == "hr" and depth == 0:
            found += [body[start : tag.start()], tag[0]]
            start = tag.end()
        elif tag["end"]:
            depth = max(depth - 1, 0)
            if depth == 0 and name not in _INLINE:
                found.append(body[start : tag.end()])
                start = tag.end()
        elif name not in ("br", "hr"):
            if depth == 0 and name not in _INLINE:
                found.append(body[start : tag.start()])
                start = tag.start()
            depth += 1
    found.append(body[start:])
    return [stripped for block in found if (stripped := block.strip())]


def merge_texts(base: str, theirs: str, mine: str) -> tuple[str, bool]:
    """What comes of two bodies made from `base`, block by block, and whether it holds everything of both. Where both
    wrote something else in the same place, it is `mine`; new blocks in the same place stand one after the other."""
    sides = [blocks_of(each) for each in (base, theirs, mine)]
    if max(map(len, sides)) > MOST_BLOCKS:
        return mine, False
    merged: list[str] = []
    whole = True
    for before, there, here in _stretches(*sides):
        if _keys(here) in (_keys(before), _keys(there)):
            merged += there
        elif _keys(there) == _keys(before):
            merged += here
        elif not before:
            merged += there + here
        else:
            merged += here
            whole = False
    return "\n\n".join(merged), whole


def _keys(blocks: list[str]) -> list[Any]:
    return [key_of(block) for block in blocks]


def _stretches(base: list[str], theirs: list[str], mine: list[str]) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """The three bodies cut at the blocks that all have: what is between two of those belongs together."""
    there, here = _places(base, theirs), _places(base, mine)
    common = sorted((place, there[place], here[place]) for place in there.keys() & here.keys())
    end = (len(base), len(theirs), len(mine))
    a = b = c = 0
    for x, y, z in [*common, end]:
        yield base[a:x], theirs[b:y], mine[c:z]
        yield base[x : x + 1], theirs[y : y + 1], mine[z : z + 1]
        a, b, c = x + 1, y + 1, z + 1


def _places(base: list[str], other: list[str]) -> dict[int, int]:
    """Where the blocks of `base` that stand in `other` unchanged stand there."""
    matcher = SequenceMatcher(None, _keys(base), _keys(other), autojunk=False)
    found: dict[int, int] = {}
    for block in sorted(matcher.get_matching_blocks(), key=itemgetter(0)):
        found |= {block.a + step: block.b + step for step in range(block.size)}
    return found
