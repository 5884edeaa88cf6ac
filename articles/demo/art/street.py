"""Scenes of streets in their weather: the flood, the snow, the school bus under maples."""

from __future__ import annotations

import math
import random

from PIL import Image

from .brushes import HEIGHT, WIDTH, Pen, Point, both, curve, fade, gradient, halo, mix, ridge, soft
from .figures import bust
from .sheet import Sheet


def school_bus() -> Image.Image:
    """A school bus under yellow maples."""
    sheet = Sheet((0, "#9cc4cc"), (0.4, "#dbe6d5"), (0.62, "#fbe9be"), (1, "#fbe9be"))
    sheet.light(halo(300, 300, 800, 600, 1.1), "#fff2c4", 0.6)
    for i, tint in enumerate(("#c9cda0", "#b3a65f")):
        sheet.ink(Pen().land(ridge(f"bus{i}", 640 + i * 60, 70 - i * 20)), tint)
    rng = random.Random("bus-trees")  # first the maples draw from it, then the leaves on the ground
    _maples(sheet, rng)
    _road(sheet)
    _bus(sheet)
    _bus_windows(sheet)
    _bus_trim(sheet)
    _wheels(sheet)
    _fallen_leaves(sheet, rng)
    return sheet.finish("school-bus", 0.16, 0.18)


def _maples(sheet: Sheet, rng: random.Random) -> None:
    """A row of them along the far side, two large ones near."""
    for x in range(60, 1800, 260):
        _maple(sheet, rng, (x, 640), 120, ("#d9a441", "#c98432", "#e0bd6a"))
    for x in (120, 1640):
        _maple(sheet, rng, (x, 520), 235, ("#e8a02e", "#d67a25", "#f3c14d"), near=True)


def _maple(
    sheet: Sheet, rng: random.Random, crown: Point, r: float, tints: tuple[str, ...], near: bool = False
) -> None:
    """A tree with its crown of radius `r` in layers of leaves, the last tint on top."""
    x, y = crown
    trunk = Pen().limb((x, y), r * 0.07, (x + 5, y + r * 1.9), r * 0.12)
    for turn in (-0.9, -0.4, 0.5, 0.95):
        trunk.limb((x, y + r * 0.8), r * 0.05, (x + turn * r * 0.8, y - r * 0.1), r * 0.02)
    sheet.ink(trunk, "#4a3028" if near else "#7a5a3c")
    for k, tint in enumerate(tints):
        leaves = Pen()
        for _ in range(420 if near else 90):
            away, angle = r * (1.1 - k * 0.2) * math.sqrt(rng.random()), rng.uniform(0, 2 * math.pi)
            left, up = (
                x - k * r * 0.16 + away * math.cos(angle),
                y - k * r * 0.18 + away * 0.8 * math.sin(angle),
            )
            leaves.disc(left, up, rng.uniform(r * 0.02, r * 0.085))
        sheet.ink(leaves, tint)


def _road(sheet: Sheet) -> None:
    """Kerb, road and its dashes, and the shadow under the bus."""
    road = Pen().box(0, 930, WIDTH, HEIGHT)
    sheet.ink(road, gradient((0, "#7d7a74"), (0.78, "#7d7a74"), (1, "#45474d"))).ink(
        Pen().box(0, 905, WIDTH, 936), "#c9b896"
    )
    sheet.ink(
        Pen()
        .poly([(0, 1130), (420, 1130), (400, 1146), (0, 1146)])
        .poly([(640, 1130), (1080, 1130), (1070, 1146), (620, 1146)])
        .poly([(1300, 1130), (1800, 1130), (1800, 1146), (1290, 1146)]),
        "#f0d58a",
        0.85,
    )
    sheet.shade(soft(Pen().disc(900, 1010, 640, 26).mask(), 10), "#1d1d26", 0.75)


def _bus(sheet: Sheet) -> None:
    """The yellow body, lighter along the roof."""
    roof = curve([(326, 640), (330, 545), (372, 502), (470, 490), (1160, 490), (1226, 500), (1262, 540), (1286, 690)])
    nose = curve([(1286, 690), (1390, 704), (1452, 730), (1476, 800), (1478, 880)])
    bus = Pen().poly([(322, 965), *roof, *nose, (1478, 965)])
    body = bus.mask()
    sheet.ink(body, "#f2b02c").dots(both(body, fade((0, 0), (0.6, 0), (0.82, 0.8), (1, 1))), "#c9761c", "bus", 0.8)
    sheet.ink(both(Pen().box(300, 470, 1290, 520).mask(), body), "#f8cf6a", 0.8)


def _bus_windows(sheet: Sheet) -> None:
    """Seven panes and the windscreen, five children behind them."""
    panes = Pen()
    for i in range(7):
        panes.box(372 + i * 112, 568, 460 + i * 112, 668)
    panes.poly([(1165, 560), (1238, 560), (1268, 690), (1165, 690)])
    sheet.ink(panes, gradient((0, "#2e4756"), (0.46, "#2e4756"), (0.58, "#86a5a6"), (1, "#86a5a6")))
    kids = Pen()
    for i in (0, 1, 3, 4, 6):
        bust(kids, 418 + i * 112 + (i * 37) % 20 - 8, 690, 96)
    sheet.ink(both(kids.mask(2), panes.mask()), "#1a2b36")


def _bus_trim(sheet: Sheet) -> None:
    """Black rails, bumpers and grille, the headlamp, the stop sign."""
    trim = Pen()
    trim.box(322, 712, 1300, 722).box(322, 760, 1440, 770).box(322, 850, 1476, 860).box(300, 944, 350, 974).box(
        1440, 930, 1500, 974
    )
    sheet.ink(trim, "#2a2a30").ink(Pen().disc(1448, 800, 22), "#fff3cf").ink(Pen().box(1340, 800, 1410, 850), "#2a2a30")
    sheet.ink(
        Pen().poly([(742, 778), (760, 760), (800, 760), (818, 778), (818, 816), (800, 834), (760, 834), (742, 816)]),
        "#c23b2e",
    )


def _wheels(sheet: Sheet) -> None:
    for x in (540, 1270):
        sheet.ink(Pen().disc(x, 968, 92), "#b36a1a").ink(Pen().disc(x, 976, 78), "#1f2026").ink(
            Pen().disc(x, 976, 36), "#8e8f90"
        ).ink(Pen().disc(x, 976, 14), "#3a3b40")


def _fallen_leaves(sheet: Sheet, rng: random.Random) -> None:
    fallen = Pen()
    for _ in range(170):
        across = rng.uniform(0, WIDTH)
        down = rng.choice([rng.uniform(905, 945), rng.uniform(1000, HEIGHT), rng.uniform(300, 900)])
        fallen.disc(across, down, rng.uniform(4, 9), rng.uniform(2, 5))
    sheet.ink(fallen, "#e0962b", 0.9)


def flooded_street() -> Image.Image:
    """A row of houses and lamps above standing water after the storm."""
    sheet = Sheet((0, "#2d4a5a"), (0.3, "#6f8f96"), (0.52, "#d9cdb4"), (0.62, "#f0d9ae"), (1, "#f0d9ae"))
    sheet.clouds("#24404f", "flood-sky", 640, 0.8, 1.3).light(halo(980, 640, 620, 320, 1.2), "#ffe2a8", 0.5)
    base = 770
    for side in (-1, 1):
        rng = random.Random(f"houses{side}")
        x, depth = 900 + side * 130.0, 0.2
        while 0 < x + side * 60 < WIDTH + 200 and depth < 2.4:
            wide = 130 * depth + 60
            _house(sheet, rng, min(x, x + side * wide), max(x, x + side * wide), base, 150 + 175 * depth, depth)
            x += side * wide
            depth += 0.42
    sheet.mist(600, 790, "#e6d6b5", "flood", 0.5)
    lamps, poles = [], Pen()
    for x, tall in ((770, 150), (640, 220), (420, 330), (1070, 160), (1215, 240), (1470, 370)):
        lean = tall * 0.16 * (1 if x < 900 else -1)
        poles.line(
            curve(
                [
                    (x, base + tall * 0.02),
                    (x, base - tall * 0.9),
                    (x + lean * 0.4, base - tall),
                    (x + lean, base - tall),
                ]
            ),
            max(2, tall * 0.022),
        )
        poles.limb((x + lean, base - tall), tall * 0.02, (x + lean * 1.4, base - tall * 0.985), tall * 0.02)
        lamps.append((x + lean * 1.3, base - tall * 0.97))
    sheet.ink(poles, "#14252f").lamps(lamps, "#ffd793", 80, 1)
    sheet.water(base, "#2a4653", "flood-water", 0.26, 18)
    car = Pen().blob(
        [(1040, 868), (1052, 812), (1120, 800), (1175, 746), (1330, 744), (1394, 804), (1460, 820), (1478, 868)]
    )
    body = both(car.mask(), Pen().box(0, 0, WIDTH, 856).mask())
    sheet.ink(Pen().disc(1262, 860, 235, 12), "#152832", 0.55).ink(body, "#1a303b")
    sheet.ink(
        Pen()
        .poly([(1142, 802), (1188, 758), (1246, 757), (1246, 804)])
        .poly([(1262, 804), (1262, 757), (1322, 757), (1364, 806)]),
        "#8ba3a0",
    )
    sheet.ink(Pen().disc(1448, 832, 9, 6), "#ff6a45").glints(
        base + 6, "#f5e3bd", "flood-glint", 240, centre=960, spread=420, opacity=0.5
    )
    sheet.rain("flood", 160, "#eef3ee", 0.16, 0.2)
    return sheet.finish("flooded-street", 0.16, 0.3)


def _house(sheet: Sheet, rng: random.Random, left: float, right: float, base: float, tall: float, depth: float) -> None:
    haze = max(0.0, 0.62 - depth * 0.27)
    wall = mix(rng.choice(["#3d4f58", "#5a4444", "#4a5a58", "#2e4450"]), "#d8cbb0", haze)
    pen = Pen().box(left, base - tall, right, base).box(left - 4, base - tall - 8, right + 4, base - tall + 6)
    pen.box(left + 18, base - tall - 46 * depth, left + 18 + 20 * depth, base - tall)
    sheet.ink(pen, wall)
    dark, lit = Pen(), Pen()
    columns, rows = 3, 3
    gap = (right - left) / columns
    for column in range(columns):
        for row in range(rows):
            x, y = left + gap * (column + 0.27), base - tall + tall * (0.1 + row * 0.3)
            (lit if rng.random() < 0.28 else dark).box(x, y, x + gap * 0.46, y + tall * 0.19)
    sheet.ink(dark, mix(wall, "#14222b", 0.5)).ink(lit, mix("#ffd184", "#d8cbb0", haze * 0.5))


def snowy_street() -> Image.Image:
    """Evening snow on a hill of lit houses."""
    sheet = Sheet((0, "#26365e"), (0.4, "#5d6f98"), (0.7, "#b7b9cc"), (1, "#e4dfe4"))
    sheet.clouds("#1e2c52", "snow-sky", 600, 0.6, 1.6)
    for i in range(4):
        level, grow = 560 + i * 120, 1 + i * 0.55
        shade = mix("#8d9abb", "#f3eff2", i / 3.2)
        line = ridge(f"snow{i}", level + 50, 60, 0.4)
        rng = random.Random(f"snowhouse{i}")
        x = rng.uniform(-40, 30)
        walls, roofs, panes = Pen(), Pen(), Pen()
        while x < WIDTH:
            wide, tall = rng.uniform(74, 120) * grow, rng.uniform(64, 100) * grow
            y = min(p[1] for p in line if abs(p[0] - x - wide / 2) < wide) + 34
            if rng.random() < 0.72 and i < 3 and not (i > 0 and 760 < x + wide / 2 < 1120):
                walls.poly(
                    [(x, y), (x, y - tall), (x + wide / 2, y - tall - wide * 0.5), (x + wide, y - tall), (x + wide, y)]
                )
                walls.box(x + wide * 0.68, y - tall - wide * 0.56, x + wide * 0.8, y - tall)
                roofs.line(
                    [
                        (x - wide * 0.07, y - tall + wide * 0.07),
                        (x + wide / 2, y - tall - wide * 0.5),
                        (x + wide * 1.07, y - tall + wide * 0.07),
                    ],
                    wide * 0.12,
                )
                roofs.box(x + wide * 0.66, y - tall - wide * 0.6, x + wide * 0.82, y - tall - wide * 0.54)
                for cx in (0.2, 0.58):
                    for cy in (0.86, 0.42):
                        if rng.random() < 0.75:
                            panes.box(x + wide * cx, y - tall * cy, x + wide * (cx + 0.22), y - tall * (cy - 0.26))
            x += wide * rng.uniform(1.06, 1.5)
        sheet.ink(walls, mix("#56658f", "#2b3558", i / 3)).ink(roofs, mix("#c7cde0", "#ffffff", i / 3))
        glow = panes.mask()
        sheet.ink(glow, "#ffcf80").light(soft(glow, 14), "#ff9c40", 0.7)
        ground = Pen().land(line).mask()
        sheet.ink(ground, shade).dots(
            both(ground, fade((0, 0), (level / HEIGHT, 0), (min(1, level / HEIGHT + 0.16), 0.6), (1, 0.7))),
            "#8b97bd",
            f"drift{i}",
            0.5,
        )
        if i < 3:
            sheet.mist(level - 60, level + 130, "#aeb6d0", f"snowmist{i}", 0.35)
    trees = Pen()
    for x, y, tall in ((150, 1190, 560), (1630, 1180, 640), (1440, 1080, 300)):
        _bare_tree(trees, random.Random(f"tree{x}"), x, y, tall / 3.1, -math.pi / 2, tall * 0.03, 7)
    sheet.ink(trees, "#232c4c").snow("snow", 1500)
    return sheet.finish("snowy-street", 0.14, 0.25)


def _bare_tree(
    pen: Pen, rng: random.Random, x: float, y: float, long: float, angle: float, thick: float, depth: int
) -> None:
    end = (x + math.cos(angle) * long, y + math.sin(angle) * long)
    pen.limb((x, y), thick / 2, end, thick * 0.34)
    if depth:
        for turn in (rng.uniform(-0.62, -0.25), rng.uniform(0.2, 0.6)):
            _bare_tree(pen, rng, *end, long * rng.uniform(0.66, 0.82), angle + turn, thick * 0.66, depth - 1)
