"""Snapshots of older releases, and those that something has damaged, in today's shape: what compares a version or
brings it back need not ask what is there."""

from typing import Any

from articles.workflow import photo_uses
from articles.workflow.snapshot import Snapshot

TEXTS = (
    *("headline", "slug", "kicker", "dek", "dateline", "body"),
    *("seo_title", "seo_description", "canonical_url", "share_title"),
)
TIMES = ("publish_at", "expires_at", "embargo_until")


def in_todays_shape(content: Any) -> Snapshot:
    """A copy in which every part of a snapshot is there and of its type; what cannot be read is as if it were empty.

    A caption of which it is not known whose it is stays so (no `own_caption`). A whole snapshot keeps its digest.
    """
    content = content if isinstance(content, dict) else {}
    return {
        **content,
        **{name: _text(content.get(name)) for name in TEXTS},
        **{name: content.get(name) if isinstance(content.get(name), str) else None for name in TIMES},
        "section": _named(content.get("section"), "id", name=""),
        "coverage": _named(content.get("coverage"), "id", title=""),
        "share_photo": _named(content.get("share_photo"), "id", title=""),
        "topics": _rows(content.get("topics"), "id", name="", slug=""),
        "bylines": _rows(content.get("bylines"), "id", name="", kind="person"),
        "lead": _lead(_named(content.get("lead"), "photo", **_PHOTO)),
        "photos": [_photo(use) for use in _rows(content.get("photos"), "photo", **_PHOTO)],
        "related": [_link(link) for link in _list(content.get("related")) if isinstance(link, dict)],
    }


_PHOTO = {"caption": "", "credit": "", "alt": "", "picture": ""}
_LINK = {"key": "", "title": "", "own_title": "", "url": "", "placement": "sidebar"}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63


def _named(value: Any, key: str, **texts: str) -> dict[str, Any] | None:
    """A row that is known by its number, or None."""
    if not isinstance(value, dict) or not _number(value.get(key)):
        return None
    return {**value, **{name: _text(value.get(name)) or empty for name, empty in texts.items()}}


def _rows(value: Any, key: str, **texts: str) -> list[dict[str, Any]]:
    return [row for each in _list(value) if (row := _named(each, key, **texts))]


def _lead(use: dict[str, Any] | None) -> dict[str, Any] | None:
    return use and photo_uses.in_todays_shape(use)


def _photo(use: dict[str, Any]) -> dict[str, Any]:
    place = _place(use["after_paragraph"]) if "after_paragraph" in use else 1
    return {**photo_uses.in_todays_shape(use), "after_paragraph": place, "gallery": use.get("gallery") is True}


def _place(value: Any) -> int | None:
    """Behind which paragraph; None: at its mark in the text."""
    return min(value, 32_767) if value == 0 or _number(value) else None


def _link(link: dict[str, Any]) -> dict[str, Any]:
    target = link.get("article_id")
    texts = {name: _text(link.get(name)) or empty for name, empty in _LINK.items()}
    place = _place(link.get("after_paragraph"))
    whole = {"article_id": target if _number(target) else None, "after_paragraph": 3 if place is None else place}
    return {**link, **texts, **whole, "repeat": link.get("repeat") is True}
