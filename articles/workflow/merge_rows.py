"""Rows of a story that two people changed: topics, bylines, photos in the text, related stories. Rows are the same by
what they stand for, not by where they stand. Everything else of a story is in merge.py."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from articles.workflow.photo_uses import says, with_own

Row = dict[str, Any]
Keyed = dict[str, Row]


@dataclass(frozen=True, slots=True)
class RowKind:
    """One list of a snapshot. `known_by` names what makes two rows the same; `told` what people type into a row (names,
    credits and pictures come from the library, and are nobody's change)."""

    field: str
    label: str
    one: str
    known_by: str
    told: tuple[str, ...] = ()


KINDS = (
    RowKind("bylines", "byline", "Name in the byline", "id"),
    RowKind(
        "photos",
        "photos in the text",
        "Photo in the text",
        "photo",
        ("own_caption", "own_alt", "crop", "gallery", "after_paragraph"),
    ),
    RowKind(
        "related",
        "related stories",
        "Related story",
        "key",
        ("own_title", "url", "placement", "after_paragraph", "repeat"),
    ),
    RowKind("topics", "topics", "Topic", "id"),
)


_OF_USES = ("own_caption", "own_alt", "crop", "gallery")


@dataclass(frozen=True, slots=True)
class RowClash:
    """A row that both changed, or one took out and the other changed. None: it does not stand there."""

    key: str
    base: Row | None
    theirs: Row | None
    mine: Row | None
    proposed: Row


@dataclass(frozen=True, slots=True)
class MergedRows:
    rows: Keyed
    clashes: tuple[RowClash, ...]


def keyed(rows: Iterable[Row], kind: RowKind) -> Keyed:
    """Rows by what they stand for, in their order. A story that is linked a second time on purpose is another row."""
    times: Counter[str] = Counter()
    found: Keyed = {}
    for row in rows:
        name = str(row[kind.known_by])
        found[f"{name}#{times[name]}" if times[name] else name] = row
        times[name] += 1
    return found


def merge_rows(base: Keyed | None, theirs: Keyed, mine: Keyed, kind: RowKind) -> MergedRows:
    """Bring two lists together that were made from `base`. Without a base nobody knows who took out and who put in,
    so every difference is a clash."""
    was: Mapping[str, Row] = base or {}
    merged: Keyed = {}
    clashes: list[RowClash] = []
    for key in _order(list(was), list(theirs), list(mine)):
        row, clashed = _merge_row(was.get(key), theirs.get(key), mine.get(key), kind, is_known=base is not None)
        if clashed and row is not None:
            clashes.append(RowClash(key, was.get(key), theirs.get(key), mine.get(key), row))
        if row is not None:
            merged[key] = row
    return MergedRows(merged, tuple(clashes))


def same_row(one: Row | None, other: Row | None, kind: RowKind) -> bool:
    if one is None or other is None:
        return one is other
    return all(_told(one, name) == _told(other, name) for name in kind.told)


def _told(row: Row, name: str) -> Any:
    """What a row says; uses of photos in snapshots of older releases say less."""
    return says(row)[name] if name in _OF_USES else row.get(name)


def same_rows(one: Iterable[Row], other: Iterable[Row], kind: RowKind) -> bool:
    """Whether two lists say the same in the same order."""
    left, right = keyed(one, kind), keyed(other, kind)
    return list(left) == list(right) and all(same_row(row, right[key], kind) for key, row in left.items())


def _merge_row(
    base: Row | None, theirs: Row | None, mine: Row | None, kind: RowKind, *, is_known: bool
) -> tuple[Row | None, bool]:
    """The row as it will stand (None: not at all), and whether the two clash over it."""
    if same_row(theirs, mine, kind):
        return theirs, False
    if not is_known:
        return mine or theirs, True
    if same_row(mine, base, kind):
        return theirs, False
    if same_row(theirs, base, kind):
        return mine, False
    if theirs is None or mine is None:  # taken out there, changed here
        return mine or theirs, True
    return _merge_told(base or {}, theirs, mine, kind)


def _merge_told(base: Row, theirs: Row, mine: Row, kind: RowKind) -> tuple[Row, bool]:
    merged, clashed = dict(theirs), False
    for name in kind.told:
        was, there, here = _told(base, name), _told(theirs, name), _told(mine, name)
        if here in (was, there):
            continue
        in_text = name == "after_paragraph" and None in (there, here)  # moved to a mark in the text: that is its place
        if was != there and not in_text:
            clashed = True
        merged[name] = None if in_text else mine.get(name)
    if kind.known_by == "photo":
        own: Row = {name: merged[name] for name in ("own_caption", "own_alt") if name in merged}
        merged = with_own(merged, own, theirs, mine)
        if merged.get("gallery") and merged["after_paragraph"] is None:
            merged["gallery"] = False  # its place is its mark in the text
    return merged, clashed


def _order(base: list[str], theirs: list[str], mine: list[str]) -> list[str]:
    """All keys of both sides: in the order of who sorted them anew (both did: mine), each new one behind the row that
    it was put behind."""
    here, was = set(mine), set(base)
    sorted_anew = [key for key in mine if key in was] != [key for key in base if key in here]
    first, second = (mine, theirs) if sorted_anew else (theirs, mine)
    order = list(first)
    placed = set(first)
    before = None
    for key in second:
        if key not in placed:
            order.insert(order.index(before) + 1 if before is not None else 0, key)
            placed.add(key)
        before = key
    return order
