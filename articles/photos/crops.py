"""Crops: where a shape is cut out of a picture, around what matters most in it. Numbers only, no picture is touched."""

from collections.abc import Sequence
from typing import NamedTuple

from articles.models.photo import WHOLE


class Box(NamedTuple):
    """A part of a picture in its own pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def key(self) -> str:
        """Its part of a rendition's address: every other crop has another, so each may be cached for ever."""
        return "-" + ".".join(map(str, self))


def whole_box(width: int, height: int) -> Box:
    return Box(0, 0, width, height)


def part_of(crop: Sequence[int] | None, width: int, height: int) -> Box:
    """The part that an editor chose ([left, top, width, height] in thousandths) in pixels, at least one; None: all."""
    if not crop:
        return whole_box(width, height)
    left, right = (min(width, each * width // WHOLE) for each in (crop[0], crop[0] + crop[2]))
    top, bottom = (min(height, each * height // WHOLE) for each in (crop[1], crop[1] + crop[3]))
    left, top = min(left, width - 1), min(top, height - 1)
    return Box(left, top, max(1, right - left), max(1, bottom - top))


def crop_box(
    width: int, height: int, shape: tuple[int, int] | None, focus: tuple[int, int], within: Box | None = None
) -> Box:
    """The largest part of that shape inside a picture of this size, or inside `within`, with the focus (thousandths of
    the whole picture) as near to its middle as the edges allow. A focus outside of `within` draws the crop to its side.

    What differs from the shape by a pixel only is left whole: then there is one file less.
    """
    frame = within or whole_box(width, height)
    if shape is None:
        return frame
    across, down = shape
    wide = max(1, min(frame.width, round(frame.height * across / down)))
    high = max(1, min(frame.height, round(wide * down / across)))
    if wide >= frame.width - 1 and high >= frame.height - 1:
        return frame
    return Box(
        _around(focus[0] * width // WHOLE, wide, frame.left, frame.width),
        _around(focus[1] * height // WHOLE, high, frame.top, frame.height),
        wide,
        high,
    )


def _around(middle: int, length: int, begins: int, room: int) -> int:
    return min(max(middle - length // 2, begins), begins + room - length)
