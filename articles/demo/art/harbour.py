"""Scenes of the port: dawn at the docks, the dredger, the lighthouse, the ferry, the regatta."""

from __future__ import annotations

import math
import random

from PIL import Image

from .brushes import HEIGHT, WIDTH, Pen, Point, both, cloud, curve, fade, gradient, halo, mix, ridge, soft
from .sheet import Sheet


def _gantry(pen: Pen, x: float, base: float, tall: float, raised: bool = False) -> None:
    """A ship-to-shore crane standing at x, its boom out to the left."""
    w, leg = tall * 0.3, tall * 0.022
    deck = base - tall * 0.55
    for foot in (x, x + w):
        pen.line([(foot, base), (foot, base - tall * 0.62)], leg * 1.6)
    pen.line([(x, base - tall * 0.18), (x + w, base - tall * 0.18)], leg * 1.3)
    pen.line([(x, base - tall * 0.18), (x + w, deck)], leg * 0.8)
    pen.box(x - tall * 0.02, deck - tall * 0.09, x + w + tall * 0.26, deck - tall * 0.045)
    pen.box(x + w * 0.9, deck - tall * 0.15, x + w + tall * 0.16, deck - tall * 0.08)
    apex = (x + w * 0.22, base - tall)
    pen.line([(x, deck), apex, (x + w, deck - tall * 0.05)], leg)
    tip = (x - tall * 0.26, base - tall * 1.15) if raised else (x - tall * 0.62, deck - tall * 0.065)
    pen.line([(x, deck - tall * 0.065), tip], leg * 1.8)
    for share in (1.0, 0.55):
        pen.line([apex, (x + (tip[0] - x) * share, deck + (tip[1] - deck) * share)], leg * 0.45)
    pen.line([apex, (x + w + tall * 0.25, deck - tall * 0.08)], leg * 0.45)
    if not raised:
        trolley = x - tall * 0.36
        pen.box(trolley - leg * 2, deck - tall * 0.06, trolley + leg * 2, deck - tall * 0.03)
        pen.line([(trolley, deck - tall * 0.03), (trolley, deck + tall * 0.13)], leg * 0.35)
        pen.box(trolley - leg * 3.5, deck + tall * 0.13, trolley + leg * 3.5, deck + tall * 0.18)


def _freighter(sheet: Sheet, left: float, base: float, long: float, hull: str, seed: str) -> None:
    """A container ship seen from the side, bow to the left, standing on the water at `base`."""
    rng = random.Random(seed)
    deep = long * 0.068
    unit = long * 0.052
    tints = ["#a8483f", "#c98a4b", "#3d5a73", "#7a8a86", "#5a3f52", "#d9b98a"]
    stacks: dict[str, Pen] = {tint: Pen() for tint in tints}
    for bay in range(13):
        for row in range(rng.choice([2, 3, 3, 4, 4]) if 0 < bay < 12 else 2):
            x, y = left + long * 0.1 + bay * unit, base - deep - row * unit * 0.42
            stacks[rng.choice(tints)].box(x, y - unit * 0.39, x + unit * 0.94, y)
    for tint, pen in stacks.items():
        sheet.ink(pen, mix(tint, hull, 0.45))
    body = Pen().poly(
        [(left, base - deep * 1.35), (left + long * 0.05, base - deep), (left + long * 0.98, base - deep),
         (left + long, base - deep * 1.1), (left + long * 0.985, base), (left + long * 0.045, base)]
    )  # fmt: skip
    tower = left + long * 0.81
    body.box(tower, base - long * 0.2, tower + long * 0.05, base - deep)
    body.box(tower - long * 0.012, base - long * 0.205, tower + long * 0.062, base - long * 0.186)
    body.box(tower + long * 0.08, base - long * 0.155, tower + long * 0.11, base - deep)
    body.line([(tower + long * 0.025, base - long * 0.2), (tower + long * 0.025, base - long * 0.25)], long * 0.003)
    sheet.ink(body, hull)
    panes = Pen()
    for deck in range(4):
        for window in range(5):
            panes.box(
                tower + long * (0.006 + window * 0.009), base - long * (0.178 - deck * 0.023),
                tower + long * (0.0105 + window * 0.009), base - long * (0.172 - deck * 0.023),
            )  # fmt: skip
    sheet.ink(panes, "#ffd9a0", 0.9)


def harbour_dawn() -> Image.Image:
    """Sunrise behind cranes and a container ship."""
    sheet = Sheet(
        (0, "#22305a"), (0.24, "#5b4f80"), (0.42, "#c26d72"), (0.56, "#f2a66d"), (0.64, "#ffd9a0"), (1, "#ffd9a0")
    )
    sheet.clouds("#f6a58a", "dawn-high", 560, 0.5, 2.2).clouds("#3d3a6b", "dawn-low", 640, 0.45, 2.6)
    sheet.sun(655, 690, 46, "#fff3d0", "#ffb36b")
    sheet.ink(Pen().land(ridge("dawn-far", 735, 40)), "#b7707a", 0.75)
    far = Pen()
    for x, tall in ((90, 150), (210, 165), (330, 140), (940, 130)):
        _gantry(far, x, 768, tall)
    sheet.ink(far.land(ridge("dawn-near", 757, 12)), "#7c4f6d", 0.9)
    sheet.mist(690, 800, "#ffc891", "dawn", 0.7)
    _freighter(sheet, 560, 775, 900, "#33284d", "dawn-ship")
    near = Pen()
    _gantry(near, 1240, 790, 610)
    _gantry(near, 1530, 800, 660, raised=True)
    near.box(1180, 772, WIDTH, 800)
    sheet.ink(near, gradient((0, "#2a2450"), (0.4, "#2a2247"), (0.66, "#1d1838"), (1, "#1d1838")))
    sheet.lamps([(1243, 455), (1330, 450), (1530, 432), (1625, 430), (1395, 680), (1700, 690)], "#ffd28a", 46)
    sheet.water(778, "#2b2a55", "dawn-water", 0.28)
    sheet.glints(782, "#ffd9a0", "dawn-glints", 420, centre=655, spread=210, opacity=0.75)
    sheet.glints(790, "#8c6a9a", "dawn-cool", 200, opacity=0.35)
    return sheet.finish("harbour-dawn")


def dredger() -> Image.Image:
    """A crane barge at work in a pale channel, its plume drifting in the water."""
    sheet = Sheet((0, "#a9c9c9"), (0.3, "#cfded2"), (0.55, "#f3ead0"), (1, "#f3ead0"))
    sheet.clouds("#ffffff", "dredge-sky", 520, 0.8, 1.6)
    sheet.light(halo(420, 560, 700), "#fff0c8", 0.45)
    for level, tint, swing, seed in ((590, "#b5c9c0", 42, "a"), (622, "#8fb0ab", 26, "b")):
        sheet.ink(Pen().land(ridge("dredge" + seed, level, swing)), tint)
    town = Pen()
    rng = random.Random("dredge-town")
    for x in range(980, 1780, 26):
        town.box(x, 640 - rng.uniform(12, 66), x + rng.uniform(16, 30), 660)
    sheet.ink(town, "#84a6a4").mist(560, 690, "#f5efdc", "dredge", 0.7)
    sheet.ink(
        Pen().box(0, 655, WIDTH, HEIGHT), gradient((0, "#a7c6bf"), (0.55, "#a7c6bf"), (0.75, "#5f9a9b"), (1, "#24616b"))
    )
    barge = Pen().poly([(520, 800), (1330, 800), (1290, 872), (560, 872)])
    barge.box(1060, 690, 1270, 800).box(1090, 620, 1220, 700).box(1075, 612, 1235, 626)
    barge.line([(1180, 620), (1180, 500)], 5).line([(1205, 620), (1205, 560)], 4)
    barge.box(640, 720, 800, 800).poly([(660, 650), (790, 640), (800, 722), (650, 722)])
    boom = Pen().line([(690, 700), (330, 250)], 15).line([(760, 660), (330, 250)], 7)
    boom.line([(745, 640), (720, 470), (330, 250)], 4).line([(790, 650), (720, 470)], 6)
    for step in range(1, 11):
        a, b = step / 11, (step + 0.5) / 11
        boom.line([(690 - 360 * a, 700 - 450 * a), (760 - 430 * b, 660 - 410 * b)], 4)
    boom.line([(326, 250), (326, 600)], 3).line([(340, 250), (340, 600)], 3)
    boom.poly([(270, 690), (290, 610), (378, 610), (396, 690), (345, 700), (333, 655), (321, 700)])
    boom.line([(285, 690), (280, 745)], 5).line([(335, 695), (338, 775)], 4).line([(380, 690), (384, 725)], 5)
    sheet.ink(boom, "#1f4650").ink(barge, "#1f4650")
    sheet.ink(Pen().box(530, 806, 1326, 822), "#d5643c").ink(
        Pen().poly([(660, 650), (790, 640), (795, 690), (654, 690)]), "#e29b45"
    )
    sheet.ink(Pen().box(672, 662, 712, 688).box(724, 659, 772, 688), "#fff1cd")
    panes = Pen()
    for x in range(1098, 1210, 22):
        panes.box(x, 640, x + 14, 664)
    sheet.ink(panes, "#fff1cd")
    sheet.water(868, "#3f8087", "dredge-water", 0.42, 20)
    plume = curve(
        [(250, 868), (420, 905), (760, 925), (1180, 985), (1800, 1010), (1800, 1120), (1100, 1075), (600, 985)], True
    )
    sheet.dots(both(soft(Pen().poly(plume).mask(), 34), cloud("plume", (500, 60), 4, 0.5)), "#b98a5a", "plume", 0.75)
    sheet.glints(872, "#eaf3e6", "dredge-glint", 300, opacity=0.5)
    buoy = (
        Pen()
        .poly([(1520, 1010), (1535, 900), (1565, 900), (1580, 1010)])
        .disc(1550, 1012, 52, 17)
        .line([(1550, 900), (1550, 868)], 4)
    )
    sheet.ink(buoy, "#c5512f").ink(Pen().poly([(1527, 962), (1573, 962), (1570, 938), (1530, 938)]), "#f6ead0")
    return sheet.finish("dredger", 0.15, 0.16)


def _wave(seed: str, level: float, swing: float, long: float) -> list[tuple[float, float]]:
    """A row of peaked waves."""
    rng = random.Random(seed)
    phase, line = rng.uniform(0, 6), []
    for x in range(-20, WIDTH + 40, 12):
        beat = math.sin(x / long + phase) + 0.45 * math.sin(x / long * 2.3 + phase * 2)
        peak = 1 - abs(math.sin(x / long * 0.6 + phase)) ** 0.7
        line.append((float(x), level - swing * (0.5 * beat + 0.9 * peak) + rng.uniform(-2, 2)))
    return line


def lighthouse_storm() -> Image.Image:
    """A lighthouse on its rock, its beam cutting through rain over a heavy sea."""
    sheet = Sheet((0, "#0f1d2c"), (0.3, "#1f3a4c"), (0.58, "#4c7079"), (0.68, "#8aa3a0"), (1, "#8aa3a0"))
    sheet.clouds("#0b1622", "storm-dark", 820, 0.95, 1.2).clouds("#7f9aa0", "storm-pale", 700, 0.4, 2.6)
    lamp = (1300, 318)
    _beam(sheet, lamp)
    for i, tint in enumerate(("#3c5d68", "#2f4f5c")):
        sheet.ink(Pen().land(_wave(f"far{i}", 765 + i * 34, 16 + i * 8, 66 + i * 30)), tint)
    _rock(sheet)
    _tower(sheet)
    _lantern(sheet, lamp)
    _keepers_house(sheet)
    spray = both(halo(1000, 840, 300, 280, 0.8), cloud("spray", (110, 120), 4, 1.2))
    sheet.dots(spray, "#dfe9e4", "spray", 0.85)
    _breakers(sheet)
    sheet.rain("storm", 620, "#d7e4e4", 0.45, 0.3)
    return sheet.finish("lighthouse-storm", 0.18, 0.35)


def _beam(sheet: Sheet, lamp: Point) -> None:
    """The light thrown to both sides, broken up by the rain."""
    beam = soft(Pen().poly([lamp, (-60, 40), (-60, 330)]).poly([lamp, (1860, 370), (1860, 480)], 150).mask(), 9)
    sheet.light(
        both(beam, fade((0, 0.35), (0.72, 1), (1, 0.4), sideways=True), cloud("beam", (500, 200), 4, 0.35)),
        "#ffe3a3",
        0.8,
    )


def _rock(sheet: Sheet) -> None:
    rock = [(930, 930), (1010, 850), (1075, 822), (1130, 770), (1205, 742), (1250, 716), (1390, 712), (1450, 750),
            (1540, 770), (1620, 836), (1740, 880), (1860, 930), (1860, 1250), (900, 1250)]  # fmt: skip
    sheet.ink(Pen().poly(rock), "#101a24")
    facets = (
        Pen()
        .poly([(1010, 850), (1075, 822), (1130, 770), (1160, 840), (1080, 905)])
        .poly([(1250, 716), (1205, 742), (1215, 820), (1275, 770)])
    )
    facets.poly([(1390, 712), (1320, 745), (1355, 850), (1420, 800)]).poly(
        [(1540, 770), (1480, 790), (1500, 880), (1580, 850)]
    )
    sheet.ink(facets, "#2b3f4a", 0.8)


def _tower(sheet: Sheet) -> None:
    """The tower with its two red bands, shaded round."""
    tower = Pen().poly([(1252, 722), (1268, 372), (1332, 372), (1348, 722)])
    sheet.ink(
        tower,
        gradient(
            (0, "#d8d3c3"), (0.694, "#d8d3c3"), (0.722, "#5c6e76"), (0.76, "#25333d"), (1, "#25333d"), sideways=True
        ),
    )
    sheet.ink(
        Pen()
        .poly([(1263, 480), (1337, 480), (1340, 555), (1259.5, 555)])
        .poly([(1256, 632), (1344, 632), (1347, 700), (1253, 700)]),
        "#a33b32",
        0.92,
    )
    sheet.shade(both(tower.mask(), fade((0, 0), (0.715, 0), (0.745, 1), (1, 1), sideways=True)), "#1a2733", 0.75)


def _lantern(sheet: Sheet, lamp: Point) -> None:
    """Gallery, cap and the lit panes on top of the tower."""
    sheet.ink(
        Pen()
        .box(1256, 362, 1344, 376)
        .box(1270, 278, 1330, 290)
        .poly([(1266, 282), (1300, 240), (1334, 282)])
        .line([(1300, 245), (1300, 212)], 4),
        "#16222c",
    )
    sheet.ink(Pen().box(1276, 290, 1324, 362), "#fff2c4").ink(
        Pen().box(1290, 290, 1293, 362).box(1308, 290, 1311, 362), "#16222c"
    )
    sheet.light(halo(*lamp, 330, power=1.5), "#ffd98a", 0.95)


def _keepers_house(sheet: Sheet) -> None:
    house = Pen().poly([(1362, 716), (1362, 660), (1410, 626), (1470, 660), (1470, 750), (1362, 750)])
    sheet.ink(house, "#1a2832").ink(Pen().box(1398, 676, 1422, 706), "#ffcf7a")


def _breakers(sheet: Sheet) -> None:
    """Three waves in front of the rock, each with foam along its crest."""
    for i, tint in enumerate(("#27434f", "#1c3542", "#132733")):
        line = _wave(f"near{i}", 880 + i * 105, 34 + i * 22, 120 + i * 62)
        body = Pen().land(line).mask()
        sheet.ink(body, tint)
        crest = soft(Pen().line([(x, y + 5) for x, y in line], 16 + i * 7).mask(), 7)
        sheet.dots(both(crest, body, cloud(f"foam{i}", (170, 60), 4, 0.8)), "#d4e2de", f"foam{i}", 0.85)


def ferry() -> Image.Image:
    """The last ferry, lit, crossing a violet bay."""
    sheet = Sheet((0, "#1b2550"), (0.3, "#47508c"), (0.5, "#9a7fae"), (0.62, "#f0b7a4"), (1, "#f0b7a4"))
    sheet.clouds("#c7a0c4", "ferry-sky", 640, 0.5, 2.4).stars("ferry", 90, 300)
    sheet.ink(Pen().disc(1420, 250, 44), "#fdf0d8").light(halo(1420, 250, 300), "#f8dcc0", 0.5)
    sheet.ink(Pen().land(ridge("ferry-a", 650, 74)), "#8f7db0").ink(Pen().land(ridge("ferry-b", 690, 40)), "#655f9a")
    sheet.mist(640, 760, "#e9b9b4", "ferry", 0.6)
    hull = Pen().poly([(430, 690), (1390, 690), (1350, 772), (480, 772)]).box(470, 610, 1340, 692)
    hull.box(530, 548, 1270, 614).box(740, 492, 1000, 552).box(720, 484, 1020, 496)
    hull.poly([(1085, 548), (1095, 440), (1165, 440), (1175, 548)]).line([(870, 490), (870, 400)], 5).line(
        [(610, 550), (610, 470)], 4
    )
    sheet.ink(hull, "#20264f").ink(Pen().poly([(1092, 478), (1168, 478), (1170, 504), (1090, 504)]), "#d9694f")
    panes = Pen()
    for row, (y, tall, first, last, step) in enumerate(((566, 28, 550, 1250, 34), (632, 34, 492, 1310, 42))):
        for x in range(first, last, step):
            panes.box(x, y, x + step * 0.62, y + tall, tone=255 if (x // step + row) % 7 else 120)
    panes.box(756, 506, 984, 528)
    sheet.ink(panes, "#ffdf9a")
    sheet.light(soft(panes.mask(), 16), "#ff9f4a", 0.9)
    sheet.ink(Pen().box(462, 704, 1366, 712), "#d9694f")
    sheet.water(770, "#232a5c", "ferry-water", 0.36, 22)
    sheet.ink(
        both(Pen().poly([(1340, 768), (1860, 790), (1860, 812), (1300, 776)]).mask(), cloud("wake", (90, 20), 3, 0.7)),
        "#f5dcd2",
        0.8,
    )
    sheet.glints(776, "#ffd08a", "ferry-glint", 330, centre=900, spread=420, opacity=0.6)
    return sheet.finish("ferry", 0.16, 0.3)


def regatta() -> Image.Image:
    """Racing dinghies heeling in a fresh breeze."""
    sheet = Sheet((0, "#8fc2cf"), (0.34, "#d4e6dd"), (0.46, "#fbeecb"), (1, "#fbeecb"))
    sheet.clouds("#ffffff", "regatta-sky", 480, 0.9, 1.4)
    sheet.ink(Pen().land(ridge("regatta", 520, 50)), "#9cbdb9").ink(Pen().land(ridge("regatta2", 548, 20)), "#7ba7a8")
    sea = gradient((0, "#6fb0b5"), (0.46, "#6fb0b5"), (0.66, "#2e8390"), (1, "#0e4a60"))
    sheet.ink(Pen().box(0, 555, WIDTH, HEIGHT), sea)
    for i in range(5):
        body = Pen().land(_wave(f"swell{i}", 620 + i * i * 32, 6 + i * 5, 70 + i * 40)).mask()
        sheet.dots(
            both(body, fade((0, 0), (0.5 + i * 0.04, 0.5), (0.62 + i * 0.09, 0), (1, 0))), "#c9e5de", f"swell{i}", 0.4
        )
    sheet.glints(560, "#f4faf0", "regatta-glint", 420, opacity=0.55)
    fleet = (
        (330, 640, 190, "#f4d9b0"),
        (1490, 660, 220, "#fff8e6"),
        (1180, 620, 130, "#fff8e6"),
        (640, 615, 105, "#e9846a"),
        (880, 960, 690, "#fff8e6"),
    )
    for x, base, tall, sail in fleet:
        _dinghy(sheet, x, base, tall, sail)
    return sheet.finish("regatta", 0.14, 0.14)


def _dinghy(sheet: Sheet, x: float, base: float, tall: float, sail: str) -> None:
    lean = 0.2 * tall
    head, foot = (x + lean, base - tall), (x, base - tall * 0.06)
    main = [*curve([head, (x - tall * 0.06, base - tall * 0.6), (x - tall * 0.36, base - tall * 0.14)]), foot]
    jib = curve(
        [
            (x + lean * 0.86, base - tall * 0.84),
            (x + tall * 0.21, base - tall * 0.45),
            (x + tall * 0.36, base - tall * 0.1),
        ]
    )
    front = Pen().poly([*jib, (x + tall * 0.09, base - tall * 0.11)]).mask()
    back = Pen().poly(main).mask()
    sheet.ink(front, mix(sail, "#d8603f", 0.62 if tall > 400 else 0.2)).ink(back, sail)
    place = (x - tall * 0.36) / WIDTH
    sheet.dots(
        both(back, fade((0, 0.8), (place, 0.8), (place + tall * 0.3 / WIDTH, 0), (1, 0), sideways=True)),
        "#8fb4b8",
        f"sail{x}",
        0.7,
    )
    seams = Pen()
    for share in (0.3, 0.5, 0.7):
        y = base - tall * share
        seams.line([(x + lean * share, y), (x - tall * (0.36 - 0.38 * share), y + tall * 0.03)], max(1, tall * 0.004))
    sheet.ink(seams, "#6f979c", 0.6)
    hull = Pen().line([foot, head], max(1.5, tall * 0.011))
    hull.poly(
        [
            (x - tall * 0.42, base - tall * 0.1),
            (x + tall * 0.4, base - tall * 0.085),
            (x + tall * 0.26, base),
            (x - tall * 0.36, base - tall * 0.005),
        ]
    )
    if tall > 400:
        for i in range(2):
            seat = (x - tall * (0.19 + i * 0.12), base - tall * 0.1)
            back_at = (seat[0] - tall * 0.06, seat[1] - tall * 0.07)
            hull.limb(seat, tall * 0.03, back_at, tall * 0.036)
            hull.limb(back_at, tall * 0.02, (seat[0] + tall * 0.05, seat[1] - tall * 0.03), tall * 0.011)
            hull.disc(back_at[0] - tall * 0.008, back_at[1] - tall * 0.052, tall * 0.022, tall * 0.025)
    sheet.ink(hull, "#173b4d")
    foam = both(halo(x, base + tall * 0.005, tall * 0.6, tall * 0.05, 0.5), cloud(f"foam{x}", (60, 30), 3, 0.5))
    sheet.ink(foam, "#ffffff", 0.9)
