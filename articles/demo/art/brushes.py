"""Masks, gradients and noise for the demo pictures; a scene puts them on a Sheet (sheet.py).

All sizes are pixels of the finished 1800x1200 picture; masks are Pillow "L" images of that size.
Nothing here uses Pillow's own noise: it cannot be seeded, and every picture must come out the same each time.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterable, Sequence
from functools import lru_cache

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter, ImageOps

WIDTH, HEIGHT = SIZE = (1800, 1200)
FINE = 2  # shapes are drawn this many times larger and reduced, which smooths their edges

Point = tuple[float, float]
Colour = tuple[int, int, int]
Ink = str | Colour | Image.Image


def rgb(ink: str | Colour) -> Colour:
    """Red, green and blue, 0-255, of a colour name such as "#1d2a4d"."""
    if isinstance(ink, tuple):
        return ink
    red, green, blue = ImageColor.getrgb(ink)[:3]
    return red, green, blue


def mix(first: str | Colour, second: str | Colour, share: float) -> Colour:
    """The colour that lies `share` (0-1) of the way from the first to the second."""
    a, b = rgb(first), rgb(second)
    red, green, blue = (round(p + (q - p) * share) for p, q in zip(a, b, strict=True))
    return red, green, blue


def gradient(*stops: tuple[float, str | Colour], sideways: bool = False) -> Image.Image:
    """A full-size RGB gradient through (place 0-1, colour) stops, top to bottom, or left to right if `sideways`."""
    length = WIDTH if sideways else HEIGHT
    strip = Image.new("RGB", (length, 1) if sideways else (1, length))
    strip.putdata([_between(stops, i / (length - 1)) for i in range(length)])
    return strip.resize(SIZE)


def _between(stops: Sequence[tuple[float, str | Colour]], place: float) -> Colour:
    for (low, first), (high, second) in itertools.pairwise(stops):
        if place <= high:
            share = (place - low) / (high - low) if high > low else 1.0
            return mix(first, second, min(max(share, 0.0), 1.0))
    return rgb(stops[-1][1])


def fade(*stops: tuple[float, float], sideways: bool = False) -> Image.Image:
    """A full-size mask through (place 0-1, strength 0-1) stops."""
    grey = [(place, (round(255 * strength),) * 3) for place, strength in stops]
    return gradient(*grey, sideways=sideways).getchannel(0)


@lru_cache(maxsize=4)
def _disc(power: float) -> Image.Image:
    soft_disc = ImageOps.invert(Image.radial_gradient("L"))
    # inverted, radial_gradient still has 76 at the middle of each side; a halo must be empty there
    return soft_disc.point([round(255 * (max(0, v - 77) / 178) ** power) for v in range(256)])


def halo(x: float, y: float, rx: float, ry: float | None = None, power: float = 1.8) -> Image.Image:
    """A soft round light: a mask that is full in the middle and gone at radius rx (and ry)."""
    ry = rx if ry is None else ry
    mask = Image.new("L", SIZE)
    spot = _disc(power).resize((max(1, round(2 * rx)), max(1, round(2 * ry))), Image.Resampling.BICUBIC)
    mask.paste(spot, (round(x - rx), round(y - ry)))
    return mask


def speckle(seed: str, size: tuple[int, int] = SIZE) -> Image.Image:
    """Even random grey, one value per pixel, the same for the same seed."""
    return Image.frombytes("L", size, random.Random(seed).randbytes(size[0] * size[1]))


def stipple(mask: Image.Image, seed: str) -> Image.Image:
    """The mask as fine dots, denser where it is stronger: the grainy shading of a print."""
    dots = ImageChops.add(mask, speckle(seed), 1, -255).point([0] + [255] * 255)
    return dots.filter(ImageFilter.GaussianBlur(0.6))


def cloud(seed: str, cell: tuple[int, int] = (420, 150), octaves: int = 4, bite: float = 1.0) -> Image.Image:
    """Drifting noise as a mask; `cell` is the size of its largest shapes, a higher `bite` leaves more of it empty."""
    half = (WIDTH // 2, HEIGHT // 2)
    total: Image.Image | None = None
    for octave in range(octaves):
        step = 2**octave
        grid = (max(4, WIDTH * step // cell[0] + 3), max(4, HEIGHT * step // cell[1] + 3))
        layer = speckle(f"{seed}{octave}", grid).resize(half, Image.Resampling.BICUBIC)
        total = layer if total is None else Image.blend(total, layer, 1 / (octave + 1.6))
    assert total is not None
    even = ImageOps.autocontrast(total, cutoff=2)
    curved = even.point(
        [round(255 * max(0.0, (v / 255 - 0.12 * bite) / (1 - 0.12 * bite)) ** bite) for v in range(256)]
    )
    return curved.resize(SIZE, Image.Resampling.BICUBIC)


def both(*masks: Image.Image) -> Image.Image:
    """Only what all masks share."""
    result = masks[0]
    for mask in masks[1:]:
        result = ImageChops.multiply(result, mask)
    return result


def soft(mask: Image.Image, radius: float) -> Image.Image:
    """The mask out of focus by `radius` pixels."""
    return mask.filter(ImageFilter.GaussianBlur(radius))


def ridge(
    seed: str, level: float, swing: float, rough: float = 0.5, left: float = 0, right: float = WIDTH
) -> list[Point]:
    """The line of hills or waves around height `level`, at most about `swing` up or down, from left to right."""
    rng = random.Random(seed)
    heights = [rng.uniform(-1, 1), rng.uniform(-1, 1)]
    reach = 1.0
    for _ in range(8):
        reach *= rough
        finer = [heights[0]]
        for a, b in itertools.pairwise(heights):
            finer += [(a + b) / 2 + rng.uniform(-reach, reach), b]
        heights = finer
    span = (right - left) / (len(heights) - 1)
    return [(left + i * span, level - h * swing) for i, h in enumerate(heights)]


def curve(points: Sequence[Point], closed: bool = False, steps: int = 10) -> list[Point]:
    """A smooth line through all the points (Catmull-Rom)."""
    count = len(points)
    out: list[Point] = []
    for i in range(count if closed else count - 1):
        if closed:
            p0, p1, p2, p3 = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        else:
            p0, p1, p2, p3 = (points[min(max(i + k, 0), count - 1)] for k in (-1, 0, 1, 2))
        out += [_spline(p0, p1, p2, p3, s / steps) for s in range(steps)]
    return out if closed else [*out, points[-1]]


def _spline(p0: Point, p1: Point, p2: Point, p3: Point, t: float) -> Point:
    def along(a: float, b: float, c: float, d: float) -> float:
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)

    return along(p0[0], p1[0], p2[0], p3[0]), along(p0[1], p1[1], p2[1], p3[1])


class Pen:
    """Draws shapes into one mask; `tone` 255 adds, 0 cuts out."""

    def __init__(self) -> None:
        self._mask = Image.new("L", (WIDTH * FINE, HEIGHT * FINE))
        self._draw = ImageDraw.Draw(self._mask)

    def poly(self, points: Iterable[Point], tone: int = 255) -> Pen:
        """A filled shape with straight sides."""
        self._draw.polygon([(x * FINE, y * FINE) for x, y in points], fill=tone)
        return self

    def blob(self, points: Sequence[Point], tone: int = 255) -> Pen:
        """A filled shape with a smooth outline through the points."""
        return self.poly(curve(points, closed=True), tone)

    def land(self, line: Sequence[Point], floor: float = HEIGHT, tone: int = 255) -> Pen:
        """Everything from a line down to `floor`."""
        return self.poly([(line[0][0], floor), *line, (line[-1][0], floor)], tone)

    def box(self, left: float, top: float, right: float, bottom: float, tone: int = 255) -> Pen:
        """An upright rectangle."""
        return self.poly([(left, top), (right, top), (right, bottom), (left, bottom)], tone)

    def disc(self, x: float, y: float, rx: float, ry: float | None = None, tone: int = 255) -> Pen:
        """A circle, or an ellipse with two radii."""
        ry = rx if ry is None else ry
        self._draw.ellipse([(x - rx) * FINE, (y - ry) * FINE, (x + rx) * FINE, (y + ry) * FINE], fill=tone)
        return self

    def line(self, points: Sequence[Point], width: float = 2, tone: int = 255) -> Pen:
        """A stroke along the points."""
        path = [(x * FINE, y * FINE) for x, y in points]
        self._draw.line(path, fill=tone, width=max(1, round(width * FINE)), joint="curve")
        return self

    def limb(self, start: Point, start_r: float, end: Point, end_r: float, tone: int = 255) -> Pen:
        """A tapering round-ended bar: arms, legs, branches."""
        self.disc(*start, start_r, tone=tone).disc(*end, end_r, tone=tone)
        angle = math.atan2(end[1] - start[1], end[0] - start[0]) + math.pi / 2
        dx, dy = math.cos(angle), math.sin(angle)
        return self.poly(
            [
                (start[0] + dx * start_r, start[1] + dy * start_r),
                (end[0] + dx * end_r, end[1] + dy * end_r),
                (end[0] - dx * end_r, end[1] - dy * end_r),
                (start[0] - dx * start_r, start[1] - dy * start_r),
            ],
            tone,
        )

    def mask(self, melt: float = 0) -> Image.Image:
        """The finished mask; `melt` lets shapes that touch flow into one another, so figures look grown, not built."""
        mask = self._mask.reduce(FINE)
        if melt:
            mask = soft(mask, melt).point([min(255, max(0, (v - 118) * 7 + 60)) for v in range(256)])
        return mask
