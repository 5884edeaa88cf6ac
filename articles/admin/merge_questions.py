"""The page that asks about what two people both changed: its questions, how the three versions read, and the answers.
Which questions there are is decided by workflow/merge.py."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.safestring import SafeString
from unfold.widgets import UnfoldAdminTextareaWidget

from articles.admin.widgets import StoryEditor
from articles.dates import printed_time, zone_name
from articles.html import clean_body, one_line, without_controls
from articles.models import Article
from articles.workflow.compare import Change, Piece, compare
from articles.workflow.merge import Conflict, Merge
from articles.workflow.row_diff import use_words
from articles.workflow.snapshot import Snapshot

WRITTEN = (
    *("kicker", "headline", "dek", "dateline", "body", "slug", "lead_caption"),
    *("seo_title", "seo_description", "share_title"),
)
OWN, THEIRS, MINE, BASE = "own", "theirs", "mine", "base"
CHOOSE = "Choose one of these, or write it yourself."


@dataclass(frozen=True, slots=True)
class Column:
    """One of the three versions, paragraph by paragraph."""

    pick: str
    heading: str
    choice: str
    paragraphs: list[list[Piece]]
    checked: bool = False


@dataclass(slots=True)
class Question:
    """One conflict as it is asked. `box`: where it can be written anew, empty for what can only be chosen."""

    conflict: Conflict
    key: str
    columns: list[Column]
    picked: str
    text: str = ""
    box: SafeString | str = ""
    fault: str = ""
    media: forms.Media = field(default_factory=forms.Media)


def key_of(conflict: Conflict) -> str:
    """A name for the boxes of a conflict that does not depend on how many there are."""
    return _key(conflict.field)


def _key(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:12]


def answers(merged: Merge, boxes: QueryDict) -> tuple[dict[str, Any], dict[str, str]]:
    """What was decided, by field, as resolve() takes it; and by field what keeps an answer from being taken."""
    decided: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for conflict in merged.conflicts:
        pick = boxes.get(f"pick-{key_of(conflict)}", "")
        if pick == OWN and conflict.field in WRITTEN:
            try:
                decided[conflict.field] = _written(conflict.field, boxes.get(f"text-{key_of(conflict)}", ""))
            except ValidationError as refused:
                faults[conflict.field] = " ".join(refused.messages)
        elif pick in (THEIRS, MINE, BASE):
            decided[conflict.field] = getattr(conflict, pick)
        else:
            faults[conflict.field] = CHOOSE
    return decided, faults


def written(boxes: QueryDict) -> QueryDict:
    """What stands in the boxes of the page, as the form of a new story would send it: all there is when the story is
    gone."""
    found = QueryDict(mutable=True)
    for rows in ("bylines", "photos", "related_links"):
        found |= {f"{rows}-TOTAL_FORMS": "0", f"{rows}-INITIAL_FORMS": "0"}
    for name in WRITTEN:
        if text := boxes.get(f"text-{_key(name)}"):
            found[name] = text
    return found


def _written(name: str, text: str) -> str:
    """Raises ValidationError, in words, for what the story form would not take either."""
    text = without_controls(text).replace("\r\n", "\n")
    if name == "body":
        return clean_body(text)
    if name in ("headline", "kicker", "dateline", "slug", "seo_title", "share_title"):
        text = one_line(text)
    return str(Article._meta.get_field(name).formfield().clean(text))


def questions(
    merged: Merge,
    sides: tuple[Snapshot | None, Snapshot, Snapshot],
    *,
    name: str,
    boxes: QueryDict | None = None,
    faults: dict[str, str] | None = None,
) -> list[Question]:
    """The questions with what was answered so far. `sides`: base, theirs, mine; `name`: who saved theirs."""
    base, theirs, mine = sides
    changed = {
        THEIRS: {change.field: change for change in compare(base, theirs)},
        MINE: {change.field: change for change in compare(base, mine)},
    }
    return [_question(conflict, changed, base, name, boxes, faults or {}) for conflict in merged.conflicts]


def _question(
    conflict: Conflict,
    changed: dict[str, dict[str, Change]],
    base: Snapshot | None,
    name: str,
    boxes: QueryDict | None,
    faults: dict[str, str],
) -> Question:
    key = key_of(conflict)
    picked = (boxes or {}).get(f"pick-{key}", OWN if conflict.whole and boxes is None else "")
    text = (boxes or {}).get(f"text-{key}", conflict.proposed or "") if conflict.field in WRITTEN else ""
    columns = list(_columns(conflict, changed, base, name, picked))
    question = Question(conflict, key, columns, picked, text, fault=faults.get(conflict.field, ""))
    if conflict.field in WRITTEN:
        widget: Any = StoryEditor() if conflict.field == "body" else UnfoldAdminTextareaWidget(attrs={"rows": 2})
        # In a list of its own, so that a script finds the choice that belongs to the box.
        attrs = {"id": f"id_text-{key}", "data-own": key, "aria-labelledby": f"own-{key}"}
        question.box, question.media = widget.render(f"text-{key}", text, attrs), widget.media
    return question


def _columns(
    conflict: Conflict, changed: dict[str, dict[str, Change]], base: Snapshot | None, name: str, picked: str
) -> Iterator[Column]:
    there, here = changed[THEIRS].get(conflict.field), changed[MINE].get(conflict.field)
    if base is not None:
        told = [[Piece("same", line)] for line in there.before.split("\n")] if there else _told(conflict, conflict.base)
        yield Column(BASE, "Before", "Go back to this", told, picked == BASE)
    heading = f"{name[:1].upper()}{name[1:]}".rstrip(",")
    told = list(there.paragraphs) if there and there.pieces else _told(conflict, conflict.theirs)
    yield Column(THEIRS, heading, "Keep this one", told, picked == THEIRS)
    told = list(here.paragraphs) if here and here.pieces else _told(conflict, conflict.mine)
    yield Column(MINE, "Yours", "Keep yours", told, picked == MINE)


def _told(conflict: Conflict, value: Any) -> list[list[Piece]]:
    """A value that is no running text, in words."""
    return [[Piece("same", line)] for line in _words(conflict, value).split("\n")]


def _words(conflict: Conflict, value: Any) -> str:
    kind, is_row, _ = conflict.field.partition(":")
    if value is None or value == "":
        return "Not in the story" if is_row or kind == "lead_photo" else "Nothing"
    if kind == "lead_alt":
        return next(iter(use_words({"own_alt": value})), "As the photo says")
    if kind == "lead_crop":
        return use_words({"crop": value})[0]
    if kind in ("publish_at", "embargo_until", "expires_at"):
        moment = datetime.fromisoformat(value)
        return f"{printed_time(moment)} {zone_name(moment)}"
    if not isinstance(value, dict):
        return str(value)
    name = value.get("name") or value.get("title") or value.get("caption") or value.get("url") or "Without a name"
    return "\n".join([str(name), *_row_words(kind, value)])


def _row_words(kind: str, row: dict[str, Any]) -> list[str]:
    place = row.get("after_paragraph")
    if kind == "photos":
        at_mark = "Where it was put into the text" if place is None else f"Below paragraph {place}"
        return ["In the gallery" if row.get("gallery") else at_mark, *use_words(row)]
    if kind != "related":
        return [line for line in (row.get("credit", ""), *use_words(row)) if line]
    inline = row.get("placement") == "inline"
    told = [row.get("url", ""), f"In the text, below paragraph {place}" if inline else "In the sidebar"]
    return [line for line in [*told, "Repeated on purpose" if row.get("repeat") else ""] if line]
