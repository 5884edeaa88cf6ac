"""What a page needs to print a photo: addresses of its sizes, its shape, and the text for those who cannot see it."""

from typing import Any

from django.core.files.storage import default_storage

from articles.html import one_line
from articles.models import Photo
from articles.photos.renditions import rendition_path
from articles.photos.rights import stored_until

MIDDLE = 640


def printed_picture(photo: Photo, *, caption: str) -> dict[str, Any] | None:
    """{"photo", "until", "src", "srcset", "smallest", "largest", "width", "height", "alt"} as publication stores it, or
    None. `photo` is its number, `until` when the rights in it end (rights.py).

    `src` is a middle size for browsers that know no srcset; width and height are those of the original.
    """
    if not photo.has_picture or not photo.rendition_widths:
        return None
    sizes = [(width, default_storage.url(rendition_path(photo.fingerprint, width))) for width in photo.rendition_widths]
    return {
        "photo": photo.pk,
        "until": stored_until(photo),
        "src": next((address for width, address in sizes if width >= MIDDLE), sizes[-1][1]),
        "srcset": ", ".join(f"{address} {width}w" for width, address in sizes),
        "smallest": sizes[0][1],
        "largest": sizes[-1][1],
        "width": photo.width,
        "height": photo.height,
        "alt": printed_alt(photo, caption=caption),
    }


def printed_alt(photo: Photo, *, caption: str) -> str:
    """The alternative text. Empty where it would repeat the caption printed beside it: nobody wants that twice."""
    if photo.alt_decision != Photo.Alt.TEXT:
        return ""
    same = one_line(photo.alt_text).casefold().rstrip(".") == one_line(caption).casefold().rstrip(".")
    return "" if same else one_line(photo.alt_text)
