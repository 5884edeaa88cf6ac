"""Scenes of sport: the stadium, the sprinter, the ballpark from the air."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageOps

from .brushes import HEIGHT, WIDTH, Pen, Point, both, cloud, curve, fade, gradient, halo, soft
from .figures import runner
from .sheet import Sheet


def stadium_night() -> Image.Image:
    """A full stadium under floodlights, seen from behind one goal."""
    sheet = Sheet((0, "#081226"), (0.3, "#16305a"), (0.46, "#3c5a80"), (1, "#3c5a80"))
    sheet.clouds("#4a6a90", "stadium-sky", 460, 0.5, 2)
    _terraces(sheet)
    _roof(sheet)
    _floodlights(sheet)
    _pitch(sheet)
    _goal(sheet)
    _players(sheet)
    return sheet.finish("stadium-night", 0.16, 0.35)


def _terraces(sheet: Sheet) -> None:
    """The stand, its rows full of people, the haze over them."""
    rng = random.Random("stadium")
    bowl = Pen().poly([*curve([(-20, 340), (400, 430), (900, 452), (1400, 430), (1820, 340)]), (1820, 900), (-20, 900)])
    sheet.ink(bowl, gradient((0, "#101b38"), (0.3, "#101b38"), (0.6, "#26385e"), (1, "#26385e")))
    crowd = {tint: Pen() for tint in ("#d9c9b0", "#c0473f", "#7d8fb0", "#f4e8d0", "#35507a")}
    for _ in range(9000):
        x = rng.uniform(-10, WIDTH + 10)
        rim = 462 - 120 * ((x - 900) / 900) ** 2
        y = rim + (rng.random() * (690 - rim))
        if (y - rim) % 58 > 8:
            crowd[rng.choice(tuple(crowd))].disc(x, y, 3.1, 3.6, tone=rng.randint(100, 255))
    for tint, pen in crowd.items():
        sheet.ink(pen, tint, 0.75)
    sheet.mist(420, 700, "#b9cbe0", "stadium", 0.35)


def _roof(sheet: Sheet) -> None:
    roof = Pen().poly(
        [
            *curve([(-20, 250), (400, 380), (900, 408), (1400, 380), (1820, 250)]),
            *curve([(1820, 330), (1400, 424), (900, 446), (400, 424), (-20, 330)]),
        ]
    )
    sheet.ink(roof, "#0a1228")


_FLOODLIGHTS = ((150, 90, 1.2), (560, 190, 0.8), (1240, 190, 0.8), (1650, 90, 1.2))  # x, top, size


def _floodlights(sheet: Sheet) -> None:
    """Four masts with eighteen lamps each, and the light they throw across the pitch."""
    banks = []
    masts = Pen()
    for x, top, size in _FLOODLIGHTS:
        masts.poly([(x - 8 * size, 480), (x - 4, top + 40), (x + 4, top + 40), (x + 8 * size, 480)])
        masts.box(x - 92 * size, top - 40 * size, x + 92 * size, top + 46 * size)
        banks += [(x + (i - 2.5) * 30 * size, top + (j - 1) * 27 * size) for i in range(6) for j in range(3)]
    sheet.ink(masts, "#0a1228")
    for x, top, _ in _FLOODLIGHTS:
        cone = soft(
            Pen()
            .poly([(x - 60, top), (x + 60, top), (x + (900 - x) * 1.5 + 520, 1150), (x + (900 - x) * 1.1 - 420, 1150)])
            .mask(),
            44,
        )
        sheet.light(both(cone, fade((0, 0.9), (0.5, 0.35), (0.8, 0), (1, 0))), "#dfeaff", 0.3).light(
            halo(x, top, 330, 260, 1.3), "#dfeaff", 0.7
        )
    sheet.lamps(banks, "#ffffff", 19, 1)


def _pitch(sheet: Sheet) -> None:
    """Mown stripes, the lines on them, and the light in the middle."""
    pitch = Pen().poly([(330, 700), (1470, 700), (2100, HEIGHT), (-300, HEIGHT)]).mask()
    sheet.ink(Pen().box(0, 690, WIDTH, HEIGHT), "#14402f").ink(
        pitch, gradient((0, "#4f9a58"), (0.58, "#4f9a58"), (0.8, "#2f7d4a"), (1, "#17502f"))
    )
    stripes = Pen()
    rows = [700 + 500 * (k / 11) ** 1.7 for k in range(12)]
    for k in range(0, 11, 2):
        stripes.box(0, rows[k], WIDTH, rows[k + 1])
    sheet.ink(both(stripes.mask(), pitch), "#6fb564", 0.4)
    _pitch_lines(sheet)
    sheet.light(both(halo(900, 800, 1000, 330, 1.1), pitch), "#e8ffd8", 0.4)


def _pitch_lines(sheet: Sheet) -> None:
    marks = (
        Pen()
        .line([(330, 700), (1470, 700)], 3)
        .line([(330, 700), (-300, HEIGHT)], 6)
        .line([(1470, 700), (2100, HEIGHT)], 6)
    )
    marks.line([(40, 872), (1760, 872)], 4).line(
        [(900 + 210 * math.cos(t / 40 * 2 * math.pi), 872 + 52 * math.sin(t / 40 * 2 * math.pi)) for t in range(41)], 4
    )
    marks.line([(640, 700), (600, 742), (1200, 742), (1160, 700)], 3)
    sheet.ink(marks, "#f4f7ea", 0.9)


def _goal(sheet: Sheet) -> None:
    """The near goal and its net, seen from behind."""
    goal = Pen().line([(300, HEIGHT), (300, 800), (1500, 800), (1500, HEIGHT)], 16)
    net = Pen()
    for i in range(1, 31):
        net.line([(300 + i * 38.7, 800), (300 + i * 38.7 + (i - 15) * 5, HEIGHT)], 1.6)
    for j in range(1, 11):
        net.line([(300 - j * 3, 800 + j * 38), (1500 + j * 3, 800 + j * 38)], 1.6)
    sheet.ink(net, "#ffffff", 0.42).ink(goal, "#f7f8f2")


def _players(sheet: Sheet) -> None:
    players = Pen()
    for x, y, tall in (
        (520, 860, 62),
        (700, 800, 46),
        (1010, 905, 78),
        (1220, 830, 54),
        (860, 770, 40),
        (1390, 930, 84),
    ):
        runner(players, x, y, tall)
    sheet.ink(players, "#10182e")


def sprinter() -> Image.Image:
    """A sprinter at full stride in low sun, the shadow long across the lanes."""
    sheet = Sheet((0, "#f2b66d"), (0.34, "#f6cf8e"), (0.52, "#f9e3b4"), (1, "#f9e3b4"))
    sheet.sun(1330, 470, 120, "#fff6dd", "#ffd28a", 5)
    stand = Pen().poly([(-20, 420), (620, 500), (1820, 540), (1820, 660), (-20, 660)])
    sheet.ink(stand, "#d98f5c", 0.8)
    rows = Pen()
    for i in range(6):
        rows.line([(-20, 450 + i * 34), (1820, 552 + i * 18)], 3)
    sheet.ink(both(rows.mask(), stand.mask()), "#b46a45", 0.7).mist(420, 700, "#fbe0aa", "sprint", 0.6)
    track = Pen().box(0, 650, WIDTH, HEIGHT).mask()
    sheet.ink(track, gradient((0, "#d9683f"), (0.54, "#d9683f"), (0.75, "#b5452f"), (1, "#6d2430")))
    lanes = Pen()
    for k in range(-12, 14):
        lanes.poly(
            [
                (1330 + k * 60 - 2, 650),
                (1330 + k * 60 + 2, 650),
                (900 + k * 420 + 12, HEIGHT),
                (900 + k * 420 - 12, HEIGHT),
            ]
        )
    sheet.ink(both(lanes.mask(), track), "#fbe9cf", 0.85)
    sheet.light(both(halo(1330, 660, 900, 260, 1.1), track), "#ffd48a", 0.6)
    sheet.dots(both(track, fade((0, 0), (0.6, 0), (1, 0.9))), "#5a1c2c", "track", 0.5)
    body = Pen()
    runner(body, 830, 1060, 850)
    shape = body.mask(4)
    flat = (
        ImageOps.flip(shape.crop((0, 200, WIDTH, 1070)))
        .resize((WIDTH, 400))
        .transform((WIDTH, 400), Image.Transform.AFFINE, (1, 0.95, -10, 0, 1, 0))
    )
    shadow = Image.new("L", shape.size)
    shadow.paste(flat, (0, 1050))
    sheet.ink(both(soft(shadow, 4), track), "#3c1226", 0.6)
    sheet.ink(shape, gradient((0, "#33203c"), (1, "#1b1230")))
    lit = Image.new("L", shape.size)
    lit.paste(shape, (-10, 6))
    sheet.ink(both(shape, ImageOps.invert(lit)), "#ffb566", 0.95)
    dust = both(halo(1110, 1050, 220, 90, 0.7), cloud("dust", (120, 60), 4, 1.0))
    sheet.dots(dust, "#ffd9a0", "dust", 0.7)
    return sheet.finish("sprinter", 0.17, 0.22)


def ballpark() -> Image.Image:
    """A baseball diamond from straight above, mown in stripes."""
    sheet = Sheet((0, "#2a5568"), (1, "#1c3c50"))
    _stands(sheet)
    warning = _field(sheet)
    mown = _mown_stripes()
    _outfield(sheet, mown)
    _infield(sheet, mown)
    _chalk(sheet)
    _fielders(sheet, warning)
    slant = soft(Pen().poly([(0, 0), (760, 0), (240, HEIGHT), (0, HEIGHT)]).mask(), 6)
    sheet.shade(slant, "#1d2f4a", 0.45).light(halo(1300, 300, 900, 800, 1.1), "#ffe2a0", 0.3)
    return sheet.finish("ballpark", 0.18, 0.25)


_HOME_X, _HOME_Y = 900.0, 1060.0
_BASES = ((90, 0), (90, 90), (0, 90))
_MOUND = (43, 43)


def _feet(out: float, along: float) -> Point:
    """Feet from home, `out` towards the right-field line, `along` towards the left, to the page."""
    return _HOME_X + (out - along) * 1.72, _HOME_Y - (out + along) * 1.72


def _fence(reach: float, wobble: float = 0.0) -> list[Point]:
    """The curve from one foul line to the other, `reach` feet out and `wobble` more in the middle."""
    turns = [math.radians(-2 + k * 94 / 40) for k in range(41)]
    return [
        _feet((reach + wobble * math.sin(2 * t)) * math.cos(t), (reach + wobble * math.sin(2 * t)) * math.sin(t))
        for t in turns
    ]


def _stands(sheet: Sheet) -> None:
    """The stands round the field and the people in them."""
    rng = random.Random("seats")
    stand = Pen().poly(
        [
            _feet(-70, -70),
            *[(_HOME_X + (x - _HOME_X) * 1.16, _HOME_Y + (y - _HOME_Y) * 1.16 + 20) for x, y in _fence(340, 34)],
        ]
    )
    sheet.ink(stand, "#8fa5a8")
    seats = {t: Pen() for t in ("#d9cdb4", "#c2553f", "#3f6478", "#f0e6cf")}
    for _ in range(5200):
        seats[rng.choice(tuple(seats))].disc(rng.uniform(60, 1740), rng.uniform(20, 1190), 3.4)
    for tint, pen in seats.items():
        sheet.ink(both(pen.mask(), stand.mask()), tint, 0.8)


def _field(sheet: Sheet) -> Image.Image:
    """The wall and the warning track inside it; returns everything inside the wall as a mask."""
    sheet.ink(Pen().poly([_feet(-34, -34), *_fence(348, 36)]), "#1d3f33")
    warning = Pen().poly([_feet(-30, -30), *_fence(340, 34)]).mask()
    sheet.ink(warning, "#c98252")
    return warning


def _mown_stripes() -> tuple[Image.Image, Image.Image]:
    """The two directions in which the grass is mown, a mask for each."""
    stripes, cross = Pen(), Pen()
    for k in range(-40, 60):
        if k % 2:
            stripes.poly([_feet(k * 22, -100), _feet(k * 22 + 22, -100), _feet(k * 22 + 22, 900), _feet(k * 22, 900)])
            cross.poly([_feet(-100, k * 22), _feet(-100, k * 22 + 22), _feet(900, k * 22 + 22), _feet(900, k * 22)])
    return stripes.mask(), cross.mask()


def _outfield(sheet: Sheet, mown: tuple[Image.Image, Image.Image]) -> None:
    grass = Pen().poly([_feet(-20, -20), *_fence(322, 32)]).mask()
    sheet.ink(grass, "#5f9a4e")
    stripes, cross = mown
    sheet.ink(both(stripes, grass), "#86b962", 0.55).ink(both(cross, grass), "#3f7d46", 0.4)


def _infield(sheet: Sheet, mown: tuple[Image.Image, Image.Image]) -> None:
    """The dirt, the lawn within the bases, the mound and the plate."""
    mound = _feet(*_MOUND)
    clay = Pen().disc(*mound, 95 * 1.72).mask()
    skin = Pen().poly(
        [
            _feet(-12, -12),
            *[_feet(150 * math.cos(t), 150 * math.sin(t)) for t in (math.radians(k * 9) for k in range(11))],
        ]
    )
    wedge = Pen().poly([_feet(-8, -8), _feet(200, -6), _feet(200, 200), _feet(-6, 200)]).mask()
    infield = both(skin.mask(), wedge, Pen().disc(*_feet(45, 45), 97 * 1.72 * 1.0).mask())
    dirt = both(clay, wedge)
    sheet.ink(dirt, "#cf8a55").ink(infield, "#cf8a55")
    inner = [_feet(7, 7), _feet(82, 7), _feet(82, 82), _feet(7, 82)]
    lawn = Pen().poly(inner).disc(*_feet(2, 2), 26, tone=0)
    for base in _BASES:
        lawn.disc(*_feet(*base), 22, tone=0)
    green = lawn.mask()
    sheet.ink(green, "#6fa655").ink(both(mown[0], green), "#93c26c", 0.5)
    sheet.ink(Pen().disc(*mound, 17).disc(_HOME_X, _HOME_Y - 4, 25), "#cf8a55").dots(
        both(dirt, cloud("clay", (160, 160), 4, 1)), "#a35f38", "clay", 0.45
    )


def _chalk(sheet: Sheet) -> None:
    """Everything white: foul lines, bases, the plate, the mound's rubber, the batter's boxes."""
    (hx, hy), mound = (_HOME_X, _HOME_Y), _feet(*_MOUND)
    white = Pen().line([(hx, hy), _feet(322, 0)], 4).line([(hx, hy), _feet(0, 322)], 4)
    for base in _BASES:
        x, y = _feet(*base)
        white.poly([(x, y - 8), (x + 8, y), (x, y + 8), (x - 8, y)])
    white.poly([(hx - 7, hy - 8), (hx + 7, hy - 8), (hx + 7, hy), (hx, hy + 7), (hx - 7, hy)]).box(
        mound[0] - 8, mound[1] - 2, mound[0] + 8, mound[1] + 2
    )
    for side in (-1, 1):
        white.line(
            [
                (hx + side * 14 - 8, hy - 20),
                (hx + side * 14 + 8, hy - 20),
                (hx + side * 14 + 8, hy + 14),
                (hx + side * 14 - 8, hy + 14),
                (hx + side * 14 - 8, hy - 20),
            ],
            1.5,
        )
    sheet.ink(white, "#fbf6e6")


def _fielders(sheet: Sheet, field: Image.Image) -> None:
    """The players as seen from above and their shadows on the field."""
    spots = [(43, 43), (92, 22), (72, 104), (104, 70), (22, 94), (-3, -3), (230, 70), (190, 190), (74, 236)]
    shade, people = Pen(), Pen()
    for spot in spots:
        x, y = _feet(*spot)
        shade.limb((x, y), 6, (x + 46, y + 22), 4)
        people.disc(x, y, 9, 7).disc(x, y - 1, 4.5)
    sheet.shade(both(soft(shade.mask(), 1), field), "#12302a", 0.6).ink(people, "#fbf6e6").ink(
        Pen().disc(*_feet(*_MOUND), 3), "#c2553f"
    )
