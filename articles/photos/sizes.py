"""Sizes: every width and shape in which readers, networks and the desk get pictures, in one place. Where a shape is cut
out of a picture is crops.py; writing the files is renditions.py."""

from collections.abc import Sequence
from dataclasses import dataclass

# 800 and 1200 are what phones of 360 to 430 CSS pixels ask for at two and three dots a pixel, 1680 is the lead picture
# on a sharp desk screen. Cards take from the same steps, so that a 3:2 picture serves both with the same files.
STORY_WIDTHS = (320, 480, 800, 1200, 1680)
CARD_WIDTHS = (320, 480, 800, 1200)
PORTRAIT_WIDTHS = (320, 480)
SHARE_WIDTHS = (1200,)  # what networks show large and Google asks for at least; a smaller picture gives all it has

MIDDLE = 800  # for browsers that know no srcset, and for the desk
AT_ONCE = (320, 480, 800)  # JPEG, of the whole picture, made while somebody waits for the upload

JPEG, WEBP, AVIF = "jpg", "webp", "avif"
TYPES = {AVIF: "image/avif", WEBP: "image/webp", JPEG: "image/jpeg"}  # the smallest file first: browsers take the first


@dataclass(frozen=True, slots=True)
class Cut:
    """A way readers get pictures: its shape (width to height, None: as the picture is), widths and file types."""

    name: str
    shape: tuple[int, int] | None
    widths: tuple[int, ...]
    types: tuple[str, ...]


STORY = Cut("story", None, STORY_WIDTHS, (AVIF, WEBP, JPEG))
CARD = Cut("card", (3, 2), CARD_WIDTHS, (AVIF, WEBP, JPEG))
PORTRAIT = Cut("portrait", (4, 5), PORTRAIT_WIDTHS, (WEBP, JPEG))
SHARES = (
    Cut("16x9", (16, 9), SHARE_WIDTHS, (JPEG,)),
    Cut("4x3", (4, 3), SHARE_WIDTHS, (JPEG,)),
    Cut("1x1", (1, 1), SHARE_WIDTHS, (JPEG,)),
)
CUTS = (STORY, CARD, PORTRAIT, *SHARES)


def fitting(widths: Sequence[int], width: int) -> list[int]:
    """The widths that a picture so wide gives, growing: nothing is enlarged, and a tiny one stays as it is."""
    return sorted(each for each in widths if each <= width) or [width]
