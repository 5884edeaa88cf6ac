"""Two people, one story: what one saved and what another typed brought together, field by field and row by row. Pure:
snapshots in, a snapshot out, and the questions that only a person can answer. The rows are in merge_rows.py, the blocks
of a body in paragraphs.py; saving it and asking in admin/story_merging.py."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.workflow.compare import same_body
from articles.workflow.merge_rows import KINDS, RowKind, keyed, merge_rows, same_rows
from articles.workflow.paragraphs import merge_texts
from articles.workflow.photo_uses import says, with_own
from articles.workflow.snapshot import Snapshot

PLAIN = {
    "kicker": "kicker",
    "headline": "headline",
    "dek": "dek",
    "dateline": "dateline",
    "body": "text",
    "section": "section",
    "coverage": "special coverage",
    "slug": "address",
    "publish_at": "time of publication",
    "embargo_until": "embargo",
    "expires_at": "time it is taken down",
    "seo_title": "search headline",
    "seo_description": "search description",
    "canonical_url": "original address",
    "share_title": "headline when shared",
    "share_photo": "photo when shared",
}
LEAD_PHOTO = "lead_photo"
LEAD = {
    LEAD_PHOTO: "lead photo",
    "lead_caption": "caption of the lead photo",
    "lead_alt": "description of the lead photo",
    "lead_crop": "part of the lead photo",
}
SAID_OF_LEAD = {"lead_caption": "own_caption", "lead_alt": "own_alt", "lead_crop": "crop"}
_MARK = re.compile(r'<div data-photo="([0-9]+)"')


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something both changed. `field` names it in a snapshot, a row as `photos:12`; values are as the snapshot has
    them, None where there is nothing (a row that was taken out). `proposed` stands in Merge.content until somebody
    decides; `whole`: it holds everything both wrote."""

    field: str
    label: str
    base: Any
    theirs: Any
    mine: Any
    proposed: Any
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """`kept`: labels of what was taken over from the other side without a question."""

    content: Snapshot
    conflicts: tuple[Conflict, ...]
    kept: tuple[str, ...]


def merge(base: Snapshot | None, theirs: Snapshot, mine: Snapshot) -> Merge:
    """Bring together what two made of `base`. What only one changed is taken from that one. Without a base nobody knows
    who changed what, and every difference is a conflict."""
    content: Snapshot = {**theirs, **mine}
    conflicts: list[Conflict] = []
    kept: list[str] = []
    for name, label in PLAIN.items():
        if name not in content:
            continue  # all of them are of an older release
        content[name], found = _merge_field(name, label, base, theirs, mine)
        conflicts += found
        if not found and not _same(name, content[name], mine.get(name)):
            kept.append(label)
    content["lead"], found = _merge_lead(base, theirs, mine)
    conflicts += found
    kept += _lead_kept(content["lead"], mine["lead"], found)
    for kind in KINDS:
        content[kind.field], found, took = _merge_list(kind, base, theirs, mine)
        conflicts += found
        kept += [kind.label] if took else []
    conflicts += _impossible_times(content, conflicts, base, theirs, mine)
    return Merge(_in_step(content, mine, theirs, base), tuple(conflicts), tuple(kept))


def resolve(merged: Merge, decided: Mapping[str, Any], *sides: Snapshot | None) -> Snapshot:
    """The content with conflicts decided: {Conflict.field: value as in the snapshot, None for a row left out}. `sides`
    are what was merged: a photo that the chosen text has a mark of comes back with its caption."""
    content = dict(merged.content)
    for conflict in merged.conflicts:
        if conflict.field in decided:
            _put(content, conflict.field, decided[conflict.field])
    return _in_step(content, *sides)


def _put(content: Snapshot, field: str, value: Any) -> None:
    name, is_row, key = field.partition(":")
    if is_row:
        kind = next(kind for kind in KINDS if kind.field == name)
        rows = keyed(content[name], kind)
        chosen = {**rows, key: value}
        content[name] = [row for row in chosen.values() if row is not None]
    elif name == LEAD_PHOTO:
        content["lead"] = value
    elif name in SAID_OF_LEAD:
        lead = content["lead"]
        content["lead"] = lead and with_own(lead, {SAID_OF_LEAD[name]: value}, lead)
    else:
        content[name] = value


def _merge_field(
    name: str, label: str, base: Snapshot | None, theirs: Snapshot, mine: Snapshot
) -> tuple[Any, list[Conflict]]:
    there, here = theirs.get(name), mine.get(name)
    was = base.get(name) if base is not None else None
    if _same(name, there, here) or (base is not None and _same(name, here, was)):
        return there, []
    if base is not None and _same(name, there, was):
        return here, []
    proposed, whole = here, False
    if name == "body" and base is not None:
        proposed, whole = merge_texts(was or "", there or "", here or "")
    return proposed, [Conflict(name, _capital(label), was, there, here, proposed, whole)]


def _same(name: str, one: Any, other: Any) -> bool:
    if name == "body":
        return same_body(one or "", other or "")
    if name in ("section", "coverage", "share_photo"):  # names may have been changed elsewhere
        return (one and one["id"]) == (other and other["id"])
    return bool(one == other)


# --- The lead photo and what the story says of it


def _merge_lead(base: Snapshot | None, theirs: Snapshot, mine: Snapshot) -> tuple[Any, list[Conflict]]:
    """What a story says of a photo belongs to the photo: who chose another one has decided on that too."""
    was, there, here = base and base.get("lead"), theirs["lead"], mine["lead"]
    knows = base is not None
    changed_there = not knows or _photo(there) != _photo(was)
    changed_here = not knows or _photo(here) != _photo(was)
    if _photo(there) == _photo(here):
        return _merge_said(was if knows and not changed_there else None, there, here, knows=not changed_there)
    if not changed_here and _said(here) == _said(was):
        return there, []
    if not changed_there and _said(there) == _said(was):
        return here, []
    chosen = here if here and (changed_here or not there) else there
    return chosen, [Conflict(LEAD_PHOTO, _capital(LEAD[LEAD_PHOTO]), was, there, here, chosen)]


def _merge_said(was: Any, there: Any, here: Any, *, knows: bool) -> tuple[Any, list[Conflict]]:
    """Both have the same photo. Without `was`, every difference is a conflict."""
    if there is None:
        return None, []
    own: dict[str, Any] = {}
    conflicts = []
    for field, name in SAID_OF_LEAD.items():
        before, one, other = _said(was)[name], _said(there)[name], _said(here)[name]
        if one == other or (knows and other == before):
            continue
        own[name] = here.get(name)
        if not knows or one != before:
            sides = (was or {}).get(name), there.get(name), here.get(name)
            conflicts.append(Conflict(field, _capital(LEAD[field]), sides[0], sides[1], sides[2], own[name]))
    return with_own(there, own, here, there) if own else there, conflicts


def _lead_kept(merged: Any, mine: Any, found: list[Conflict]) -> list[str]:
    """Labels of what the other side had a say in without being asked about."""
    if _photo(merged) != _photo(mine):
        return [] if found else [LEAD[LEAD_PHOTO]]
    asked = {conflict.field for conflict in found}
    return [
        LEAD[field]
        for field, name in SAID_OF_LEAD.items()
        if field not in asked and _said(merged)[name] != _said(mine)[name]
    ]


def _photo(lead: Any) -> Any:
    return lead and lead["photo"]


def _said(lead: Any) -> dict[str, Any]:
    return {name: value for name, value in says(lead).items() if name in SAID_OF_LEAD.values()}


# --- Rows


def _merge_list(
    kind: RowKind, base: Snapshot | None, theirs: Snapshot, mine: Snapshot
) -> tuple[list[Any], list[Conflict], bool]:
    """The rows, what both changed, and whether anything was taken over from the other side without a question."""
    was = keyed(base.get(kind.field, []), kind) if base is not None else None
    merged = merge_rows(was, keyed(theirs[kind.field], kind), keyed(mine[kind.field], kind), kind)
    conflicts = [
        Conflict(f"{kind.field}:{each.key}", kind.one, each.base, each.theirs, each.mine, each.proposed)
        for each in merged.clashes
    ]
    asked = {each.key for each in merged.clashes}
    settled = [row for key, row in merged.rows.items() if key not in asked]
    typed = [row for key, row in keyed(mine[kind.field], kind).items() if key not in asked]
    return _once(kind, list(merged.rows.values())), conflicts, not same_rows(settled, typed, kind)


def _once(kind: RowKind, rows: list[Any]) -> list[Any]:
    """The database takes a story twice only when that is said to be on purpose."""
    seen: set[str] = set()
    found = []
    for row in rows:
        again = kind.field == "related" and not row["repeat"] and row["key"] in seen
        found.append({**row, "repeat": True} if again else row)
        if not found[-1].get("repeat"):
            seen.add(str(row[kind.known_by]))
    return found


def _in_step(content: Snapshot, *sides: Snapshot | None) -> Snapshot:
    """Photos as the marks of the text have them: one with a mark has a row, whoever it came from; one that lost its
    mark goes back to its paragraph, or goes."""
    marked = {int(number) for number in _MARK.findall(content["body"] or "")}
    known = [row for side in sides if side is not None for row in side.get("photos", [])]
    rows = []
    for row in content["photos"]:
        if row["after_paragraph"] is None and row["photo"] not in marked:
            numbered = (use for use in known if use["photo"] == row["photo"] and use["after_paragraph"] is not None)
            place = next(numbered, None)
            if place is not None:
                rows.append({**row, "after_paragraph": place["after_paragraph"]})
        else:
            rows.append(row)
    missing = marked - {row["photo"] for row in rows}
    for row in known:
        if row["photo"] in missing:
            rows.append({**row, "after_paragraph": None, "gallery": False})
            missing.remove(row["photo"])
    return {**content, "photos": rows}


# --- Times


def _impossible_times(
    content: Snapshot, asked: list[Conflict], base: Snapshot | None, theirs: Snapshot, mine: Snapshot
) -> list[Conflict]:
    """One moved the publication, the other the end, and together the story would be over before it begins."""
    if not ends_before_it_begins(content):
        return []
    known = {conflict.field for conflict in asked}
    return [
        Conflict(name, _capital(PLAIN[name]), (base or {}).get(name), theirs[name], mine[name], content[name])
        for name in ("publish_at", "expires_at")
        if name not in known
    ]


def ends_before_it_begins(content: Snapshot) -> bool:
    """Whether a story with this content would be taken down before it is published."""
    begins, ends = content["publish_at"], content["expires_at"]
    return bool(begins and ends and datetime.fromisoformat(ends) <= datetime.fromisoformat(begins))


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
