"""Scenes of business: a chart in bars, the corner bakery before sunrise."""

from __future__ import annotations

import math
import random

from PIL import Image

from .brushes import HEIGHT, WIDTH, Pen, both, cloud, fade, gradient, halo, mix, soft
from .figures import bust
from .sheet import Sheet


def market_chart() -> Image.Image:
    """Rising and falling bars like a city on the water, a line running over them."""
    sheet = Sheet((0, "#f3e6cd"), (0.6, "#f0d9b4"), (1, "#e6bf93"))
    sheet.ink(Pen().disc(1230, 420, 250), "#e8734a").dots(
        both(Pen().disc(1230, 420, 250).mask(), fade((0, 0), (0.25, 0), (0.55, 0.9), (1, 1))),
        "#b8403c",
        "chart-sun",
        0.8,
    )
    rules = Pen()
    for y in range(180, 900, 90):
        rules.line([(0, y), (WIDTH, y)], 1.5)
    sheet.ink(rules, "#b08a66", 0.4)
    rng = random.Random("chart-4")
    level, tops = 0.34, []
    for i in range(24):
        level = min(0.92, max(0.2, level + rng.uniform(-0.09, 0.125) - (0.24 if i in (9, 17) else 0)))
        tops.append(level)
    for depth, (tint, scale, shift) in enumerate((("#c9a88a", 0.75, 40), ("#4a7a86", 0.9, -10), ("#17394f", 0.62, 22))):
        bars = Pen()
        for i, share in enumerate(tops if depth == 1 else tops[::-1] if depth == 0 else tops[5:] + tops[:5]):
            x = i * 76 + shift - 20
            bars.box(x, 960 - 640 * scale * share, x + (54, 50, 40)[depth], 960)
        body = bars.mask()
        sheet.ink(body, tint, 0.9 if depth else 0.7)
        sheet.dots(
            both(body, fade((0, 0), (0.35, 0), (0.8, 0.9), (1, 1))), mix(tint, "#0a1f33", 0.6), f"bars{depth}", 0.7
        )
    path = [(i * 76 + 15.0, 900 - 640 * share) for i, share in enumerate(tops)]
    sheet.ink(Pen().line([(x + 6, y + 10) for x, y in path], 10), "#6a2a30", 0.35).ink(Pen().line(path, 11), "#fff8e8")
    dots = Pen()
    for point in path:
        dots.disc(*point, 13)
    sheet.ink(dots, "#fff8e8").ink(Pen().disc(*path[-3], 24), "#e8734a").ink(Pen().disc(*path[-3], 10), "#fff8e8")
    sheet.water(960, "#17394f", "chart-water", 0.42, 16).glints(966, "#f6dcb4", "chart-glint", 200, opacity=0.5)
    return sheet.finish("market-chart", 0.2, 0.15)


def bakery_window() -> Image.Image:
    """A corner bakery lit before sunrise, loaves in the window."""
    sheet = Sheet((0, "#1d3250"), (0.5, "#35506f"), (1, "#28405c"))
    room = Pen().box(220, 420, 1130, 940).mask()
    door = Pen().box(1210, 420, 1560, 1060).mask()
    _brick_front(sheet)
    _lit_room(sheet, room)
    _loaves(sheet)
    _baker(sheet, room)
    _window_frames(sheet, door)
    _awning(sheet)
    _signboard(sheet)
    _pavement(sheet, room, door)
    _bicycle(sheet)
    return sheet.finish("bakery-window", 0.17, 0.35)


def _brick_front(sheet: Sheet) -> None:
    """The wall with the dark wood of the shop front in it."""
    bricks = Pen()
    for row in range(40):
        for column in range(24):
            side = column * 84 - (row % 2) * 42
            bricks.box(side + 2, row * 30 + 2, side + 82, row * 30 + 28, tone=110 + (row * 7 + column * 13) * 37 % 120)
    sheet.ink(bricks, "#3d5a78", 0.5)
    sheet.ink(Pen().box(180, 200, 1620, 1010), "#14283c").ink(
        Pen().box(220, 420, 1130, 940).box(1210, 420, 1560, 1060), "#ffdc96"
    )


def _lit_room(sheet: Sheet, room: Image.Image) -> None:
    sheet.ink(room, gradient((0, "#e8a050"), (0.35, "#e8a050"), (0.6, "#ffdf9a"), (0.78, "#ffcf86"), (1, "#ffcf86")))
    sheet.light(both(halo(680, 520, 420, 300, 1.0), room), "#fff3d0", 0.8)


def _loaves(sheet: Sheet) -> None:
    """Two shelves of bread of three shapes, and round loaves along the sill."""
    shelf, loaves, dark = Pen(), Pen(), Pen()
    rng = random.Random("loaves")
    for y in (590, 715):
        shelf.box(250, y, 1100, y + 12)
        x = 275.0
        while x < 1040:
            wide, tall = rng.choice(((120, 62), (84, 74), (150, 50)))
            loaves.blob(
                [
                    (x, y + 4),
                    (x + 4, y - tall * 0.6),
                    (x + wide * 0.3, y - tall),
                    (x + wide * 0.7, y - tall),
                    (x + wide - 4, y - tall * 0.6),
                    (x + wide, y + 4),
                ]
            )
            for cut in (0.3, 0.5, 0.7):
                dark.line([(x + wide * cut - 9, y - tall * 0.45), (x + wide * cut + 8, y - tall * 0.86)], 5)
            x += wide + rng.uniform(12, 30)
    for x in (300.0 + 130 * i for i in range(6)):
        loaves.blob([(x, 930), (x + 8, 880), (x + 50, 856), (x + 96, 880), (x + 104, 930)])
        for cut in (24, 50, 76):
            dark.line([(x + cut - 6, 912), (x + cut + 8, 874)], 5)
    body = loaves.mask()
    sheet.ink(shelf.box(220, 928, 1130, 944), "#8a4f2c").ink(body, "#c9742f")
    sheet.dots(both(body, cloud("crust", (90, 60), 3, 0.9)), "#8a4320", "crust", 0.7).ink(
        both(dark.mask(), body), "#f4cf90"
    )


def _baker(sheet: Sheet, room: Image.Image) -> None:
    """The baker in a tall hat behind the loaves."""
    baker = Pen()
    bust(baker, 860, 930, 400)
    baker.blob([(812, 560), (800, 500), (830, 476), (860, 486), (892, 474), (920, 502), (908, 560)])
    sheet.ink(both(baker.mask(3), room, fade((0, 1), (0.77, 1), (0.771, 0), (1, 0))), "#7a4426", 0.55)


def _window_frames(sheet: Sheet, door: Image.Image) -> None:
    """The bars of the window, and the door with its handle and the sign on its glass."""
    sheet.ink(both(Pen().box(1240, 450, 1530, 800).mask(), door), gradient((0, "#ffe3a6"), (1, "#f0b060")))
    frame = (
        Pen()
        .box(220, 420, 1130, 432)
        .box(670, 420, 682, 940)
        .box(1210, 800, 1560, 1060)
        .box(1210, 420, 1244, 1060)
        .box(1526, 420, 1560, 1060)
        .box(1210, 420, 1560, 452)
    )
    sheet.ink(frame, "#14283c").ink(Pen().box(1270, 840, 1500, 1020), "#1d3850").ink(
        Pen().limb((1262, 740), 7, (1262, 810), 7), "#e0a64a"
    )
    sheet.ink(Pen().box(1320, 590, 1450, 660), "#b8402f").ink(Pen().box(1338, 616, 1432, 634), "#fff0d0").ink(
        Pen().line([(1340, 590), (1385, 545), (1430, 590)], 3), "#14283c"
    )


def _awning(sheet: Sheet) -> None:
    """Red and cream stripes with a scalloped edge."""
    for i in range(18):
        x0, x1 = 160 + i * 82.2, 160 + (i + 1) * 82.2
        low0, low1 = 130 + i * 85.6, 130 + (i + 1) * 85.6
        stripe = (
            Pen()
            .poly([(x0, 220), (x1, 220), (low1, 372), (low0, 372)])
            .disc((low0 + low1) / 2, 372, (low1 - low0) / 2, 30)
        )
        sheet.ink(stripe, "#b8402f" if i % 2 else "#f4e2c4")
    awning = Pen().poly([(160, 220), (1640, 220), (1671, 372), (130, 372)]).box(130, 372, 1671, 405)
    sheet.dots(
        both(awning.mask(), fade((0, 0), (0.18, 0.75), (0.26, 0.1), (0.34, 0.7), (1, 0))), "#3a1a2c", "awning", 0.6
    )


def _signboard(sheet: Sheet) -> None:
    sheet.ink(Pen().box(180, 150, 1620, 222), "#14283c").ink(
        Pen().box(620, 176, 1180, 196).disc(560, 186, 12).disc(1240, 186, 12), "#e0a64a"
    )


def _pavement(sheet: Sheet, room: Image.Image, door: Image.Image) -> None:
    """The pavement and the light that window and door throw on it."""
    pavement = Pen().box(0, 1050, WIDTH, HEIGHT).mask()
    sheet.ink(pavement, gradient((0, "#3a4d66"), (0.87, "#3a4d66"), (1, "#16243a")))
    sheet.light(soft(both(room, fade((0, 1), (1, 1))), 60), "#ff9d45", 0.5).light(soft(door, 50), "#ff9d45", 0.4)
    pools = (
        Pen()
        .poly([(220, 1052), (1130, 1052), (1230, HEIGHT), (60, HEIGHT)])
        .poly([(1240, 1060), (1530, 1060), (1640, HEIGHT), (1230, HEIGHT)])
    )
    sheet.light(both(soft(pools.mask(), 14), pavement, fade((0, 1), (0.88, 0.9), (1, 0.1))), "#ffb560", 0.6)


def _bicycle(sheet: Sheet) -> None:
    bicycle = Pen()
    for x in (120, 330):
        bicycle.disc(x, 1000, 88).disc(x, 1000, 80, tone=0)
        for k in range(8):
            bicycle.line([(x, 1000), (x + 82 * math.cos(k * math.pi / 4), 1000 + 82 * math.sin(k * math.pi / 4))], 1)
    bicycle.line([(120, 1000), (190, 880), (300, 880), (225, 1005), (120, 1000)], 8).line(
        [(225, 1005), (178, 856)], 8
    ).line([(330, 1000), (292, 838), (262, 826)], 8).blob([(146, 856), (152, 842), (212, 846), (216, 856)])
    sheet.ink(bicycle, "#0a1626")
