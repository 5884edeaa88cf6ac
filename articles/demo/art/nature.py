"""Scenes of land and sea: wildfire smoke, wind turbines over wheat, a coral reef."""

from __future__ import annotations

import math
import random

from PIL import Image

from .brushes import HEIGHT, WIDTH, Pen, both, cloud, curve, fade, gradient, halo, mix, ridge, soft
from .sheet import Sheet


def _firs(pen: Pen, seed: str, line: list[tuple[float, float]], tall: float, every: float) -> None:
    rng = random.Random(seed)
    for place, y in line[:: max(1, round(every))]:
        x = place + rng.uniform(-tall * 0.1, tall * 0.1)
        high = tall * rng.uniform(0.45, 1)
        for layer in range(6):
            top = y - high * (1 - layer * 0.15)
            wide = high * (0.035 + 0.028 * layer) * rng.uniform(0.85, 1.15)
            pen.poly([(x, top - high * 0.06), (x + wide, top + high * 0.19), (x - wide, top + high * 0.19)])


def wildfire_smoke() -> Image.Image:
    """A red sun through smoke over wooded ridges, the far one alight."""
    sheet = Sheet((0, "#5b2d2a"), (0.3, "#b1502f"), (0.52, "#e88a3c"), (0.7, "#f7bd6a"), (1, "#f7bd6a"))
    sheet.sun(1210, 330, 86, "#ff6a3a", "#ffb04d", 6)
    sheet.clouds("#4a2528", "smoke-high", 900, 0.85, 1.1)
    column = Pen()
    rng = random.Random("plume")
    for i in range(90):
        t = i / 89
        column.disc(
            560 + t * t * 620 + rng.gauss(0, 16 + t * 80),
            640 - t * 620 + rng.gauss(0, 20),
            22 + t * 130 * rng.uniform(0.6, 1),
        )
    plume = soft(column.mask(), 26)
    sheet.ink(both(plume, cloud("plume", (260, 240), 5, 0.5)), "#3c2226", 0.9)
    sheet.dots(
        both(plume, cloud("plume-lit", (200, 180), 4, 1.8), fade((0, 0), (0.2, 0.4), (0.55, 1), (1, 1))),
        "#f08a42",
        "plume",
        0.6,
    )
    sheet.ink(Pen().disc(1210, 330, 86), "#ff7040", 0.5)
    levels = (
        (640, 80, "#a54b30"),
        (730, 90, "#7d372c"),
        (840, 90, "#532728"),
        (960, 80, "#331b22"),
        (1090, 60, "#1a1018"),
    )
    for i, (level, swing, tint) in enumerate(levels):
        line = ridge(f"fire{i}", level, swing, 0.52)
        pen = Pen().land(line)
        _firs(pen, f"firs{i}", line, 26 + i * i * 11, 2 + i)
        sheet.ink(pen, tint)
        if i == 0:
            flames = Pen()
            for x, y in line:
                if 380 < x < 900:
                    tall = rng.uniform(12, 56) * math.exp(-(((x - 590) / 190) ** 2))
                    flames.blob(
                        [
                            (x - 9, y + 8),
                            (x - 7, y - tall * 0.4),
                            (x + 2, y - tall),
                            (x + 8, y - tall * 0.35),
                            (x + 9, y + 8),
                        ]
                    )
            burning = flames.mask()
            sheet.light(soft(burning, 34), "#ff7a2a", 1).light(soft(burning, 90), "#ff5a1e", 1).ink(burning, "#ffe07a")
        if i < 4:
            sheet.mist(level - 40, level + 190, mix("#f2a35a", "#8a4632", i / 4), f"smoke{i}", 0.6)
    return sheet.finish("wildfire-smoke", 0.19, 0.35)


def wind_turbines() -> Image.Image:
    """Turbines turning above a field of ripe wheat."""
    sheet = Sheet((0, "#6fa3b8"), (0.35, "#b9d3cb"), (0.56, "#fbe6b6"), (0.62, "#ffd894"), (1, "#ffd894"))
    sheet.clouds("#fff6e2", "turbine-sky", 640, 0.85, 1.4).light(halo(1330, 690, 760, 420, 1.1), "#ffe6a8", 0.7)
    for i, tint in enumerate(("#b8bfa0", "#a3a878", "#8c8f57")):
        sheet.ink(Pen().land(ridge(f"hill{i}", 690 + i * 44, 46 - i * 6, 0.42)), tint)
        towers = (
            ((420, 690, 130), (620, 680, 120), (800, 690, 135), (1030, 684, 110))
            if i == 0
            else ((1560, 750, 320), (1170, 745, 230))
            if i == 1
            else ()
        )
        for left, base, tall in towers:
            _turbine(sheet, left, base + 20, tall, mix("#f6f1e2", "#c9cdb8", 0.5 if i == 0 else 0.1), left * 0.7)
    sheet.mist(640, 800, "#fbe3b0", "turbine", 0.5)
    field = ridge("wheat", 850, 26, 0.4)
    body = Pen().land(field).mask()
    sheet.ink(body, gradient((0, "#e2b04e"), (0.7, "#e2b04e"), (1, "#8f5a22")))
    _turbine(sheet, 380, 940, 800, (250, 246, 234), 20)
    front = Pen().land(ridge("wheat-front", 905, 30, 0.42)).mask()
    sheet.ink(front, gradient((0, "#dda645"), (0.74, "#dda645"), (1, "#7a4a1e")))
    rng = random.Random("ears")
    for tint, low, high, count in (
        ("#f4cf74", 860, 1000, 620),
        ("#b57a2c", 900, 1150, 620),
        ("#ffe09a", 960, 1230, 420),
        ("#6e3f1c", 1060, 1300, 170),
    ):
        stalks = Pen()
        for _ in range(count):
            x, y = rng.uniform(-20, WIDTH + 20), rng.uniform(low, high)
            grow = (y - 780) / 420
            bend = rng.uniform(4, 22) * grow
            tip = (x + bend, y - 90 * grow)
            stalks.line([(x, y + 60 * grow), tip], max(1, 3 * grow)).limb(
                tip, 4.5 * grow, (tip[0] + bend * 0.7, tip[1] - 30 * grow), 2 * grow
            )
        sheet.ink(stalks, tint, 0.9)
    return sheet.finish("wind-turbines", 0.15, 0.2)


def _turbine(sheet: Sheet, x: float, base: float, tall: float, tint: tuple[int, int, int], turn: float) -> None:
    hub = (x, base - tall)
    tower = Pen().poly(
        [(x - tall * 0.016, base), (x - tall * 0.007, hub[1]), (x + tall * 0.007, hub[1]), (x + tall * 0.016, base)]
    )
    tower.limb(
        (x - tall * 0.012, hub[1] - tall * 0.004), tall * 0.012, (x + tall * 0.032, hub[1] - tall * 0.004), tall * 0.011
    )
    blades = Pen()
    for blade in range(3):
        angle = math.radians(turn + blade * 120)
        ux, uy = math.cos(angle), math.sin(angle)
        long = tall * 0.56
        blades.poly(
            [
                *curve(
                    [
                        hub,
                        (hub[0] + ux * long * 0.16 - uy * tall * 0.02, hub[1] + uy * long * 0.16 + ux * tall * 0.02),
                        (hub[0] + ux * long * 0.6 - uy * tall * 0.01, hub[1] + uy * long * 0.6 + ux * tall * 0.01),
                        (hub[0] + ux * long, hub[1] + uy * long),
                    ]
                ),
                (hub[0] + ux * long * 0.3 + uy * tall * 0.008, hub[1] + uy * long * 0.3 - ux * tall * 0.008),
            ]
        )
    blades.disc(*hub, tall * 0.016)
    body = tower.mask()
    sheet.ink(body, tint)
    if tall > 200:
        place = x / WIDTH
        edge = fade(
            (0, 0),
            (place - tall * 0.002 / 60, 0),
            (place, 0.2),
            (place + tall * 0.015 / WIDTH, 1),
            (1, 1),
            sideways=True,
        )
        sheet.dots(both(body, edge), "#8fa3a3", f"tower{x}", 0.8)
    sheet.ink(blades, tint).dots(
        both(blades.mask(), fade((0, 0), (hub[1] / HEIGHT, 0.1), (1, 0.9))), "#9db0b0", f"blade{x}", 0.6
    )


def coral_reef() -> Image.Image:
    """Shafts of light over a reef, a shoal passing."""
    sheet = Sheet((0, "#8fdcd2"), (0.18, "#3fb0b8"), (0.55, "#136f8e"), (1, "#0a2f52"))
    rays = Pen()
    rng = random.Random("rays")
    for _ in range(13):
        x, wide = rng.uniform(150, 1500), rng.uniform(14, 60)
        rays.poly(
            [(x, -10), (x + wide, -10), (x + wide * 4 + (x - 800) * 0.5, 1000), (x - wide + (x - 800) * 0.5, 1000)],
            rng.randint(70, 170),
        )
    sheet.light(both(soft(rays.mask(), 15), fade((0, 1), (0.8, 0), (1, 0))), "#d8fff0", 0.55)
    sheet.light(both(fade((0, 1), (0.1, 0.2), (0.2, 0), (1, 0)), cloud("surface", (240, 26), 4, 1.2)), "#ffffff", 0.8)
    sheet.ink(Pen().land(ridge("reef-far", 850, 130, 0.5)), "#1b6684", 0.8).mist(760, 1000, "#2c8aa0", "reef", 0.5)
    palette = (
        ("#2a5578", "#345f86", "#274b6e"),
        ("#c45a62", "#e08a5a", "#7b4a86", "#d9a85e"),
        ("#e8645a", "#f2a65a", "#a5528f", "#f0c987"),
    )
    for depth, (level, grow) in enumerate(((930, 0.55), (1020, 0.9), (1130, 1.3))):
        beds = {tint: Pen() for tint in palette[depth]}
        for i in range(15 - depth * 2):
            x = (i + rng.uniform(0.1, 0.9)) / (15 - depth * 2) * WIDTH
            pen = beds[rng.choice(palette[depth])]
            if depth < 2 or not 640 < x < 1180:
                _coral(pen, rng, x, level + rng.uniform(10, 60), rng.uniform(90, 190) * grow, rng.choice("bbft"))
        lower = fade((0, 0), (level / HEIGHT - 0.16, 0.1), (min(1, level / HEIGHT + 0.05), 0.8), (1, 1))
        for tint, pen in beds.items():
            body = pen.mask()
            sheet.ink(body, tint).dots(both(body, lower), mix(tint, "#12254a", 0.65), f"{depth}{tint}", 0.75)
        sheet.ink(Pen().land(ridge(f"reef{depth}", level + 66, 34, 0.55)), ("#1d4a6c", "#173a5c", "#0d2444")[depth])
    shoal = Pen()
    for _ in range(60):
        angle, away = rng.uniform(0, 2 * math.pi), rng.random() ** 0.6
        _fish(shoal, 1080 + 430 * away * math.cos(angle), 430 + 130 * away * math.sin(angle), rng.uniform(20, 38))
    sheet.ink(shoal, gradient((0, "#e8f3d8"), (0.35, "#e8f3d8"), (0.5, "#0f4a6a"), (1, "#0f4a6a")))
    hero = Pen()
    for x, y, size in ((470, 640, 120), (660, 760, 84), (300, 770, 70)):
        _fish(hero, x, y, size)
    body = hero.mask(2)
    sheet.ink(body, "#f6b04a").dots(both(body, fade((0, 0), (0.5, 0), (0.66, 0.9), (1, 1))), "#d2562f", "hero", 0.8)
    bands = (
        Pen()
        .line([(448, 570), (438, 640), (448, 712)], 17)
        .line([(645, 710), (638, 760), (645, 812)], 12)
        .line([(288, 730), (283, 770), (288, 812)], 10)
    )
    sheet.ink(both(bands.mask(), body), "#fff6e0").ink(
        Pen().disc(388, 628, 8).disc(602, 752, 6).disc(253, 763, 5), "#1b1f33"
    )
    bubbles = Pen()
    for _ in range(50):
        bubbles.disc(rng.gauss(820, 60), rng.uniform(120, 1000), rng.uniform(2, 8), tone=150)
    sheet.ink(bubbles, "#dffcf2", 0.6)
    return sheet.finish("coral-reef", 0.16, 0.3)


def _coral(pen: Pen, rng: random.Random, x: float, y: float, tall: float, kind: str) -> None:
    if kind == "b":

        def branch(at: tuple[float, float], angle: float, long: float, thick: float, left: int) -> None:
            end = (at[0] + math.cos(angle) * long, at[1] + math.sin(angle) * long)
            pen.limb(at, thick, end, thick * 0.76)
            for turn in (-0.42, 0.42) if left else ():
                branch(
                    end, angle + turn * rng.uniform(0.6, 1.3), long * rng.uniform(0.66, 0.85), thick * 0.74, left - 1
                )

        branch((x, y), -math.pi / 2 + rng.uniform(-0.15, 0.15), tall * 0.36, tall * 0.075, 4)
    elif kind == "f":
        for i in range(17):
            angle = math.radians(-168 + i * 9.8)
            pen.limb((x, y), tall * 0.04, (x + math.cos(angle) * tall * 0.75, y + math.sin(angle) * tall), tall * 0.05)
    else:
        for i in range(6):
            pen.limb(
                (x + (i - 2.5) * tall * 0.2, y),
                tall * 0.1,
                (x + (i - 2.5) * tall * 0.24, y - tall * rng.uniform(0.4, 1)),
                tall * 0.08,
            )


def _fish(pen: Pen, x: float, y: float, size: float) -> None:
    """A fish swimming to the left, `size` about half its length."""
    pen.blob(
        [
            (x - size, y),
            (x - size * 0.55, y - size * 0.42),
            (x + size * 0.1, y - size * 0.46),
            (x + size * 0.62, y - size * 0.1),
            (x + size * 0.62, y + size * 0.1),
            (x + size * 0.1, y + size * 0.46),
            (x - size * 0.55, y + size * 0.42),
        ]
    )
    pen.poly(
        [
            (x + size * 0.5, y),
            (x + size * 1.08, y - size * 0.42),
            (x + size * 0.92, y),
            (x + size * 1.08, y + size * 0.42),
        ]
    )
    pen.blob(
        [
            (x - size * 0.4, y - size * 0.36),
            (x, y - size * 0.72),
            (x + size * 0.42, y - size * 0.5),
            (x + size * 0.4, y - size * 0.2),
        ]
    )
