"""Renditions: from the pixels of a picture to the files readers get. Which ones a photo needs and which it has is
making.py; widths, shapes and types are sizes.py."""

import io
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import IO, NamedTuple

from PIL import Image

from articles.photos.crops import Box
from articles.photos.sizes import AVIF, JPEG, WEBP

# Chosen by eye and size on the demo's and on photographs: docs/decisions.md has the figures.
_OPTIONS: dict[str, dict[str, object]] = {
    JPEG: {"format": "JPEG", "quality": 76, "progressive": True, "optimize": True},
    WEBP: {"format": "WEBP", "quality": 74, "method": 3},
    AVIF: {"format": "AVIF", "quality": 55, "speed": 7, "max_threads": 1},
}
# A decoder that skips the work for a smaller picture rounds pixels together; half as large again hides that.
MARGIN = 1.5


class Rendition(NamedTuple):
    """One file to be made: the part `box` of a picture, so wide, of that type. `key` is the box in its address."""

    key: str
    box: Box
    width: int
    type: str


def cut_out(file: IO[bytes], size: tuple[int, int], wanted: Iterable[Rendition]) -> Iterator[tuple[Rendition, bytes]]:
    """Each rendition with its file, crop by crop and the large ones first. `size` is that of the whole picture.

    The picture is decoded once, as small as the largest rendition allows; each size of a crop is made from the one
    before, so that a picture of 24 megapixels costs about as much as its first step. Raises what Pillow raises when the
    file is damaged, FileNotFoundError when it is gone.
    """
    ordered = sorted(wanted, key=lambda one: (one.key, -one.width, one.type))
    if not ordered:
        return
    base, scale = _decoded(file, size, max(one.width / one.box.width for one in ordered))
    for _, of_crop in groupby(ordered, key=lambda one: one.key):
        image: Image.Image | None = None
        for width, same_width in groupby(of_crop, key=lambda one: one.width):
            files = list(same_width)
            image = _sized(base, files[0].box, scale, width) if image is None else _smaller(image, width)
            for one in files:
                yield one, _encoded(image, one.type)


def _decoded(file: IO[bytes], size: tuple[int, int], share: float) -> tuple[Image.Image, float]:
    """The whole picture with at least MARGIN times `share` of its pixels a side, and how much of them it has."""
    image: Image.Image = Image.open(file)
    asked = min(1.0, share * MARGIN)
    image.draft("RGB", (int(size[0] * asked), int(size[1] * asked)))
    mode = "RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB"
    if image.mode != mode:  # convert() copies what is right already, 72 MB of a picture of 24 megapixels
        image = image.convert(mode)
    return image, image.width / size[0]


def _sized(base: Image.Image, box: Box, scale: float, width: int) -> Image.Image:
    """The first and largest size of a crop, cut out of the decoded picture."""
    left, top = box.left * scale, box.top * scale
    right = min(left + box.width * scale, base.width)
    bottom = min(top + box.height * scale, base.height)
    size = (width, height_of(box, width))
    return base.resize(size, Image.Resampling.LANCZOS, box=(left, top, right, bottom), reducing_gap=2.0)


def _smaller(image: Image.Image, width: int) -> Image.Image:
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)


def height_of(box: Box, width: int) -> int:
    """Of a rendition so wide."""
    return max(1, round(box.height * width / box.width))


def _encoded(image: Image.Image, kind: str) -> bytes:
    buffer = io.BytesIO()
    (_on_white(image) if kind == JPEG else image).save(buffer, **_OPTIONS[kind])  # type: ignore[arg-type]
    return buffer.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    """JPEG knows no transparency, and what is behind it is black then."""
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground
