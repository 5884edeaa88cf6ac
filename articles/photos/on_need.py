"""On need: a size that a reader asks for and nobody has made yet is made once, if it is one that a page may ask for."""

import json
import logging
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.core.files.storage import default_storage

from articles.models import Photo, PublishedArticle
from articles.photos.addresses import Address, read_path, rendition_path, size_of, stem
from articles.photos.crops import Box
from articles.photos.making import crops_of, has, make, renditions_of
from articles.photos.printing import is_made_on_need
from articles.photos.renditions import Rendition
from articles.photos.sizes import AVIF, CUTS, JPEG, STORY, WEBP, fitting
from articles.photos.turns import turn

log = logging.getLogger("newsroom.photos")


class Found(NamedTuple):
    """`path` in the storage; `is_it`: the very file that was asked for, otherwise another size of the picture."""

    path: str
    is_it: bool


def find_or_make(path: str, *, now: datetime) -> Found | None:
    """The file of a rendition's path, made if need be; another size when there is no room or no time for it, or the
    original is gone. None for what no page of ours may print at `now` (aware)."""
    address = read_path(path)
    if address is None:
        return None
    if default_storage.exists(path):
        return Found(path, is_it=is_made_on_need())  # from a bucket readers fetch it themselves
    photo = _photo(address, now=now) if is_made_on_need() else None
    wanted = _allowed(photo, address) if photo else None
    if photo is None or wanted is None:
        return None
    with turn(path) as is_mine:
        if default_storage.exists(path):  # made while we waited
            return Found(path, is_it=True)
        if is_mine:
            try:
                if make(photo, [wanted]):
                    return Found(path, is_it=True)
            except Exception:
                log.exception("photo %s: the size %s could not be made", photo.pk, path)
    return _another(photo, wanted)


def _photo(address: Address, *, now: datetime) -> Photo | None:
    """By the beginning of its fingerprint, which the index of fingerprints finds."""
    begins = address.fingerprint
    rows = Photo.objects.printable(now).filter(fingerprint__gte=begins, fingerprint__lt=begins + "g")
    return rows.exclude(image="").first()


def _allowed(photo: Photo, address: Address) -> Rendition | None:
    """What the address means, if it is a size that pages print: of the photo as it stands in the library and on the
    desk, or as a published story shows it. Nobody can have us make what they like."""
    for one in renditions_of(photo, CUTS, crops_of(photo)):
        if (one.key, one.width, one.type) == (address.key, address.width, address.type):
            return one if one.type != AVIF or has(photo, one) else None
    if address.type in (JPEG, WEBP) and address.key and any(_printed_boxes(photo, address)):
        box = Box(*map(int, address.key[1:].split(".")))
        width, height = size_of(photo)
        is_inside = box.left + box.width <= width and box.top + box.height <= height and min(box.width, box.height) > 0
        if is_inside and address.width in fitting(STORY.widths, box.width):
            return Rendition(address.key, box, address.width, address.type)
    return None


def _printed_boxes(photo: Photo, address: Address) -> Iterator[bool]:
    stories = PublishedArticle.objects.filter(printed_photos__photo=photo).distinct()
    beginning = stem(photo.fingerprint, address.key) + "-"
    for printed in stories.values_list("lead", "blocks", "share_picture", "teaser_picture"):
        yield beginning in json.dumps(printed)


def _another(photo: Photo, wanted: Rendition) -> Found | None:
    """The nearest size of the same part, or of the whole, that is on record."""
    for key in (wanted.key, ""):
        for kind in (JPEG, WEBP):
            widths = photo.renditions.get(key, {}).get(kind, [])
            for width in sorted(widths, key=lambda width: abs(width - wanted.width)):
                path = rendition_path(photo.fingerprint, width, key=key, type=kind)
                if default_storage.exists(path):
                    return Found(path, is_it=False)
    return None
