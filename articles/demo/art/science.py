"""Scenes of science and health: the observatory, a comet, cells under the microscope, a hospital corridor."""

from __future__ import annotations

import math
import random

from PIL import Image

from .brushes import HEIGHT, WIDTH, Pen, Point, both, cloud, curve, fade, gradient, halo, mix, ridge, soft
from .sheet import Sheet


def observatory() -> Image.Image:
    """An open dome on a ridge under the Milky Way."""
    sheet = Sheet((0, "#070d25"), (0.4, "#142450"), (0.7, "#3b4a80"), (0.82, "#c98a80"), (1, "#c98a80"))
    rng = random.Random("dust-stars")  # first the stars draw from it, then the firs
    _milky_way(sheet, rng)
    _far_ridges(sheet)
    dome = _dome(sheet)
    _open_slit(sheet, dome)
    _ribs(sheet, dome)
    sheet.ink(Pen().box(560, 900, 610, 985), "#ffcf87").light(halo(585, 945, 130, power=1.2), "#ff9f4a", 0.6)
    _hill_with_firs(sheet, rng)
    return sheet.finish("observatory", 0.15, 0.35)


def _milky_way(sheet: Sheet, rng: random.Random) -> None:
    """The band across the sky with its bright core and its dust, stars thicker along it, a few of them large."""
    # the band of the Milky Way: a stretched halo, turned, broken up by noise
    band = halo(900, 600, 1350, 250, 1.1).rotate(52, Image.Resampling.BILINEAR, translate=(330, -150))
    core = halo(900, 600, 1000, 105, 1.0).rotate(52, Image.Resampling.BILINEAR, translate=(330, -150))
    sky = fade((0, 1), (0.62, 0.8), (0.82, 0), (1, 0))
    sheet.light(both(band, sky, cloud("milky", (340, 300), 5, 0.6)), "#6f86c9", 0.85)
    sheet.light(both(core, sky, cloud("milky-core", (200, 190), 5, 0.8)), "#f0c9b4", 0.9)
    sheet.shade(both(core, sky, cloud("dust", (240, 140), 5, 2.4)), "#0a1030", 0.85)
    dense = Pen()
    for _ in range(1500):
        along, across = rng.gauss(0, 620), rng.gauss(0, 95)
        turn = math.radians(-52)
        dense.disc(
            1230 + along * math.cos(turn) - across * math.sin(turn),
            450 + along * math.sin(turn) + across * math.cos(turn),
            rng.uniform(0.5, 1.5),
            tone=rng.randint(60, 220),
        )
    sheet.ink(both(dense.mask(), sky), "#fdf3e4").stars("observatory", 900, 880, "#eef2ff")
    sheet.lamps([(250, 180), (1610, 330), (700, 120), (980, 560), (1420, 90)], "#cfe0ff", 22, 1)


def _far_ridges(sheet: Sheet) -> None:
    for i, (level, tint) in enumerate(((960, "#585a86"), (1010, "#33375f"))):
        sheet.ink(Pen().land(ridge(f"obs{i}", level, 60, 0.5)), tint)
    sheet.mist(880, 1060, "#c58f8c", "obs", 0.4)


def _dome(sheet: Sheet) -> Image.Image:
    """The drum and the dome on it, lit from the left; returns the dome's outline as a mask."""
    drum = Pen().box(520, 820, 900, 1000).box(500, 806, 920, 832)
    sheet.ink(
        drum,
        gradient(
            (0, "#2a3158"),
            (0.28, "#7f86ae"),
            (0.34, "#aeb0cc"),
            (0.42, "#3a4270"),
            (0.52, "#161b3a"),
            (1, "#161b3a"),
            sideways=True,
        ),
    )
    dome = Pen().disc(710, 810, 204, 214).box(480, 812, 940, 1200, 0)
    body = dome.mask()
    sheet.ink(
        body,
        gradient(
            (0, "#2a3158"),
            (0.28, "#8d93ba"),
            (0.345, "#c9c8dc"),
            (0.42, "#454c7c"),
            (0.52, "#141a38"),
            (1, "#141a38"),
            sideways=True,
        ),
    )
    sheet.dots(both(body, halo(790, 830, 260, 260, 0.8)), "#1a2048", "dome", 0.5)
    return body


def _open_slit(sheet: Sheet, dome: Image.Image) -> None:
    """The opening with the warm light inside and the telescope in it."""
    slit = Pen().poly(
        [
            *curve([(735, 812), (742, 700), (770, 610), (800, 616)]),
            *curve([(800, 616), (842, 650), (836, 720), (822, 812)]),
        ]
    )
    inside = both(slit.mask(), dome)
    sheet.ink(inside, gradient((0, "#5c2a30"), (0.52, "#a8442f"), (0.68, "#ffb066"), (1, "#ffb066"))).light(
        soft(inside, 20), "#ff7a3c", 0.5
    )
    scope = Pen().poly([(752, 800), (800, 600), (836, 610), (800, 806)])
    sheet.ink(both(scope.mask(), Pen().box(700, 580, 880, 812).mask()), "#0e1430")


def _ribs(sheet: Sheet, dome: Image.Image) -> None:
    """The seams of the dome."""
    ribs = Pen()
    for turn in (-0.78, -0.42, 0.78):
        ribs.line(
            [
                (710 + turn * 204 * math.cos(t), 810 - 214 * math.sin(t))
                for t in (k / 14 * math.pi / 2 for k in range(15))
            ],
            2,
        )
    sheet.ink(both(ribs.mask(), dome), "#2a3158", 0.6)


def _hill_with_firs(sheet: Sheet, rng: random.Random) -> None:
    """The ridge the dome stands on, firs at both ends of it."""
    hill = curve([(-20, 1120), (300, 1060), (560, 985), (880, 985), (1150, 1050), (1500, 1110), (1820, 1130)])
    front = Pen().land(hill)
    for _ in range(60):
        x = rng.choice([rng.uniform(-20, 420), rng.uniform(1080, 1820)])
        y, tall = 1090 + rng.uniform(-10, 60), rng.uniform(60, 190)
        for layer in range(5):
            top = y - tall * (1 - layer * 0.18)
            front.poly(
                [
                    (x, top - tall * 0.05),
                    (x + tall * (0.05 + layer * 0.032), top + tall * 0.24),
                    (x - tall * (0.05 + layer * 0.032), top + tall * 0.24),
                ]
            )
    sheet.ink(front, "#0a0f26")


def comet() -> Image.Image:
    """A comet with two tails, drawn like a plate from an old atlas of the sky."""
    sheet = Sheet((0, "#0b1a33"), (0.6, "#123252"), (1, "#1f5468"))
    sheet.light(both(halo(1200, 380, 1200, 800), cloud("nebula", (600, 380), 5, 1.2)), "#2b6f86", 0.6)
    sheet.stars("comet", 800, HEIGHT)
    grid = Pen()
    for r in (330, 620, 910, 1200, 1490):
        grid.disc(240, 1320, r).disc(240, 1320, r - 2.4, tone=0)
    rings = Pen()
    for r in (330, 620, 910, 1200, 1490):
        rings.line(
            [(240 + r * math.cos(t), 1320 + r * math.sin(t)) for t in (k / 90 * 2 * math.pi for k in range(91))], 2
        )
    sheet.ink(rings, "#e8d2a0", 0.22)
    head = (620, 800)
    for spread, tint, turn, strength in ((0.21, "#f3d9a6", -0.66, 0.9), (0.06, "#8fd3e6", -0.48, 0.95)):
        long = 1350
        tail: list[Point] = [head]
        for side in (1, -1):
            edge = [
                (
                    head[0] + t * long * math.cos(turn + side * spread * t * 0.8 + t * t * 0.12),
                    head[1] + t * long * math.sin(turn + side * spread * t * 0.8 + t * t * 0.12),
                )
                for t in (k / 20 for k in range(1, 21))
            ]
            tail += edge if side == 1 else edge[::-1]
        body = soft(Pen().poly(tail).mask(), 16)
        falloff = fade((0, 1), (0.34, 1), (0.6, 0.5), (0.95, 0), (1, 0), sideways=True)
        sheet.light(both(body, falloff), tint, strength * 0.55)
        sheet.dots(
            both(body, falloff, cloud("tail" + tint, (400, 60), 4, 0.7).rotate(30)), tint, "tail" + tint, strength
        )
    sheet.light(halo(*head, 210, power=1.2), "#bfe9ee", 0.9).light(halo(*head, 90, power=0.9), "#fff8e4", 1).ink(
        Pen().disc(*head, 19), "#fffdf4"
    )
    sheet.ink(Pen().disc(240, 1320, 330), "#0a1526")
    planet = Pen().disc(240, 1320, 330).mask()
    sheet.dots(both(planet, halo(370, 1050, 330, 260, 0.8)), "#d98d5a", "planet", 0.95).dots(
        both(planet, halo(400, 1010, 200, 140, 0.8)), "#f3d9a6", "planet2", 0.9
    )
    orbit = Pen()
    for k in range(0, 70, 2):
        t0, t1 = (math.radians(-118 + (k + j) * 1.7) for j in (0, 1))
        orbit.line(
            [
                (240 + 1180 * math.cos(t0), 1500 + 800 * math.sin(t0)),
                (240 + 1180 * math.cos(t1), 1500 + 800 * math.sin(t1)),
            ],
            3,
        )
    sheet.ink(orbit, "#e8d2a0", 0.45)
    return sheet.finish("comet", 0.17, 0.35)


def cells() -> Image.Image:
    """Stained cells crowding a microscope's field."""
    sheet = Sheet((0, "#f0d9d2"), (1, "#e6c2c4"))
    sheet.dots(cloud("stain", (500, 420), 4, 1.2), "#d79aa8", "stain", 0.5)
    rng = random.Random("cells")
    placed: list[tuple[float, float, float]] = []
    for _ in range(2600):
        r = rng.uniform(46, 122)
        x, y = rng.uniform(-40, WIDTH + 40), rng.uniform(-40, HEIGHT + 40)
        if all(math.hypot(x - a, y - b) > (r + c) * 0.93 for a, b, c in placed):
            placed.append((x, y, r))
    tints = ("#c75b7a", "#a8497c", "#d9788a", "#8c4a86")
    walls, insides, cores, nucleoli = Pen(), {t: Pen() for t in tints}, Pen(), Pen()
    for x, y, r in placed:
        outline = [
            (
                x + r * rng.uniform(0.88, 1.1) * math.cos(k / 11 * 2 * math.pi),
                y + r * rng.uniform(0.88, 1.1) * math.sin(k / 11 * 2 * math.pi),
            )
            for k in range(11)
        ]
        walls.blob(outline)
        insides[rng.choice(tints)].blob([(x + (px - x) * 0.9, y + (py - y) * 0.9) for px, py in outline])
        cx, cy, core = x + rng.uniform(-0.2, 0.2) * r, y + rng.uniform(-0.2, 0.2) * r, r * rng.uniform(0.34, 0.44)
        cores.blob(
            [
                (
                    cx + core * rng.uniform(0.9, 1.1) * math.cos(k / 8 * 2 * math.pi),
                    cy + core * rng.uniform(0.9, 1.1) * math.sin(k / 8 * 2 * math.pi),
                )
                for k in range(8)
            ]
        )
        nucleoli.disc(cx + core * 0.2, cy - core * 0.2, core * 0.24).disc(
            cx - core * 0.34, cy + core * 0.2, core * 0.14
        )
    sheet.ink(walls, "#8a3a68", 0.85)
    for tint, pen in insides.items():
        body = pen.mask()
        sheet.ink(body, mix(tint, "#ffe9e2", 0.5)).dots(
            both(body, cloud("cyto" + tint, (150, 150), 4, 0.8)), tint, "cyto" + tint, 0.8
        )
    dark = cores.mask()
    sheet.ink(dark, "#5a2a72").dots(both(dark, cloud("chromatin", (60, 60), 3, 0.9)), "#2d154e", "chromatin", 0.9).ink(
        nucleoli, "#f2a3b3", 0.75
    )
    fx, fy, fr = min(placed, key=lambda p: math.hypot(p[0] - 1120, p[1] - 520))
    sheet.light(halo(fx, fy, fr * 3.4, power=1.1), "#7de8d0", 0.55).dots(
        halo(fx, fy, fr * 1.15, power=0.5), "#3fc7ae", "marker", 0.5
    )
    lens = halo(900, 600, 1050, 1050, 0.42).point([255 - v for v in range(256)])
    sheet.shade(lens, "#2a1238", 0.75)
    return sheet.finish("cells", 0.15, 0.15)


def hospital_corridor() -> Image.Image:
    """An empty ward corridor running to a bright window."""
    sheet = Sheet((0, "#d9e8e4"), (1, "#d9e8e4"))
    _walls(sheet)
    _doors_and_lamps(sheet)
    _far_window(sheet)
    _polished_floor(sheet)
    _trolley(sheet)
    return sheet.finish("hospital-corridor", 0.14, 0.3)


_EYE_X, _EYE_Y = 1010.0, 560.0  # where the lines of the corridor meet on the page
_FAR = 11.0


def _corridor(x: float, y: float, z: float) -> Point:
    """Corridor space (x across -1..1, y up -1..1, z 1 near .. _FAR the end) to the page."""
    return _EYE_X + x * 1150 / z, _EYE_Y - y * 760 / z


def _slab(pen: Pen, *corners: tuple[float, float, float]) -> Pen:
    """A flat surface in the corridor."""
    return pen.poly([_corridor(*corner) for corner in corners])


def _walls(sheet: Sheet) -> None:
    """Floor, ceiling and both walls."""
    sheet.ink(
        _slab(Pen(), (-1, -1, 0.7), (1, -1, 0.7), (1, -1, _FAR), (-1, -1, _FAR)),
        gradient((0, "#eef3ea"), (0.5, "#eef3ea"), (0.7, "#9fc2bd"), (1, "#5f918f")),
    )
    sheet.ink(
        _slab(Pen(), (-1, 1, 0.5), (1, 1, 0.5), (1, 1, _FAR), (-1, 1, _FAR)),
        gradient((0, "#8fb0ac"), (0.4, "#e3ece4"), (1, "#e3ece4")),
    )
    sheet.ink(
        _slab(Pen(), (-1, 1, 0.5), (-1, -1, 0.5), (-1, -1, _FAR), (-1, 1, _FAR)),
        gradient((0, "#5d8c8a"), (0.5, "#b9d3cc"), (0.56, "#eef3ea"), (1, "#eef3ea"), sideways=True),
    )
    sheet.ink(
        _slab(Pen(), (1, 1, 0.5), (1, -1, 0.5), (1, -1, _FAR), (1, 1, _FAR)),
        gradient((0, "#f2f0de"), (0.58, "#f2f0de"), (0.7, "#a7c5be"), (1, "#4b7a7a"), sideways=True),
    )


def _doors_and_lamps(sheet: Sheet) -> None:
    """A handrail and six doors on either side, every other one with a pane, and the tubes of light overhead."""
    stripes, doors, frames, glass, tubes = Pen(), Pen(), Pen(), Pen(), Pen()
    for side in (-1.0, 1.0):
        _slab(stripes, (side, -0.28, 0.5), (side, -0.2, 0.5), (side, -0.2, _FAR), (side, -0.28, _FAR))
        for i, z in enumerate((1.02, 1.6, 2.4, 3.6, 5.2, 7.4)):
            end = z * 1.2
            _slab(
                frames, (side, 0.62, z * 0.975), (side, -1, z * 0.975), (side, -1, end * 1.02), (side, 0.62, end * 1.02)
            )
            _slab(doors, (side, 0.57, z), (side, -1, z), (side, -1, end), (side, 0.57, end))
            if (i + (side > 0)) % 2:
                _slab(
                    glass,
                    (side, 0.42, z * 1.04),
                    (side, -0.05, z * 1.04),
                    (side, -0.05, z * 1.13),
                    (side, 0.42, z * 1.13),
                )
    for z in (0.8, 1.3, 2.0, 3.0, 4.4, 6.4, 8.8):
        _slab(tubes, (-0.24, 1, z), (0.24, 1, z), (0.24, 1, z * 1.22), (-0.24, 1, z * 1.22))
    sheet.ink(stripes, "#3c8c8c", 0.8).ink(frames, "#f6f6ea").ink(doors, "#d98b5c").dots(
        both(doors.mask(), fade((0, 0.1), (0.5, 0.2), (1, 1))), "#9c5238", "doors", 0.7
    )
    sheet.ink(glass, "#fff1c9").ink(tubes, "#ffffff").light(soft(tubes.mask(), 30), "#fffbe8", 0.5)


def _far_window(sheet: Sheet) -> None:
    """The bright window at the end."""
    wx, wy = _corridor(-1, 1, _FAR)
    ex, ey = _corridor(1, -1, _FAR)
    sheet.ink(Pen().box(wx, wy, ex, ey), "#fffdf0").light(halo((wx + ex) / 2, _EYE_Y, 430, 380, 1.2), "#fff4d0", 0.9)
    sheet.ink(Pen().box(wx + 30, wy + 20, ex - 30, ey), "#cfe5ea").ink(
        Pen().box(_EYE_X - 3, wy + 20, _EYE_X + 3, ey).box(wx + 30, _EYE_Y - 4, ex - 30, _EYE_Y + 2), "#8fb0ac"
    )


def _polished_floor(sheet: Sheet) -> None:
    """The shine and the joints of the floor, and the shadow the bed throws on it."""
    shine = _slab(Pen(), (-0.5, -1, 0.7), (0.5, -1, 0.7), (0.42, -1, _FAR), (-0.42, -1, _FAR)).mask()
    sheet.light(both(soft(shine, 22), fade((0, 0), (0.5, 0.9), (0.75, 0.5), (1, 0.15))), "#fffbe8", 0.5)
    floor = _slab(Pen(), (-1, -1, 0.7), (1, -1, 0.7), (1, -1, _FAR), (-1, -1, _FAR)).mask()
    joints = Pen()
    for z in (0.8, 1.0, 1.25, 1.6, 2.05, 2.6, 3.4, 4.5, 6, 8):
        joints.line([_corridor(-1, -1, z), _corridor(1, -1, z)], max(1, 4 / z))
    sheet.ink(both(joints.mask(), floor), "#4b7f80", 0.4)
    sheet.shade(both(soft(Pen().disc(560, 1050, 330, 40).mask(), 16), floor), "#2a5558", 0.6)


def _trolley(sheet: Sheet) -> None:
    """The bed left standing on the left of the corridor."""
    frame = (
        Pen().line([(290, 880), (820, 860)], 14).line([(330, 880), (760, 1030)], 8).line([(760, 866), (340, 1030)], 8)
    )
    frame.line([(300, 1030), (800, 1020)], 10).line([(276, 890), (262, 690)], 12).line([(832, 862), (842, 760)], 10)
    for x, y in ((320, 1050), (780, 1040)):
        frame.disc(x, y, 24).disc(x, y, 9, tone=0)
    sheet.ink(frame, "#2c5a60")
    bed = Pen().poly([*curve([(262, 800), (420, 818), (600, 838), (840, 800)]), (844, 862), (270, 886)]).mask()
    sheet.ink(bed, "#fffaf0").dots(both(bed, fade((0, 0), (0.68, 0.1), (0.74, 0.9), (1, 1))), "#7fb0b0", "bed", 0.6)
    blanket = Pen().poly([(520, 826), (846, 798), (850, 900), (700, 930), (520, 905)]).mask()
    sheet.ink(blanket, "#3c8c8c").dots(
        both(blanket, fade((0, 0), (0.7, 0.1), (0.78, 0.9), (1, 1))), "#1f5a62", "blanket", 0.7
    )
    sheet.ink(Pen().blob([(270, 798), (290, 752), (360, 744), (428, 768), (424, 816), (340, 824)]), "#ffffff")
    stand = (
        Pen().line([(930, 1010), (930, 560)], 7).line([(896, 566), (964, 566)], 5).line([(890, 1012), (970, 1012)], 7)
    )
    sheet.ink(stand, "#2c5a60").ink(
        Pen().blob([(944, 580), (980, 580), (984, 660), (962, 680), (940, 660)]), "#a9d8d4", 0.9
    )
