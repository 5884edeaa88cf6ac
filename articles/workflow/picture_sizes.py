"""Picture sizes: what follows a publication for its pictures. Every size the story prints is made, AVIF too, and then
its pictures are printed once more with what has come. Until then readers who ask for a size have it made for them."""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime

from articles.models import Photo, PublishedArticle
from articles.photos.making import has, make, renditions_of
from articles.photos.sizes import CARD, SHARES, STORY, Cut
from articles.workflow.older import in_todays_shape
from articles.workflow.reprojecting import PICTURES, reproject
from articles.workflow.snapshot import Snapshot

log = logging.getLogger("newsroom.workflow")


class SizesLacking(Exception):
    """Some sizes could not be made; the message says of which photos and why."""


def prints_pictures(story: PublishedArticle) -> bool:
    return bool(story.lead or story.share_picture) or any(
        block["type"] in ("photo", "gallery") for block in story.blocks
    )


def make_story_sizes(article_id: int, *, now: datetime) -> int:
    """Make what is missing of the pictures that a published story prints; returns how many files. One that cannot be
    made keeps no other from it. Raises SizesLacking in the end. Call it in no transaction."""
    story = PublishedArticle.objects.select_related("revision").filter(pk=article_id, withdrawn_at=None).first()
    if story is None:
        return 0
    made, faults = 0, []
    uses = list(_printed(in_todays_shape(story.revision.content)))
    photos = Photo.objects.printable(now).exclude(image="").in_bulk({photo_id for photo_id, _, _ in uses})
    for photo_id, cuts, crop in uses:
        if photo := photos.get(photo_id):
            wanted = [one for one in renditions_of(photo, cuts, [crop]) if not has(photo, one)]
            try:
                made += make(photo, wanted) if wanted else 0
            except Exception as fault:
                log.exception("photo %s: its sizes could not be made", photo.pk)
                faults.append(f"photo {photo.pk}: {type(fault).__name__}: {fault}")
    if made:
        reproject(article_id, now=now, fields=PICTURES)
    if faults:
        raise SizesLacking("; ".join(faults))
    return made


def _printed(content: Snapshot) -> Iterator[tuple[int, Iterable[Cut], list[int] | None]]:
    """The photos of a version, each with what is cut out of it and the part that is shown."""
    if content["lead"]:
        yield content["lead"]["photo"], (STORY, CARD, *SHARES), content["lead"].get("crop")
    for use in content["photos"]:
        yield use["photo"], (STORY,), use.get("crop")
    if content.get("share_photo"):
        yield content["share_photo"]["id"], (STORY, *SHARES), None
