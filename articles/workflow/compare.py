"""Comparing two versions of a story: what differs, in the order of the page, in words a journalist reads. Pure:
versions are snapshots, and nothing is looked up. Running text is in word_diff.py, lists of rows in row_diff.py."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from articles.dates import printed_time, zone_name
from articles.workflow.body_lines import cut_lines, same_body
from articles.workflow.changes import Change, Piece, RowChange
from articles.workflow.older import in_todays_shape
from articles.workflow.photo_uses import as_counted
from articles.workflow.row_diff import byline_rows, lead_rows, link_rows, photo_rows
from articles.workflow.snapshot import Snapshot, digest_of
from articles.workflow.word_diff import body_pieces, text_pieces

__all__ = ["Change", "Piece", "RowChange", "changed_parts", "compare", "same_body", "same_content"]


class Part(NamedTuple):
    """A part of a story: `kind` says how it is compared, `printed` makes words of a value, `rows` compares lists."""

    field: str
    label: str
    kind: str
    printed: Callable[[Any], str] = str
    rows: Callable[[Snapshot, Snapshot], tuple[RowChange, ...]] | None = None


def _printed_time(value: str | None) -> str:
    if not value:
        return ""
    try:
        moment = datetime.fromisoformat(value)
        return f"{printed_time(moment)} {zone_name(moment)}"
    except (ValueError, OverflowError):
        return value


BY_NUMBER = ("section", "coverage", "share_photo")  # known by their number; their names may be changed elsewhere
PARTS = (
    Part("kicker", "Kicker", "text"),
    Part("headline", "Headline", "text"),
    Part("dek", "Dek", "text"),
    Part("bylines", "Byline", "rows", rows=byline_rows),
    Part("dateline", "Dateline", "text"),
    Part("lead", "Lead photo", "rows", rows=lead_rows),
    Part("body", "Text", "body"),
    Part("photos", "Photos in the text", "rows", rows=photo_rows),
    Part("related", "Related stories", "rows", rows=link_rows),
    Part("section", "Section", "value", printed=lambda value: value["name"] or "a section" if value else ""),
    Part("topics", "Topics", "value", printed=lambda value: ", ".join(topic["name"] for topic in value)),
    Part("coverage", "Special coverage", "value", printed=lambda value: value["title"] or "an event" if value else ""),
    Part("slug", "Address", "value"),
    Part("publish_at", "Publish at", "value", printed=_printed_time),
    Part("embargo_until", "Embargo until", "value", printed=_printed_time),
    Part("expires_at", "Take down at", "value", printed=_printed_time),
    Part("seo_title", "Search headline", "text"),
    Part("seo_description", "Search description", "text"),
    Part("share_title", "Headline when shared", "text"),
    Part(
        "share_photo", "Photo when shared", "value", printed=lambda value: value["title"] or "a photo" if value else ""
    ),
    Part("canonical_url", "Original address", "value"),
)


def compare(before: Snapshot | None, after: Snapshot) -> list[Change]:
    """What differs, in the order of the page; empty when readers would see no difference. `before` None: everything is
    new. Snapshots of older releases, and damaged ones, are compared as far as they can be read. All plain text."""
    old, new = in_todays_shape(before), in_todays_shape(after)
    return [change for part in PARTS if (change := _compared(part, old, new))]


def changed_parts(before: Snapshot, after: Snapshot, *, longest: int = 120) -> str:
    """The names of the parts that differ, as a line of the history: `Headline, text, related stories`. Nothing is
    compared more closely than for being equal."""
    old, new = in_todays_shape(before), in_todays_shape(after)
    labels = [part.label for part in PARTS if _counted(part, old) != _counted(part, new)]
    for number in range(len(labels), 0, -1):
        more = f" and {len(labels) - number} more" if number < len(labels) else ""
        line = ", ".join(labels[:number]).capitalize() + more
        if len(line) <= longest:
            return line
    return ""


def same_content(one: Snapshot, other: Snapshot) -> bool:
    """Whether two snapshots are one content. White space between paragraphs is none: see same_body()."""
    first, second = in_todays_shape(one), in_todays_shape(other)
    if not same_body(first["body"], second["body"]):
        return False
    return digest_of({**first, "body": ""}) == digest_of({**second, "body": ""})


def _counted(part: Part, snapshot: Snapshot) -> str:
    """A part as it counts for the digest: see digest_of()."""
    value = snapshot.get(part.field)
    if part.field in BY_NUMBER:
        value = value and value["id"]
    if part.field == "related" and value:
        value = [{name: each for name, each in row.items() if name != "title"} for row in value]
    elif part.field == "photos" and value:
        value = [as_counted(use) for use in value]
    elif part.field == "lead":
        value = as_counted(value)
    return json.dumps(value, sort_keys=True)


def _compared(part: Part, old: Snapshot, new: Snapshot) -> Change | None:
    before, after = old[part.field], new[part.field]
    if part.rows:
        rows = part.rows(old, new)
        return (
            Change(part.field, part.label, "rows", _row_names(before), _row_names(after), rows=rows) if rows else None
        )
    if part.kind == "body":
        return _compared_body(part, old, new)
    if part.field in BY_NUMBER and before and after and before["id"] == after["id"]:
        return None  # renamed meanwhile: readers have it by its name of today
    printed, new_printed = part.printed(before), part.printed(after)
    if before == after or printed == new_printed:
        return None
    if part.kind == "value":
        return Change(part.field, part.label, "value", printed, new_printed)
    return Change(part.field, part.label, "text", printed, new_printed, tuple(text_pieces(printed, new_printed)))


def _compared_body(part: Part, old: Snapshot, new: Snapshot) -> Change | None:
    if old["body"] == new["body"]:
        return None
    before, after = (
        cut_lines(side["body"], {use["photo"]: use["caption"] for use in side["photos"]}) for side in (old, new)
    )
    if before.keys == after.keys:
        return None
    pieces = tuple(body_pieces(before, after))
    return Change(part.field, part.label, "text", before.whole, after.whole, pieces)


def _row_names(value: Any) -> str:
    rows = value if isinstance(value, list) else [value] if value else []
    return ", ".join(row.get("name") or row.get("caption") or row.get("title") or row.get("url") or "" for row in rows)
