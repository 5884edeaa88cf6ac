"""Addresses of renditions: made of the picture's fingerprint, the box cut out of it and the width, and read back. No
table is asked, so a page may print as many as it likes."""

import re
from typing import NamedTuple

from articles.models import Photo
from articles.photos.crops import Box, crop_box, part_of, whole_box
from articles.photos.sizes import TYPES, Cut

FOLDER = "renditions"
_PATH = re.compile(
    rf"{FOLDER}/(?P<start>[0-9a-f]{{2}})/(?P<rest>[0-9a-f]{{20}})"
    r"(?:-(?P<box>\d{1,5}\.\d{1,5}\.\d{1,5}\.\d{1,5}))?-(?P<width>\d{1,5})\.(?P<type>" + "|".join(TYPES) + r")",
    re.ASCII,
)


class Address(NamedTuple):
    """What an address says. `fingerprint` is the beginning of it; `key` is "" for a whole picture."""

    fingerprint: str
    key: str
    width: int
    type: str


def stem(fingerprint: str, key: str = "") -> str:
    """Path in the media storage without width and type."""
    return f"{FOLDER}/{fingerprint[:2]}/{fingerprint[2:22]}{key}"


def rendition_path(fingerprint: str, width: int, *, key: str = "", type: str = "webp") -> str:  # noqa: A002
    """Path in the media storage. Content and crop decide it, so it may be cached for ever."""
    return f"{stem(fingerprint, key)}-{width}.{type}"


def read_path(path: str) -> Address | None:
    """The reverse of rendition_path(); None for anything else."""
    found = _PATH.fullmatch(path)
    if found is None:
        return None
    key = f"-{found['box']}" if found["box"] else ""
    return Address(found["start"] + found["rest"], key, int(found["width"]), found["type"])


def size_of(photo: Photo) -> tuple[int, int]:
    """Width and height of a photo that has a picture."""
    return photo.width or 1, photo.height or 1


def key_of(photo: Photo, box: Box) -> str:
    return "" if box == whole_box(*size_of(photo)) else box.key


def box_of(photo: Photo, cut: Cut, crop: list[int] | None = None) -> Box:
    """What a cut shows of a photo: around its focus, inside the part that a use chose."""
    within = part_of(crop, *size_of(photo))
    return crop_box(*size_of(photo), cut.shape, (photo.focus_x, photo.focus_y), within)
