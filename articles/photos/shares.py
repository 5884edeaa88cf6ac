"""Shares: a picture in the three shapes that search engines and networks crop for themselves unless they are given
(Google's documentation of Article structured data asks for 16x9, 4x3 and 1x1), as JPEG, which all of them take."""

import io
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from articles.models import Photo

SHAPES = {"16x9": (16, 9), "4x3": (4, 3), "1x1": (1, 1)}
WIDTH = 1200  # what networks show large; a smaller picture gives the largest crop it has
QUALITY = 82


def share_path(fingerprint: str, shape: str) -> str:
    """Path in the media storage, beside the renditions. The content decides it."""
    return f"renditions/{fingerprint[:2]}/{fingerprint[2:22]}-{shape}.jpg"


def share_size(width: int, height: int, shape: str) -> tuple[int, int]:
    """Width and height of a picture of that size cut to a shape: nothing is enlarged."""
    across, down = SHAPES[shape]
    wide = min(WIDTH, width, height * across // down)
    return max(1, wide), max(1, wide * down // across)


def make_shares(data: bytes, fingerprint: str) -> None:
    """Write the shapes of a picture that are not there yet, cut around its middle."""
    missing = [shape for shape in SHAPES if not default_storage.exists(share_path(fingerprint, shape))]
    if not missing:
        return
    image: Image.Image = Image.open(io.BytesIO(data))
    size = image.size
    image.draft("RGB", (2 * WIDTH, 2 * WIDTH))
    image = _on_white(image)
    for shape in missing:
        across, down = SHAPES[shape]
        wide = min(image.width, image.height * across / down)
        left, top = (image.width - wide) / 2, (image.height - wide * down / across) / 2
        box = (left, top, left + wide, top + wide * down / across)
        cut = image.resize(share_size(*size, shape), Image.Resampling.LANCZOS, box=box, reducing_gap=2.0)
        buffer = io.BytesIO()
        cut.save(buffer, "JPEG", quality=QUALITY, progressive=True, optimize=True)
        path = share_path(fingerprint, shape)
        saved = default_storage.save(path, ContentFile(buffer.getvalue()))
        if saved != path:  # somebody else wrote the same picture meanwhile
            default_storage.delete(saved)


def printed_shares(photo: Photo) -> list[dict[str, Any]]:
    """[{"src", "width", "height"}] as publication stores it; without the shapes that a photo of an older release does
    not have (manage.py renew_renditions makes them)."""
    if not photo.has_picture or not photo.width or not photo.height:
        return []
    found = []
    for shape in SHAPES:
        path = share_path(photo.fingerprint, shape)
        if default_storage.exists(path):
            width, height = share_size(photo.width, photo.height, shape)
            found.append({"src": default_storage.url(path), "width": width, "height": height})
    return found


def _on_white(image: Image.Image) -> Image.Image:
    """JPEG knows no transparency, and what is behind it is black then."""
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    image = image.convert("RGBA")
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground
