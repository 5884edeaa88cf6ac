"""Pictures as publication stored them (printing.py): finding them in a readers' row, and leaving some of them out with
their words. When that has to be is in rights.py.

A use is {"picture", "caption", "credit"}: the lead, a block of the text, or one of the "photos" of a block.
"""

from collections.abc import Callable
from copy import copy
from typing import Any

from articles.models.published import PublishedArticle
from articles.photos.addresses import stem as stem_of

Use = dict[str, Any]
Test = Callable[[dict[str, Any]], bool]

# The lead picture again, flat, as lists read it (models/published.py), for a story without one.
NO_TEASER: dict[str, Any] = {"teaser_picture": "", "teaser_alt": "", "teaser_until": None}


def prints(photo_id: int, fingerprint: str) -> Test:
    """A test for pictures of this photo. Rows that an older release stored have no number; their addresses tell."""
    stem = stem_of(fingerprint) if fingerprint else ""

    def is_of(picture: dict[str, Any]) -> bool:
        if "photo" in picture:
            return bool(picture["photo"] == photo_id)
        return bool(stem) and stem in picture.get("src", "")

    return is_of


def use_without(use: Use | None, gone: Test) -> Use | None:
    """The use, or None when its picture is gone: its caption and credit speak of nothing then."""
    picture = use.get("picture") if use else None
    return None if picture and gone(picture) else use


def blocks_without(blocks: list[Use], gone: Test) -> list[Use]:
    """The blocks without those whose picture is gone, and without what is gone of those that hold several."""
    found = []
    for block in blocks:
        if use_without(block, gone) is None:
            continue
        if "photos" in block:
            kept = [use for use in block["photos"] if use_without(use, gone)]
            if not kept:
                continue
            found.append(block if len(kept) == len(block["photos"]) else {**block, "photos": kept})
        else:
            found.append(block)
    return found


def uses_in(story: PublishedArticle) -> list[Use]:
    """Every use of a photo on the page of a story, the lead first."""
    uses = [story.lead] if story.lead else []
    for block in story.blocks:
        uses += [block] if block["type"] == "photo" else block.get("photos", ())
    return uses


def pictures_in(story: PublishedArticle) -> list[dict[str, Any]]:
    """Every stored picture of a story, to look at or to change."""
    found = [use["picture"] for use in uses_in(story) if use.get("picture")]
    return [*found, story.share_picture] if story.share_picture else found


def story_without(story: PublishedArticle, gone: Test) -> PublishedArticle:
    """The story as it is without the pictures that are gone: the very same when there are none, else a copy."""
    if not any(map(gone, pictures_in(story))):
        return story
    story = copy(story)
    lead = use_without(story.lead, gone)
    if lead is None and story.lead:
        for name, nothing in NO_TEASER.items():
            setattr(story, name, nothing)
    story.lead, story.blocks = lead, blocks_without(story.blocks, gone)
    if story.share_picture and gone(story.share_picture):
        story.share_picture = None
    return story
