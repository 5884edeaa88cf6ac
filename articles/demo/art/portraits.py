"""Portraits of the demo's writers, drawn from their names: head and shoulders in flat colors, like a printed stamp."""

from __future__ import annotations

import random

from PIL import Image, ImageDraw

SIDE = 800
GROUNDS = ("#c9d3d6", "#d9cdbb", "#c6cfbf", "#d6c5c0", "#c5c6d8")
SKINS = ("#f0c9a4", "#d9a066", "#a86b3c", "#7a4a2b", "#e6b58a")
HAIRS = ("#20160f", "#4a2e1a", "#8a5a2b", "#b9b4aa", "#6b1f16")
COATS = ("#24384a", "#4a2430", "#2f4436", "#3b3b3f", "#5a4a2a")


def portrait(name: str) -> Image.Image:
    """The same picture for the same name, RGB, 800x800 pixels."""
    chance = random.Random(name)
    ground, skin, hair, coat = (chance.choice(colors) for colors in (GROUNDS, SKINS, HAIRS, COATS))
    # Twice as large and shrunk at the end, which smooths the edges.
    image = Image.new("RGB", (2 * SIDE, 2 * SIDE), ground)
    pen = ImageDraw.Draw(image)
    long_hair, broad = chance.random() < 0.5, chance.randint(-30, 40)
    if long_hair:
        pen.rounded_rectangle((470 - broad, 330, 1130 + broad, 1180), radius=300, fill=hair)
    pen.ellipse((250 - broad, 1080, 1350 + broad, 2300), fill=coat)
    pen.rounded_rectangle((690, 900, 910, 1240), radius=100, fill=skin)
    pen.polygon([(640, 1130), (960, 1130), (800, 1400)], fill=skin)
    pen.ellipse((520, 360, 1080, 1060), fill=skin)
    pen.pieslice((490, 300, 1110, 960), 180 - chance.randint(0, 15), 360 + chance.randint(0, 15), fill=hair)
    pen.ellipse((560, 520, 1040, 900), fill=skin)
    if chance.random() < 0.4:
        for left in (600, 830):
            pen.ellipse((left, 640, left + 170, 790), outline="#1c1c1c", width=14)
        pen.line((770, 705, 830, 705), fill="#1c1c1c", width=14)
    return image.resize((SIDE, SIDE), Image.Resampling.LANCZOS)
