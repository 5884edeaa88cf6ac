"""Printing: what a page needs to print a photo, as publication stores it: addresses of its sizes, its shape, and the
text for those who cannot see it. The desk's own pictures are here too."""

import logging
from dataclasses import dataclass
from typing import Any

from django.core.files.storage import FileSystemStorage, default_storage

from articles.html import one_line
from articles.models import Photo
from articles.models.article_photo import UseAlt
from articles.photos.addresses import box_of, key_of, rendition_path
from articles.photos.crops import Box
from articles.photos.making import make, renditions_of
from articles.photos.renditions import height_of
from articles.photos.rights import stored_until
from articles.photos.sizes import AVIF, CARD, JPEG, MIDDLE, SHARES, STORY, TYPES, WEBP, Cut, fitting

log = logging.getLogger("newsroom.photos")


@dataclass(frozen=True, slots=True)
class PhotoUse:
    """What one use of a photo says for itself: its description (models/article_photo.py), and the part of the picture
    it shows, [left, top, width, height] in thousandths."""

    alt_decision: str = UseAlt.INHERITED
    alt_text: str = ""
    crop: list[int] | None = None


AS_IT_IS = PhotoUse()


def printed_picture(
    photo: Photo, *, caption: str, use: PhotoUse = AS_IT_IS, cut: Cut = STORY, shares: bool = False
) -> dict[str, Any] | None:
    """What readers get of a photo, or None when it has no picture. Whether they may have it is for the caller to ask
    (rights.py).

    {"photo": id, "until": when the rights end (ISO) or None, "src": a middle JPEG, "srcset": all JPEGs,
    "sources": [[type, srcset], …] of better types, "width", "height" of the part shown, in pixels of the original,
    "alt", "smallest", "largest": JPEGs, "shares": [{"src", "width", "height"}]} (`shares` only if asked for).
    """
    if not photo.has_picture:
        return None
    box = box_of(photo, cut, use.crop)
    there = _available(photo, cut, use.crop)
    if not there.get(JPEG):
        return None
    base = _base(photo, box)
    printed = {
        "photo": photo.pk,
        "until": stored_until(photo),
        **_jpegs(base, there[JPEG]),
        "sources": [[TYPES[kind], _srcset(base, there[kind], kind)] for kind in (AVIF, WEBP) if there.get(kind)],
        "width": box.width,
        "height": box.height,
        "alt": printed_alt(photo, caption=caption, use=use),
    }
    return {**printed, "shares": _printed_shares(photo, use.crop)} if shares else printed


def printed_card(photo: Photo, *, use: PhotoUse = AS_IT_IS) -> str:
    """The same for a teaser, always 3:2, in one short line: where the files are, their widths, their types
    (`/media/renditions/ab/cdef 320,480 webp,jpg`). Read by queries/cards.py; "" where there is no picture."""
    if not photo.has_picture:
        return ""
    there = _available(photo, CARD, use.crop)
    widths = there.get(JPEG)
    if not widths:
        return ""
    types = [kind for kind in TYPES if there.get(kind) == widths]
    return f"{_base(photo, box_of(photo, CARD, use.crop))} {','.join(map(str, widths))} {','.join(types)}"


def desk_picture(photo: Photo) -> dict[str, Any] | None:
    """{"src", "srcset", "smallest", "largest", "width", "height"} of the whole picture for the desk, or None."""
    if not photo.has_picture:
        return None
    box = box_of(photo, STORY)
    widths = _available(photo, STORY).get(JPEG) or fitting(STORY.widths, box.width)
    return {**_jpegs(_base(photo, box), widths), "width": box.width, "height": box.height}


def printed_alt(photo: Photo, *, caption: str, use: PhotoUse = AS_IT_IS) -> str:
    """The alternative text: the use's own, otherwise the photo's. Empty where it would repeat the caption printed
    beside it: nobody wants that twice."""
    if use.alt_decision == UseAlt.INHERITED:
        text = photo.alt_text if photo.alt_decision == Photo.Alt.TEXT else ""
    else:
        text = use.alt_text if use.alt_decision == UseAlt.TEXT else ""
    same = one_line(text).casefold().rstrip(".") == one_line(caption).casefold().rstrip(".")
    return "" if same else one_line(text)


def is_made_on_need() -> bool:
    """Whether a reader who asks for a size that is not made yet comes past us (views/rendition.py). From a bucket they
    come without us: then only what is made may be printed."""
    return isinstance(default_storage, FileSystemStorage)


def _available(photo: Photo, cut: Cut, crop: list[int] | None = None) -> dict[str, list[int]]:
    """Widths by type that a reader who asks will get. AVIF takes long to make, so only what is made already."""
    box = box_of(photo, cut, crop)
    fits = fitting(cut.widths, box.width)
    made = _made(photo, key_of(photo, box), fits)
    if is_made_on_need():
        return {**{kind: fits for kind in cut.types if kind != AVIF}, AVIF: made.get(AVIF, [])}
    waiting = [
        one
        for one in renditions_of(photo, [cut], [crop])
        if one.type != AVIF and one.width not in made.get(one.type, ())
    ]
    if waiting and photo.pk:
        try:
            make(photo, waiting)
        except Exception:  # a page without a picture is better than one with a broken one
            log.exception("photo %s: sizes that a story prints could not be made", photo.pk)
        made = _made(photo, key_of(photo, box), fits)
    return made


def _made(photo: Photo, key: str, fits: list[int]) -> dict[str, list[int]]:
    record = photo.renditions.get(key, {})
    return {kind: [width for width in fits if width in widths] for kind, widths in record.items()}


def _printed_shares(photo: Photo, crop: list[int] | None) -> list[dict[str, Any]]:
    """The shapes that search engines and networks crop for themselves unless they are given (Google's documentation of
    Article structured data asks for 16x9, 4x3 and 1x1), the widest first, as JPEG, which all of them take."""
    found = []
    for cut in SHARES:
        box = box_of(photo, cut, crop)
        for width in _available(photo, cut, crop).get(JPEG, [])[-1:]:
            found.append({"src": f"{_base(photo, box)}-{width}.jpg", "width": width, "height": height_of(box, width)})
    return found


def _jpegs(base: str, widths: list[int]) -> dict[str, str]:
    return {
        "src": f"{base}-{next((width for width in widths if width >= MIDDLE), widths[-1])}.{JPEG}",
        "srcset": _srcset(base, widths, JPEG),
        "smallest": f"{base}-{widths[0]}.{JPEG}",
        "largest": f"{base}-{widths[-1]}.{JPEG}",
    }


def _srcset(base: str, widths: list[int], kind: str) -> str:
    return ", ".join(f"{base}-{width}.{kind} {width}w" for width in widths)


def _base(photo: Photo, box: Box) -> str:
    """The public address of a crop's files without width and type."""
    key = key_of(photo, box)
    ending = "-1.jpg"
    return default_storage.url(rendition_path(photo.fingerprint, 1, key=key, type=JPEG)).removesuffix(ending)
