"""Scenes of the city from afar: the skyline by night, the bridge in fog and at dusk."""

from __future__ import annotations

import math
import random

from PIL import Image

from .brushes import HEIGHT, WIDTH, Pen, both, fade, gradient, halo, mix, ridge
from .sheet import Sheet


def _towers(
    seed: str, base: float, low: float, high: float, width: tuple[float, float]
) -> list[tuple[float, float, float]]:
    """A row of blocks as (left, top, right), tallest about a third of the way from the left."""
    rng, x, row = random.Random(seed), -20.0, []
    while x < WIDTH + 20:
        wide = rng.uniform(*width)
        crowd = math.exp(-(((x + wide / 2) / WIDTH - 0.36) ** 2) / 0.045)
        tall = low + (high - low) * crowd * rng.uniform(0.45, 1) + rng.uniform(0, low * 0.6)
        row.append((x, base - tall, x + wide))
        x += wide + rng.choice([0, 0, 4, 10])
    return row


def skyline_night() -> Image.Image:
    """Downtown after dark, mirrored in the bay."""
    sheet = Sheet((0, "#0a1230"), (0.3, "#1b2c5c"), (0.52, "#4a4a80"), (0.64, "#b0707c"), (1, "#b0707c"))
    sheet.stars("skyline", 160, 420).clouds("#6a5a94", "skyline-sky", 640, 0.5, 2.2)
    base = 780
    for i, (tint, low, high) in enumerate((("#5b5382", 90, 330), ("#333a68", 70, 470), ("#171f42", 46, 400))):
        row = _towers(f"row{i}", base, low, high, (46 + i * 12, 110 + i * 20))
        pen, panes = Pen(), Pen()
        rng = random.Random(f"panes{i}")
        for left, top, right in row:
            pen.box(left, top, right, base)
            if rng.random() < 0.3 and base - top > 200:
                mid = (left + right) / 2
                pen.box(left + 14, top - 22, right - 14, top).line(
                    [(mid, top - 20), (mid, top - rng.uniform(60, 130))], 3
                )
            step = 13 + i * 2
            for x in range(int(left) + 8, int(right) - 8, step):
                for y in range(int(top) + 12, base - 14, step + 5):
                    if rng.random() < (0.1, 0.26, 0.3)[i]:
                        panes.box(x, y, x + step * 0.48, y + step * 0.62, tone=rng.choice([110, 180, 255]))
        body = pen.mask()
        sheet.ink(body, tint).dots(
            both(body, fade((0, 0), (0.3, 0), (0.65, 0.55), (1, 0.55))), mix(tint, "#d98a80", 0.5), f"glow{i}", 0.5
        )
        sheet.ink(panes, ("#e0a98a", "#ffd08a", "#ffdf9e")[i])
        if i < 2:
            sheet.mist(610, 800, "#a0708a", f"skyline{i}", 0.5)
    sheet.ink(Pen().box(0, base - 12, WIDTH, base), "#0d1430")
    sheet.lamps([(x, base - 16) for x in range(40, WIDTH, 88)], "#ffb765", 34, 1)
    sheet.water(base, "#0b1436", "skyline-water", 0.34, 20)
    sheet.glints(base + 4, "#ffc98a", "skyline-glint", 260, centre=650, spread=460, opacity=0.4)
    return sheet.finish("skyline-night", 0.16, 0.35)


def _span(pen: Pen, towers: tuple[float, float], deck: float, top: float, thick: float, sag: float) -> None:
    """A suspension bridge in elevation: two towers, cables, hangers, deck."""
    left, right = towers
    middle = (left + right) / 2
    half = (right - left) / 2
    pen.box(-60, deck, WIDTH + 60, deck + thick * 1.1)
    for left_end in range(-40, WIDTH + 60, round(thick * 2)):
        pen.line(
            [(left_end, deck + thick), (left_end + thick, deck + thick * 2.3), (left_end + thick * 2, deck + thick)],
            thick * 0.18,
        )
    pen.line([(-60, deck + thick * 2.4), (WIDTH + 60, deck + thick * 2.4)], thick * 0.4)
    for x in towers:
        pen.poly([(x - thick * 1.5, HEIGHT), (x - thick, top), (x - thick * 0.35, top), (x - thick * 0.5, HEIGHT)])
        pen.poly([(x + thick * 1.5, HEIGHT), (x + thick, top), (x + thick * 0.35, top), (x + thick * 0.5, HEIGHT)])
        for share in (0.02, 0.26, 0.52, 0.8):
            y = top + (deck - top) * share
            pen.box(x - thick * 1.2, y, x + thick * 1.2, y + thick * 0.7)
        pen.box(x - thick * 1.2, top - thick * 0.3, x + thick * 1.2, top + thick * 0.1)

    def cable(x: float) -> float:
        if left <= x <= right:
            return top + sag * (1 - ((x - middle) / half) ** 2)
        near = left if x < left else right
        return top + sag * min(1.0, abs(x - near) / (half * 0.95)) ** 0.82

    line = [(float(x), cable(x)) for x in range(-60, WIDTH + 80, 20)]
    pen.line(line, thick * 0.3)
    for hanger in range(-40, WIDTH + 60, round(thick * 1.35)):
        pen.line([(hanger, cable(hanger)), (hanger, deck)], max(1.0, thick * 0.07))


def bridge_fog() -> Image.Image:
    """The suspension bridge above the morning fog."""
    sheet = Sheet((0, "#e9c3a2"), (0.25, "#f3d9bd"), (0.6, "#dfe0d6"), (1, "#a9bcbf"))
    sheet.sun(1330, 330, 62, "#fff6e2", "#ffe0b0", 8)
    sheet.ink(Pen().land(ridge("fog-hills", 600, 110)), "#c3c9c2", 0.8).mist(430, 800, "#f2e5d4", "fog-hills", 0.9)
    bridge = Pen()
    _span(bridge, (560, 1480), 720, 240, 26, 400)
    sheet.ink(bridge, gradient((0, "#a2452f"), (0.3, "#b0553c"), (0.62, "#b98572"), (0.8, "#cdbcae"), (1, "#cdd0c9")))
    for i, (top, bottom) in enumerate(((620, 1000), (760, 1180), (880, 1400))):
        sheet.mist(top, bottom, ("#efe4d6", "#e3e2da", "#d0d8d6")[i], f"fog{i}", 1)
        sheet.mist(top, bottom, ("#efe4d6", "#e3e2da", "#d0d8d6")[i], f"fogb{i}", 0.9)
    land = Pen().land(ridge("fog-front", 1120, 70, 0.45))
    rng = random.Random("fog-trees")
    for _ in range(46):
        x = rng.choice([rng.uniform(-20, 620), rng.uniform(1350, 1820)])
        tall, foot = rng.uniform(70, 210), rng.uniform(1130, 1200)
        for layer in range(5):
            y = foot - tall * (0.18 + layer * 0.17)
            wide = tall * 0.17 * (1 - layer * 0.17)
            land.poly([(x - wide, y + tall * 0.14), (x, y - tall * 0.14), (x + wide, y + tall * 0.14)])
    sheet.ink(land, gradient((0, "#56706f"), (0.82, "#56706f"), (1, "#27413f")))
    return sheet.finish("bridge-fog", 0.15, 0.14)


def bridge_cables() -> Image.Image:
    """The empty roadway of the bridge at dusk, cables running up to the tower."""
    sheet = Sheet((0, "#1d3557"), (0.35, "#4d6f8f"), (0.55, "#e3a587"), (0.66, "#ffd6a5"), (1, "#ffd6a5"))
    sheet.clouds("#f3b79b", "cable-sky", 660, 0.6, 2)
    vx, vy = 900.0, 720.0
    sheet.light(halo(vx, vy, 700, 420, 1.2), "#ffd9a0", 0.6)
    sheet.ink(Pen().land(ridge("cable-hills", 722, 46)), "#a07a86")
    sheet.ink(
        Pen().box(0, vy + 2, WIDTH, HEIGHT),
        gradient((0, "#c08f8c"), (0.6, "#c08f8c"), (0.8, "#54587a"), (1, "#2a3556")),
    )
    sheet.glints(vy + 4, "#ffd9b0", "cable-glint", 300, opacity=0.45)
    sheet.ink(
        Pen().poly([(vx - 26, vy), (vx + 26, vy), (2300, HEIGHT + 60), (-500, HEIGHT + 60)]),
        gradient((0, "#6b5565"), (0.6, "#6b5565"), (0.75, "#3a3850"), (1, "#1a2036")),
    )
    for share, dash in ((-0.34, True), (0.0, False), (0.34, True)):
        _lane(sheet, vx, vy, share, dash)
    steel = Pen()
    for side in (-1, 1):
        steel.poly([(vx + side * 22, vy), (vx + side * 30, vy - 6), (vx + side * 1500, 1010), (vx + side * 1500, 1120)])
        for i in range(26):
            near = 1 / (1 + (25 - i) * 0.36)
            x = vx + side * (30 + 980 * near)
            foot = vy + 300 * near
            top = (
                vy - 455 + (1 - abs(near - 0.31) / 0.7) * 10 - 700 * max(0, near - 0.31) * -0.55
                if near > 0.31
                else vy - 455 * (near / 0.31) ** 1.1
            )
            steel.line([(x, foot), (x, top)], max(1.0, 5 * near))
        path = [
            (vx + side * (30 + 980 * n), vy - 455 * (n / 0.31) ** 1.1 if n <= 0.31 else vy - 445 + 385 * (n - 0.31))
            for n in (i / 60 for i in range(2, 61))
        ]
        steel.line(path, 9)
    tower = Pen()
    for side in (-1, 1):
        x = vx + side * 330
        tower.poly([(x - 46, 830), (x - 34, 190), (x + 34, 190), (x + 46, 830)])
        tower.poly([(x - 42, 190), (x - 26, 160), (x + 26, 160), (x + 42, 190)])
    for y, tall in ((214, 58), (428, 46)):
        tower.box(vx - 330, y, vx + 330, y + tall)
    tower.blob([(vx - 300, 272), (vx - 210, 300), (vx, 306), (vx + 210, 300), (vx + 300, 272)])
    body = tower.mask()
    sheet.ink(steel, "#2a2f4a").ink(body, gradient((0, "#233049"), (0.7, "#4b3f55"), (1, "#4b3f55")))
    for side in (-1, 1):
        x = (vx + side * 330) / WIDTH
        edge = fade((0, 0), (x - 0.026, 0.1 if side > 0 else 0), (x, 0.5), (x + 0.026, 0.1), (1, 0), sideways=True)
        sheet.dots(both(body, edge, fade((0, 0.2), (0.6, 1), (1, 1))), "#ffb98a", f"tower{side}", 0.45)
    lamps = [(vx + s * (70 + 1000 * n), vy - 26 - 230 * n) for n in (0.02, 0.04, 0.07, 0.12) for s in (-1, 1)]
    sheet.lamps(lamps, "#ffe2ad", 40, 1)
    cars = [(vx + 20 + 10 * i, vy + 14 + 9 * i) for i in range(6)]
    sheet.lamps(cars, "#ff5a3c", 15, 1).lamps(
        [(vx - 24 - 14 * i, vy + 14 + 10 * i) for i in range(6)], "#fff1cf", 17, 1
    )
    return sheet.finish("bridge-cables", 0.16, 0.3)


def _lane(sheet: Sheet, vx: float, vy: float, share: float, dashed: bool) -> None:
    pen = Pen()
    at = 0.02
    while at < 1.2:
        end = at * (1.22 if dashed else 1.6)
        x0, x1 = vx + share * 1400 * at, vx + share * 1400 * end
        y0, y1 = vy + 490 * at, vy + 490 * end
        pen.poly([(x0 - 9 * at, y0), (x0 + 9 * at, y0), (x1 + 9 * end, y1), (x1 - 9 * end, y1)])
        at = end * (1.3 if dashed else 1.0)
    sheet.ink(pen, "#ffd28a" if not dashed else "#e8d8d2", 0.75)
