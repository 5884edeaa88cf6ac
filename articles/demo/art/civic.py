"""Scenes of public life: the polling place, the ballot, the council chamber, City Hall, the lectern."""

from __future__ import annotations

import math
import random

from PIL import Image

from .brushes import HEIGHT, WIDTH, Pen, both, cloud, curve, fade, gradient, halo, mix, soft
from .figures import bust, standing
from .sheet import Sheet


def polling_queue() -> Image.Image:
    """Voters lined up at dusk before the bright windows of a school hall."""
    sheet = Sheet((0, "#1c2648"), (0.35, "#4b4a78"), (0.6, "#b5747c"), (1, "#d99a7e"))
    sheet.clouds("#7c6390", "poll-sky", 420, 0.6, 1.8)
    hall = Pen().box(-10, 250, WIDTH + 10, 960).poly([(-10, 250), (-10, 200), (WIDTH + 10, 200), (WIDTH + 10, 250)])
    sheet.ink(hall, gradient((0, "#3c2f4a"), (0.2, "#3c2f4a"), (0.8, "#5a3c4c"), (1, "#5a3c4c")))
    sheet.ink(Pen().box(-10, 236, WIDTH + 10, 256), "#281f38")
    panes, bars = Pen(), Pen()
    for left in (60, 400, 1130, 1470):
        panes.box(left, 360, left + 270, 800)
        for i in range(1, 3):
            bars.box(left + i * 90 - 4, 360, left + i * 90 + 4, 800)
        bars.box(left, 500, left + 270, 508).box(left - 10, 800, left + 280, 816)
    panes.box(770, 420, 1030, 960)
    bars.box(896, 420, 904, 960).box(770, 520, 1030, 530)
    bright = panes.mask()
    sheet.ink(bright, gradient((0, "#ffd68c"), (0.3, "#ffd68c"), (0.62, "#fff0cb"), (1, "#fff0cb")))
    booths = Pen()
    for left in (88, 208, 430, 550, 1160, 1280, 1500, 1620):
        booths.poly([(left, 690), (left + 90, 690), (left + 90, 800), (left, 800)]).box(left + 8, 640, left + 82, 690)
    sheet.ink(both(booths.mask(), bright), "#e0a45e", 0.8).ink(bars, "#2f2440")
    sheet.light(soft(bright, 40), "#ff9d4d", 0.55)
    sheet.ink(Pen().box(720, 318, 1080, 392), "#d5503c").ink(
        Pen().box(750, 346, 1050, 364).disc(900, 355, 0.1), "#fff0cf"
    )
    ground = Pen().box(0, 955, WIDTH, HEIGHT).mask()
    sheet.ink(ground, gradient((0, "#6a4650"), (0.8, "#6a4650"), (1, "#221a30")))
    for left, right in ((60, 330), (400, 670), (770, 1030), (1130, 1400), (1470, 1740)):
        pool = Pen().poly(
            [(left, 956), (right, 956), (right + (right - 900) * 0.35, HEIGHT), (left + (left - 900) * 0.35, HEIGHT)]
        )
        sheet.light(both(soft(pool.mask(), 12), ground, fade((0, 1), (0.8, 1), (1, 0.15))), "#ffb061", 0.6)
    rng = random.Random("queue-12")
    back, front = Pen(), Pen()
    for x in range(-30, 800, 98):
        standing(back, x + rng.uniform(-18, 18), 1030 + rng.uniform(-6, 10), rng.uniform(420, 480), rng)
    for x in (1010, 1130):
        standing(back, x + rng.uniform(-20, 20), 1012, rng.uniform(400, 440), rng)
    for x in (150, 372, 1330, 1510, 1690):
        standing(front, x, 1185 + rng.uniform(-10, 20), rng.uniform(560, 640), rng)
    sheet.ink(back.mask(3), "#2a1f38").ink(front.mask(4), "#150f22")
    return sheet.finish("polling-queue", 0.17, 0.35)


def ballot_box() -> Image.Image:
    """A folded ballot going into the box, in three inks."""
    sheet = Sheet((0, "#f0e2c6"), (1, "#e6d2ae"))
    rays = Pen()
    for i in range(18):
        a, b = (i / 18 * 2 * math.pi, (i + 0.5) / 18 * 2 * math.pi)
        rays.poly(
            [
                (900, 610),
                (900 + 1600 * math.cos(a), 610 + 1600 * math.sin(a)),
                (900 + 1600 * math.cos(b), 610 + 1600 * math.sin(b)),
            ]
        )
    sheet.ink(rays, "#e2b98c", 0.42).ink(Pen().disc(900, 470, 420), "#d8573f")
    sheet.dots(
        both(Pen().disc(900, 470, 420).mask(), fade((0, 0), (0.3, 0.05), (0.8, 0.8), (1, 1))),
        "#8c2f38",
        "ballot-sun",
        0.8,
    )
    table = Pen().box(0, 1010, WIDTH, HEIGHT)
    sheet.ink(table, "#22384f").dots(both(table.mask(), fade((0, 0), (0.84, 0), (1, 1))), "#0f1c2e", "ballot-table")
    sheet.ink(Pen().disc(930, 1050, 520, 34), "#12202f", 0.7)
    left, right, top, low = 520, 1180, 610, 1050
    sheet.ink(Pen().box(left, top, right, low), "#2f6078")
    side = Pen().poly([(right, top), (right + 130, top - 70), (right + 130, low - 62), (right, low)])
    sheet.ink(side, "#1b3d54").ink(
        Pen().poly([(left, top), (left + 130, top - 70), (right + 130, top - 70), (right, top)]), "#4d8597"
    )
    sheet.ink(
        Pen().poly([(left + 190, top - 28), (left + 218, top - 44), (right - 60, top - 44), (right - 88, top - 28)]),
        "#0f2536",
    )
    sheet.dots(
        both(Pen().box(left, top, right, low).mask(), fade((0, 0), (0.5, 0), (0.9, 0.9), (1, 1))),
        "#173850",
        "ballot-front",
        0.9,
    )
    sheet.ink(Pen().disc(850, 830, 116), "#f0e2c6").ink(Pen().line([(792, 832), (836, 878), (915, 778)], 27), "#d8573f")
    sheet.ink(Pen().box(left, top, right, top + 16), "#5f98a8")
    slip = [(742, 572), (700, 190), (1010, 156), (1052, 572)]
    shadow = soft(Pen().poly([(x + 26, y + 16) for x, y in slip]).mask(), 12)
    sheet.shade(both(shadow, Pen().box(0, 0, WIDTH, 571).mask()), "#5a1f2a", 0.5)
    paper = Pen().poly(slip).mask()
    sheet.ink(paper, "#fffaf0").dots(both(paper, fade((0, 0), (0.25, 0), (0.5, 0.55), (1, 1))), "#c9a98a", "slip", 0.6)
    marks = Pen()
    for i in range(4):
        x, y = 742 + i * 8.4, 250 + i * 76
        marks.poly([(x + 70, y - 6), (x + 250, y - 26), (x + 251, y - 13), (x + 71, y + 7)])
        marks.disc(x + 24, y, 21).disc(x + 24, y, 15, tone=0 if i != 1 else 255)
    sheet.ink(marks, "#22384f")
    return sheet.finish("ballot-box", 0.2, 0.12)


def council_chamber() -> Image.Image:
    """Curved benches under the dome of the council chamber, the gallery empty."""
    sheet = Sheet((0, "#2b1f2b"), (0.5, "#6b3f36"), (1, "#3a2229"))
    _columned_wall(sheet)
    _tall_window(sheet)
    _ceiling(sheet)
    _shaft_of_light(sheet)
    _dais(sheet)
    _benches(sheet)
    _councillors(sheet)
    return sheet.finish("council-chamber", 0.17, 0.4)


def _columned_wall(sheet: Sheet) -> None:
    """A row of columns, each darker towards its right side."""
    wall = Pen().box(0, 120, WIDTH, 720)
    sheet.ink(wall, gradient((0, "#4a2c2c"), (0.3, "#8a5540"), (0.6, "#b87b50"), (1, "#b87b50")))
    columns = Pen()
    for i in range(-5, 6):
        if i:
            x = 900 + i * 190 - (20 if i > 0 else -20)
            columns.box(x - 30, 190, x + 30, 700).box(x - 42, 176, x + 42, 200).box(x - 42, 690, x + 42, 716)
    body = columns.mask()
    sheet.ink(body, "#d9a873")
    for i in (-4, -3, -2, -1, 1, 2, 3, 4):
        middle = (900 + i * 190 - (20 if i > 0 else -20)) / WIDTH
        dark_side = ((middle - 0.02, 0), (middle, 0.1), (middle + 0.018, 0.9), (middle + 0.0185, 0))
        sheet.shade(both(body, fade((0, 0), *dark_side, (1, 0), sideways=True)), "#6b3a35", 0.75)


def _tall_window(sheet: Sheet) -> None:
    arch = Pen().disc(900, 330, 150, 170).box(750, 330, 1050, 700)
    sheet.ink(arch, gradient((0, "#fff0cc"), (0.3, "#ffe6b0"), (0.6, "#e9b377"), (1, "#e9b377")))
    sheet.ink(
        Pen()
        .box(894, 160, 906, 700)
        .box(750, 330, 1050, 340)
        .box(750, 480, 1050, 488)
        .box(818, 180, 826, 700)
        .box(974, 180, 982, 700),
        "#7a4a38",
    )


def _ceiling(sheet: Sheet) -> None:
    sheet.ink(
        Pen().poly(
            [(0, 0), (WIDTH, 0), (WIDTH, 180), *curve([(WIDTH, 180), (1350, 140), (900, 128), (450, 140), (0, 180)])]
        ),
        "#2a1a24",
    )


def _shaft_of_light(sheet: Sheet) -> None:
    sheet.light(halo(900, 420, 900, 620, 1.1), "#ffca80", 0.55)
    shaft = soft(Pen().poly([(760, 340), (1040, 340), (1500, HEIGHT), (500, HEIGHT)]).mask(), 40)
    sheet.light(both(shaft, fade((0, 0), (0.28, 0.8), (1, 0.15))), "#ffd99a", 0.4)


def _dais(sheet: Sheet) -> None:
    """The raised desk and its seven high-backed chairs, the tallest in the middle."""
    dais = (
        Pen()
        .poly([(600, 620), (1200, 620), (1240, 740), (560, 740)])
        .poly([(560, 600), (1240, 600), (1240, 626), (560, 626)])
    )
    for i in range(-3, 4):
        dais.blob(
            [
                (900 + i * 84 - 27, 604),
                (900 + i * 84 - 27, 530),
                (900 + i * 84, 512 - (16 if i == 0 else 0)),
                (900 + i * 84 + 27, 530),
                (900 + i * 84 + 27, 604),
            ]
        )
    sheet.ink(dais, "#3b2026")


def _benches(sheet: Sheet) -> None:
    """Six half rings of benches, wider and darker towards the viewer, an aisle through the middle."""
    for i in range(6):
        grow = 1 + i * 0.42
        y, rx, ry = 760 + i * i * 13 + i * 26, 420 * grow, 66 * grow
        tint, top = mix("#7d4338", "#2a1720", i / 5.5), mix("#cf8f5c", "#6b3c36", i / 5)
        ring = Pen().disc(900, y, rx, ry).disc(900, y - 26 * grow, rx * 0.93, ry * 0.86, tone=0)
        lower = Pen().box(0, y - ry * 0.1, WIDTH, HEIGHT).mask()
        gap = (
            Pen()
            .box(0, 0, WIDTH, HEIGHT)
            .poly([(900 - 34 * grow, 0), (900 + 34 * grow, 0), (900 + 44 * grow, HEIGHT), (900 - 44 * grow, HEIGHT)], 0)
            .mask()
        )
        bench = both(ring.mask(), lower, gap)
        sheet.ink(bench, tint)
        rim = Pen().disc(900, y - 8 * grow, rx, ry).disc(900, y - 14 * grow, rx * 0.992, ry * 0.985, tone=0).mask()
        sheet.ink(both(rim, lower, gap), top, 0.9)


def _councillors(sheet: Sheet) -> None:
    rng = random.Random("chamber")
    people = Pen()
    for x, y, tall in ((800, 640, 118), (968, 640, 118), (900, 630, 128), (1136, 642, 112)):
        bust(people, x + rng.uniform(-4, 4), y - 20, tall)
    sheet.ink(people.mask(2), "#241219")


def city_hall() -> Image.Image:
    """City Hall with its clock tower at blue hour, lit from below."""
    sheet = Sheet((0, "#142a55"), (0.4, "#3f5f94"), (0.68, "#e0a08c"), (0.8, "#ffd3a0"), (1, "#ffd3a0"))
    sheet.clouds("#8fa0c8", "hall-sky", 700, 0.5, 2.2).stars("hall", 60, 260)
    _town_behind(sheet)
    body = _stonework(sheet)
    _lit_windows(sheet)
    _portico(sheet, body)
    _clock_tower(sheet)
    _steps(sheet)
    _trees(sheet)
    _flags(sheet)
    sheet.lamps([(380, 1020), (1420, 1020), (250, 1080), (1550, 1080)], "#ffdf9e", 80, 1)
    return sheet.finish("city-hall", 0.16, 0.3)


def _town_behind(sheet: Sheet) -> None:
    town = Pen()
    rng = random.Random("hall-town")
    for x in range(-20, WIDTH, 70):
        town.box(x, 860 - rng.uniform(40, 190), x + rng.uniform(50, 90), 1000)
    sheet.ink(town, "#6d6a94", 0.8).mist(760, 1000, "#eab795", "hall", 0.5)


def _stonework(sheet: Sheet) -> Image.Image:
    """The building in one block, lit from below; returns its outline as a mask."""
    stone = Pen().box(300, 640, 1500, 1000).box(280, 622, 1520, 646).box(640, 560, 1160, 640)
    stone.poly([(600, 562), (900, 452), (1200, 562)])
    stone.box(810, 300, 990, 520).box(795, 286, 1005, 306).poly([(815, 288), (830, 220), (970, 220), (985, 288)])
    stone.disc(900, 222, 68, 74).box(893, 86, 907, 160).limb((900, 150), 14, (900, 120), 5)
    body = stone.mask()
    sheet.ink(body, gradient((0, "#4e5680"), (0.3, "#7f7792"), (0.5, "#c79a86"), (0.8, "#f6cf9b"), (1, "#f6cf9b")))
    return body


def _lit_windows(sheet: Sheet) -> None:
    """Windows left and right of the portico, and the great door in its recess."""
    recess, panes = Pen(), Pen()
    recess.box(650, 650, 1150, 990).poly([(650, 556), (900, 466), (1150, 556)])
    for side in (-1, 1):
        for i in range(4):
            x = 900 + side * (325 + i * 75) - 21
            panes.box(x, 690, x + 42, 790).disc(x + 21, 692, 21, 24).box(x, 850, x + 42, 940)
    sheet.ink(recess, "#8a5d58").ink(panes, "#ffe9b4").light(soft(panes.mask(), 10), "#ff9f45", 0.5)
    sheet.ink(Pen().box(830, 800, 970, 990).disc(900, 800, 70, 62), "#ffe3a6")
    sheet.ink(Pen().box(896, 740, 904, 990), "#8a5d58")


def _portico(sheet: Sheet, body: Image.Image) -> None:
    """Seven columns, and the shade under the cornices of the whole building."""
    columns = Pen()
    for i in range(7):
        axis = 668 + i * 77.3
        columns.box(axis - 17, 664, axis + 17, 976)
        columns.box(axis - 25, 650, axis + 25, 668).box(axis - 25, 972, axis + 25, 992)
    sheet.ink(columns, gradient((0, "#dca77f"), (0.54, "#dca77f"), (0.8, "#ffe6b8"), (1, "#ffe6b8")))
    sheet.dots(
        both(body, fade((0, 0), (0.16, 0.7), (0.2, 0), (0.42, 0.1), (0.54, 0.5), (0.56, 0), (1, 0))),
        "#3b4270",
        "hall-shade",
        0.6,
    )


def _clock_tower(sheet: Sheet) -> None:
    """The belfry's arches and the lit clock."""
    arches = Pen()
    for x in (846, 900, 954):
        arches.box(x - 17, 430, x + 17, 500).disc(x, 430, 17, 20)
    sheet.ink(arches, "#3b3a60")
    sheet.ink(Pen().disc(900, 358, 44), "#fff3cf").ink(
        Pen().line([(900, 358), (900, 326)], 5).line([(900, 358), (924, 370)], 5), "#33305a"
    )
    sheet.light(halo(900, 358, 170, power=1.3), "#ffe0a0", 0.6)


def _steps(sheet: Sheet) -> None:
    """The square and the steps that lead up from it."""
    sheet.ink(Pen().box(0, 998, WIDTH, HEIGHT), gradient((0, "#5d5578"), (0.83, "#5d5578"), (1, "#22244a")))
    for i in range(6):
        sheet.ink(Pen().box(560 - i * 36, 992 + i * 15, 1240 + i * 36, 1009 + i * 15), mix("#e5b48e", "#8a6a7a", i / 5))


def _trees(sheet: Sheet) -> None:
    trees = Pen()
    for x, y, r in ((170, 860, 150), (60, 930, 140), (1640, 850, 160), (1770, 930, 150)):
        leaf = random.Random(f"hall{x}")
        for _ in range(220):
            away, angle = r * math.sqrt(leaf.random()), leaf.uniform(0, 2 * math.pi)
            trees.disc(x + away * math.cos(angle), y + away * 0.9 * math.sin(angle), leaf.uniform(8, 30))
        trees.limb((x, y), 12, (x + 4, 1060), 17)
    sheet.ink(trees, "#1c2347")


def _flags(sheet: Sheet) -> None:
    flag = Pen().line([(448, 622), (448, 420)], 5).line([(1352, 622), (1352, 420)], 5)
    for x in (450, 1354):
        flag.poly(
            [
                *curve([(x, 424), (x + 40, 414), (x + 80, 432), (x + 120, 420)]),
                *curve([(x + 120, 488), (x + 80, 500), (x + 40, 482), (x, 492)]),
            ]
        )
    sheet.ink(flag, "#b8473f")


def lectern() -> Image.Image:
    """A speaker at a lectern, seen against the stage light."""
    sheet = Sheet((0, "#12304a"), (0.6, "#1f5672"), (1, "#0e2438"))
    folds = Pen()
    for i in range(30):
        folds.poly(
            [(i * 62 - 10, 0), (i * 62 + 22, 0), (i * 62 + 26, HEIGHT), (i * 62 - 16, HEIGHT)], 120 + (i * 53) % 100
        )
    sheet.ink(soft(folds.mask(), 9), "#0d2942", 0.7)
    sheet.light(halo(1080, 470, 760, 760, 1.1), "#ffd08a", 0.75).light(halo(1080, 430, 360, 360, 1.2), "#fff0c8", 0.75)
    for x, tilt in ((520, 560), (1560, -480)):
        cone = soft(
            Pen().poly([(x - 16, -20), (x + 16, -20), (x + tilt + 330, HEIGHT), (x + tilt - 330, HEIGHT)]).mask(), 16
        )
        sheet.light(
            both(cone, fade((0, 1), (0.9, 0.1), (1, 0)), cloud(f"smoke{x}", (500, 260), 4, 0.5)), "#ffe2b0", 0.45
        )
    person = Pen()
    bust(person, 1080, 830, 560, arms=True)
    sheet.ink(person.mask(5), "#0b1a29")
    rim = Pen()
    bust(rim, 1080, 830, 560, arms=True)
    edge = rim.mask(5)
    from_left = Image.new("L", edge.size)
    from_left.paste(edge, (9, 4))
    sheet.ink(both(edge, from_left.point([255 - v for v in range(256)])), "#ffc47a", 0.85)
    stand = (
        Pen()
        .poly([(860, 800), (1300, 800), (1340, 838), (820, 838)])
        .poly([(872, 838), (1288, 838), (1250, HEIGHT), (910, HEIGHT)])
    )
    sheet.ink(stand, "#3a1f26").ink(Pen().poly([(860, 800), (1300, 800), (1312, 812), (848, 812)]), "#d98a55")
    sheet.ink(Pen().disc(1080, 990, 92), "#d98a55").ink(Pen().disc(1080, 990, 80), "#3a1f26")
    sheet.ink(
        Pen().poly(
            [(1080, 924), (1100, 976), (1150, 990), (1100, 1004), (1080, 1056), (1060, 1004), (1010, 990), (1060, 976)]
        ),
        "#d98a55",
    )
    mics = Pen()
    for x, tip in ((1010, 1036), (1150, 1120), (1080, 1079)):
        mics.line(curve([(x, 805), (x + 4, 745), (tip, 705)]), 6).limb(
            (tip, 705), 11, (tip + (1079 - tip) * 0.25, 682), 13
        )
    sheet.ink(mics, "#050d16")
    crowd = Pen()
    rng = random.Random("lectern")
    for x in range(-30, 1850, 128):
        bust(crowd, x + rng.uniform(-24, 24), 1270 + rng.uniform(0, 50), rng.uniform(240, 300))
    sheet.ink(crowd.mask(4), "#07111c")
    return sheet.finish("lectern", 0.18, 0.4)
