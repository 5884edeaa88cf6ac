"""The sheet a scene is printed on: layers of ink, light, shade, mist, water and the closing grain.

Masks come from brushes.py; the scenes themselves are in the modules beside this one.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageFilter, ImageOps

from .brushes import HEIGHT, SIZE, WIDTH, Colour, Ink, Pen, both, cloud, fade, gradient, halo, rgb, speckle, stipple


class Sheet:
    """One picture in the making. Every method prints over what is there and returns the sheet."""

    def __init__(self, *sky: tuple[float, str | Colour], sideways: bool = False) -> None:
        self.image = gradient(*sky, sideways=sideways)

    def ink(self, mask: Image.Image | Pen, ink: Ink, opacity: float = 1.0) -> Sheet:
        """Covers what the mask shows with a colour or with another picture."""
        if isinstance(mask, Pen):
            mask = mask.mask()
        if opacity < 1:
            mask = mask.point([round(v * opacity) for v in range(256)])
        self.image.paste(ink if isinstance(ink, Image.Image) else rgb(ink), (0, 0, *SIZE), mask)
        return self

    def light(self, mask: Image.Image, colour: str | Colour, strength: float = 1.0) -> Sheet:
        """Adds light of a colour where the mask shows."""
        self.image = ImageChops.screen(self.image, _tint(mask, colour, strength))
        return self

    def shade(self, mask: Image.Image, colour: str | Colour = "#000000", strength: float = 1.0) -> Sheet:
        """Darkens towards a colour where the mask shows."""
        white = Image.new("RGB", SIZE, "#ffffff")
        scaled = mask.point([round(v * strength) for v in range(256)])
        white.paste(rgb(colour), (0, 0, *SIZE), scaled)
        self.image = ImageChops.multiply(self.image, white)
        return self

    def dots(self, mask: Image.Image, ink: Ink, seed: str, opacity: float = 1.0) -> Sheet:
        """Grainy shading: the mask turned into fine dots of ink."""
        return self.ink(stipple(mask, seed), ink, opacity)

    def sun(self, x: float, y: float, r: float, colour: str, glow: str, reach: float = 9) -> Sheet:
        """A disc with a wide halo."""
        self.light(halo(x, y, r * reach, power=1.4), glow, 0.75).light(
            halo(x, y, r * reach * 0.4, power=1.2), glow, 0.6
        )
        return self.ink(Pen().disc(x, y, r), colour)

    def mist(self, top: float, bottom: float, colour: str | Colour, seed: str, opacity: float = 0.8) -> Sheet:
        """A bank of fog between two heights, thickest in the middle."""
        middle = (top + bottom) / 2
        band = fade((0, 0), (top / HEIGHT, 0), (middle / HEIGHT, 1), (bottom / HEIGHT, 0), (1, 0))
        return self.ink(both(band, cloud(seed, (900, 90), 4, 0.7)), colour, opacity)

    def clouds(self, colour: str | Colour, seed: str, bottom: float, opacity: float = 0.6, bite: float = 1.8) -> Sheet:
        """Drawn-out clouds from the top down to a height."""
        band = fade((0, 1), (bottom / HEIGHT * 0.6, 0.8), (bottom / HEIGHT, 0), (1, 0))
        return self.ink(both(band, cloud(seed, (900, 130), 5, bite)), colour, opacity)

    def stars(self, seed: str, count: int, floor: float, colour: str = "#ffffff") -> Sheet:
        """Small stars above a height, most of them faint."""
        rng = random.Random(seed)
        pen = Pen()
        for _ in range(count):
            size = 0.5 + rng.random() ** 6 * 2.4
            pen.disc(rng.uniform(0, WIDTH), rng.uniform(0, floor), size, tone=round(70 + 185 * rng.random() ** 2))
        return self.ink(pen, colour)

    def water(self, y: float, tint: str, seed: str, depth: float = 0.5, ripple: float = 14) -> Sheet:
        """Still water from a height down: what stands above is mirrored, broken into ripples and tinted."""
        top = round(y)
        tall = HEIGHT - top
        above = self.image.crop((0, max(0, top - tall), WIDTH, top)).resize((WIDTH, tall))
        mirror = ImageOps.flip(above).filter(ImageFilter.GaussianBlur(2.5))
        rng = random.Random(seed)
        for row in range(0, tall, 3):
            share = row / tall
            sway = math.sin(row * (0.34 - 0.22 * share)) + rng.uniform(-1.1, 1.1)
            strip = mirror.crop((0, row, WIDTH, row + 3))
            self.image.paste(ImageChops.offset(strip, round(sway * ripple * (0.15 + share)), 0), (0, top + row))
        under = Pen().box(0, top, WIDTH, HEIGHT).mask()
        self.ink(both(under, fade((0, depth * 0.6), (top / HEIGHT, depth * 0.6), (1, min(1, depth * 1.6)))), tint)
        return self

    def glints(self, y: float, colour: str, seed: str, count: int = 260, centre: float | None = None,
               spread: float = 900, opacity: float = 0.5, bottom: float = HEIGHT) -> Sheet:  # fmt: skip
        """Short bright strokes on water, longer and further apart towards the viewer, gathered round `centre`."""
        rng = random.Random(seed)
        pen = Pen()
        for _ in range(count):
            share = rng.random() ** 1.7
            x = rng.uniform(0, WIDTH) if centre is None else rng.gauss(centre, spread * (0.25 + share * 0.75))
            level = y + 3 + share * (bottom - y)
            half = (6 + 46 * share) * rng.uniform(0.4, 1.3)
            pen.disc(x, level, half, 0.8 + 2.6 * share, tone=rng.randint(90, 255))
        return self.ink(pen, colour, opacity)

    def rain(self, seed: str, count: int, colour: str = "#ffffff", slant: float = 0.35, opacity: float = 0.25) -> Sheet:
        """Slanting streaks."""
        rng = random.Random(seed)
        pen = Pen()
        for _ in range(count):
            x, y, long = rng.uniform(-200, WIDTH + 300), rng.uniform(-60, HEIGHT), rng.uniform(18, 85)
            pen.line([(x, y), (x - long * slant, y + long)], rng.uniform(0.6, 1.8), tone=rng.randint(70, 255))
        return self.ink(pen, colour, opacity)

    def snow(self, seed: str, count: int, opacity: float = 0.9) -> Sheet:
        """Falling flakes, a few of them near and out of focus."""
        rng = random.Random(seed)
        far, near = Pen(), Pen()
        for _ in range(count):
            far.disc(rng.uniform(0, WIDTH), rng.uniform(0, HEIGHT), rng.uniform(1, 3.4), tone=rng.randint(110, 255))
        for _ in range(count // 14):
            near.disc(rng.uniform(0, WIDTH), rng.uniform(0, HEIGHT), rng.uniform(6, 13))
        self.ink(far, "#ffffff", opacity)
        return self.ink(near.mask().filter(ImageFilter.GaussianBlur(5)), "#ffffff", opacity * 0.55)

    def lamps(self, places: Sequence[tuple[float, float]], colour: str, r: float = 60, strength: float = 0.8) -> Sheet:
        """Points of light with a halo each, added in one go."""
        total = Image.new("L", SIZE)
        spot = halo(WIDTH / 2, HEIGHT / 2, r, power=1.5).crop(
            (round(WIDTH / 2 - r), round(HEIGHT / 2 - r), round(WIDTH / 2 + r), round(HEIGHT / 2 + r))
        )
        for x, y in places:
            corner = (round(x - r), round(y - r))
            patch = total.crop((*corner, corner[0] + spot.width, corner[1] + spot.height))
            total.paste(ImageChops.lighter(patch, spot), corner)
        return self.light(total, colour, strength)

    def finish(self, seed: str, grain: float = 0.16, vignette: float = 0.25) -> Image.Image:
        """The last pass: darker corners and paper grain over everything."""
        if vignette:
            edge = ImageOps.invert(halo(WIDTH / 2, HEIGHT / 2, WIDTH * 0.86, HEIGHT * 0.95, power=0.75))
            self.shade(edge, "#0b0d18", vignette)
        noise = Image.blend(speckle(seed + "a"), speckle(seed + "b"), 0.5)
        noise = noise.point([round(128 + (v - 128) * grain * 1.6) for v in range(256)])
        paper = Image.merge("RGB", (noise, noise, noise))
        return ImageChops.overlay(self.image, paper)


def _tint(mask: Image.Image, colour: str | Colour, strength: float) -> Image.Image:
    channels = [mask.point([round(v * strength * part / 255) for v in range(256)]) for part in rgb(colour)]
    return Image.merge("RGB", channels)
