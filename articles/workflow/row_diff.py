"""Differences in the rows of a story: names in the byline, photos, related stories. A row is known by whom or what it
shows, not by where it stands."""

from collections import Counter
from collections.abc import Callable, Hashable
from typing import Any

from articles.models.article_photo import UseAlt
from articles.workflow.alignment import increasing
from articles.workflow.changes import Change, RowChange
from articles.workflow.photo_uses import says
from articles.workflow.snapshot import Snapshot
from articles.workflow.word_diff import text_pieces

Row = dict[str, Any]
_Facts = list[tuple[str, str, str]]  # field, label, words


def byline_rows(old: Snapshot, new: Snapshot) -> tuple[RowChange, ...]:
    return _rows(old["bylines"], new["bylines"], key=lambda row: row["id"], name=lambda row: row["name"], facts=_nobody)


def photo_rows(old: Snapshot, new: Snapshot) -> tuple[RowChange, ...]:
    return _rows(old["photos"], new["photos"], key=lambda row: row["photo"], name=_photo_name, facts=_photo_facts)


def lead_rows(old: Snapshot, new: Snapshot) -> tuple[RowChange, ...]:
    """The lead photo as a list of one or none."""
    before, after = ([side["lead"]] if side["lead"] else [] for side in (old, new))
    return _rows(before, after, key=lambda row: row["photo"], name=_photo_name, facts=_photo_facts)


def link_rows(old: Snapshot, new: Snapshot) -> tuple[RowChange, ...]:
    return _rows(old["related"], new["related"], key=lambda row: row["key"], name=_link_name, facts=_link_facts)


def _rows(
    before: list[Row],
    after: list[Row],
    *,
    key: Callable[[Row], Hashable],
    name: Callable[[Row], str],
    facts: Callable[[Row], _Facts],
) -> tuple[RowChange, ...]:
    """What happened to each row: those of `after` in their order, then those that are gone."""
    old, new = _numbered(before, key), _numbered(after, key)
    places = {known: place for place, known in enumerate(old)}
    both = [known for known in new if known in old]
    stayed = {both[position] for position in increasing([places[known] for known in both])}
    changes: list[RowChange] = []
    for place, (known, row) in enumerate(new.items()):
        if known not in old:
            changes.append(RowChange("in", name(row)))
            continue
        moved = "" if known in stayed else f"from place {places[known] + 1} to place {place + 1}"
        details = _details(facts(old[known]), facts(row))
        if moved or details:
            changes.append(RowChange("changed" if details else "moved", name(row), moved, details))
    return (*changes, *(RowChange("out", name(row)) for known, row in old.items() if known not in new))


def _numbered(rows: list[Row], key: Callable[[Row], Hashable]) -> dict[tuple[Hashable, int], Row]:
    """By key, the second of the same key as its second."""
    seen: Counter[Hashable] = Counter()
    found = {}
    for row in rows:
        seen[key(row)] += 1
        found[key(row), seen[key(row)]] = row
    return found


def _details(before: _Facts, after: _Facts) -> tuple[Change, ...]:
    return tuple(
        Change(field, label, "text", old, new, tuple(text_pieces(old, new)))
        if field in ("caption", "title", "alt")
        else Change(field, label, "value", old, new)
        for (field, label, old), (_field, _label, new) in zip(before, after, strict=True)
        if old != new
    )


def _nobody(row: Row) -> _Facts:
    return [("name", "Name", row["name"])]


def _photo_name(row: Row) -> str:
    return row["caption"] or row["alt"] or f"Photo {row['photo']}"


def _photo_facts(row: Row) -> _Facts:
    return [
        ("caption", "Caption", row["caption"]),
        ("credit", "Credit", row["credit"]),
        ("alt", "Description", row["alt"]),
        ("heard", "For readers who cannot see it", heard_words(row)),
        ("crop", "Part of the picture", part_words(row)),
        ("place", "Place", place_words(row)),
        ("picture", "Picture", f"another picture file ({row['picture'][:8]})" if row["picture"] else "no picture file"),
    ]


def use_words(use: Row) -> list[str]:
    """What a story says of a photo besides its caption, a line for each thing; nothing for what it leaves to the photo.
    Takes a part of a use too."""
    own_alt, crop = says(use)["own_alt"], use.get("crop")
    words = []
    if own_alt:
        decorative = own_alt["decision"] == UseAlt.DECORATIVE
        words.append("Decorative here: skipped" if decorative else f"Read out as “{own_alt['text']}”")
    return [*words, f"Printed: {part_words(use)}"] if crop else words


def heard_words(row: Row) -> str:
    """Whether the story describes the photo itself."""
    own = says(row)["own_alt"]
    if own is None:
        return "as the photo says"
    return "decorative here" if own["decision"] == UseAlt.DECORATIVE else "this story’s own description"


def part_words(row: Row) -> str:
    """How much of the picture is printed: `60 × 45 % of it, from 20 % left and 10 % top`."""
    if (crop := row.get("crop")) is None:
        return "all of it"
    left, top, width, height = (f"{number / 10:g}" for number in crop)
    return f"{width} × {height} % of it, from {left} % left and {top} % top"


def place_words(row: Row) -> str:
    """Where a photo stands; the lead photo has no place to tell."""
    if row.get("gallery"):
        return "in the gallery"
    place = row.get("after_paragraph")
    return "at its mark in the text" if place is None else f"after paragraph {place}"


def _link_name(row: Row) -> str:
    return row["own_title"] or row["title"] or row["url"] or f"Story {row['article_id']}"


def _link_facts(row: Row) -> _Facts:
    inline = row["placement"] == "inline"
    return [
        ("title", "Title", row["own_title"] or ("its own headline" if row["article_id"] else row["title"])),
        ("url", "Web address", row["url"]),
        ("place", "Place", f"in the text, after paragraph {row['after_paragraph']}" if inline else "in the sidebar"),
        ("repeat", "Repeated on purpose", "yes" if row["repeat"] else "no"),
    ]
