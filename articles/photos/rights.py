"""Rights: whether a photo may be shown to readers, why not, and until when a stored picture may. Publication asks here
before it prints a photo, and every page when it is read: no job has to run for a picture to disappear.

Taking a photo back, and changing its rights, is workflow/photo_rights.py; where one is used is usage.py.
"""

from datetime import datetime
from typing import Any

from django.utils.text import Truncator

from articles.dates import printed_soon
from articles.models import Photo
from articles.models.published import PublishedArticle
from articles.photos.stored import Test, blocks_without, story_without, use_without


def stored_until(photo: Photo) -> str | None:
    """When a stored picture of it ceases to be shown, in ISO; None: never. Only barring is no time of its own."""
    return photo.rights_end_at.isoformat() if photo.rights_end_at else None


def has_ended(picture: dict[str, Any], *, now: datetime) -> bool:
    """Whether the rights in a stored picture are over at `now` (aware). Rows of older releases know no end."""
    until = picture.get("until")
    return until is not None and datetime.fromisoformat(until) <= now


def ended(now: datetime) -> Test:
    return lambda picture: has_ended(picture, now=now)


def story_as_shown(story: PublishedArticle, *, now: datetime) -> PublishedArticle:
    """A published story without the photos whose rights are over at `now`, and without their captions and credits."""
    return story_without(story, ended(now))


def use_as_shown(use: dict[str, Any] | None, *, now: datetime) -> dict[str, Any] | None:
    """The same for a lead photo that was read by itself."""
    return use_without(use, ended(now))


def blocks_as_shown(blocks: list[dict[str, Any]], *, now: datetime) -> list[dict[str, Any]]:
    return blocks_without(blocks, ended(now))


def why_not_shown(photo: Photo, *, at: datetime, now: datetime) -> str:
    """Why readers may not have the photo `at` a time, as the end of a sentence; "" when they may. `now` is for how the
    time is printed. Both aware."""
    if photo.killed_at is not None:
        return f"was taken back from readers ({photo.killed_reason})" if photo.killed_reason else "was taken back"
    if photo.do_not_publish:
        return "is marked “do not publish”"
    if photo.rights_end_at is not None and photo.rights_end_at <= at:
        ends = "ended" if photo.rights_end_at <= now else "end"
        return f"may not be shown any more: its rights {ends} {printed_soon(photo.rights_end_at, now=now)}"
    return ""


def named(photo: Photo) -> str:
    """A photo in a sentence: the beginning of its caption in quotes."""
    return f"“{Truncator(str(photo)).chars(80)}”"
