"""Scenes of culture: the museum vase, library shelves. The stage has its own module, stage.py."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageOps

from .brushes import HEIGHT, WIDTH, Pen, Point, both, curve, fade, gradient, halo, soft
from .figures import standing
from .sheet import Sheet


def museum_vase() -> Image.Image:
    """A painted jar on a plinth in a dim gallery, one visitor looking."""
    sheet = Sheet((0, "#3a2a3a"), (0.5, "#6d4350"), (0.78, "#8a5656"), (1, "#8a5656"))
    _gallery(sheet)
    _plinth(sheet)
    jar = _jar(sheet)
    _painted_bands(sheet, jar)
    _jar_in_the_light(sheet, jar)
    _cracks(sheet, jar)
    _glass_case(sheet)
    _visitor(sheet)
    return sheet.finish("museum-vase", 0.17, 0.45)


def _gallery(sheet: Sheet) -> None:
    """Wall and floor, two paintings, and the lamp's cone with its pool of light."""
    sheet.light(halo(760, 480, 900, 760, 1.1), "#f2a878", 0.6)
    floor = Pen().box(0, 960, WIDTH, HEIGHT)
    sheet.ink(floor, gradient((0, "#5c3640"), (0.8, "#5c3640"), (1, "#22141f"))).ink(
        Pen().box(0, 944, WIDTH, 962), "#3d2431"
    )
    cone = soft(Pen().poly([(735, -20), (785, -20), (1080, 960), (440, 960)]).mask(), 24)
    sheet.light(both(cone, fade((0, 0.9), (0.8, 0.35), (1, 0))), "#ffdca6", 0.45)
    frames = Pen().box(1280, 260, 1600, 640).box(-20, 300, 180, 640)
    sheet.ink(frames, "#c08a52").ink(Pen().box(1302, 282, 1578, 618).box(-20, 322, 158, 618), "#2f2a40")
    sheet.dots(both(Pen().box(1302, 282, 1578, 618).mask(), halo(1440, 520, 260, 200, 0.7)), "#7a6a8a", "canvas", 0.9)
    sheet.light(both(soft(Pen().disc(760, 1010, 520, 70).mask(), 20), floor.mask()), "#ffc98a", 0.5)


def _plinth(sheet: Sheet) -> None:
    sheet.ink(
        Pen().poly([(560, 760), (960, 760), (960, 1080), (560, 1080)]),
        gradient(
            (0, "#e8d3b8"), (0.32, "#f7e8cf"), (0.45, "#dcbf9f"), (0.54, "#9c7868"), (1, "#9c7868"), sideways=True
        ),
    )
    sheet.ink(Pen().box(540, 736, 980, 766), "#fbeed6").shade(
        fade((0, 0), (0.638, 0), (0.64, 0.5), (0.68, 0), (1, 0)), "#8a5a50", 0.2
    )


def _jar(sheet: Sheet) -> Image.Image:
    """The bare clay, shaded round; returns the jar's outline as a mask."""
    outline = [
        (0.0, 1.0),
        (0.2, 0.99),
        (0.215, 0.955),
        (0.13, 0.92),
        (0.12, 0.84),
        (0.22, 0.77),
        (0.37, 0.66),
        (0.405, 0.53),
        (0.36, 0.36),
        (0.25, 0.18),
        (0.165, 0.07),
        (0.2, 0.03),
        (0.2, 0.0),
        (0.0, 0.0),
    ]
    right = curve([(760 + x * 560, 738 - y * 560) for x, y in outline])
    body = Pen().poly(right + [(1520 - x, y) for x, y in reversed(right)]).mask()
    sheet.ink(
        body,
        gradient(
            (0, "#8f3f2c"),
            (0.31, "#8f3f2c"),
            (0.39, "#e0905a"),
            (0.44, "#c9683f"),
            (0.54, "#5c2530"),
            (1, "#5c2530"),
            sideways=True,
        ),
    )
    return body


def _painted_bands(sheet: Sheet, jar: Image.Image) -> None:
    """Bands, a key pattern and a row of teeth, bent round the belly of the jar."""
    bands = Pen()
    for y, tall in (
        (0.81, 0.012),
        (0.735, 0.03),
        (0.62, 0.008),
        (0.4, 0.008),
        (0.31, 0.05),
        (0.12, 0.02),
        (0.96, 0.03),
    ):
        bands.disc(760, 738 - y * 560, 300, 30).disc(760, 738 - y * 560 - tall * 560, 300, 30, tone=0)
    for i in range(-9, 10):
        _key(bands, i / 9 * math.pi / 2)
    sheet.ink(both(bands.mask(), jar), "#2a1624", 0.85)


def _key(bands: Pen, angle: float) -> None:
    """One key of the pattern and the tooth above it, narrower the further round the jar they stand."""
    x, squeeze = 760 + 225 * math.sin(angle), math.cos(angle)
    y = 738 - 0.515 * 560 + 26 * squeeze
    bands.line(
        [
            (x - 20 * squeeze, y + 30),
            (x - 20 * squeeze, y - 26),
            (x + 14 * squeeze, y - 26),
            (x + 14 * squeeze, y + 10),
            (x - 4 * squeeze, y + 10),
            (x - 4 * squeeze, y - 8),
        ],
        max(1.5, 8 * squeeze),
    )
    bands.poly(
        [
            (x - 14 * squeeze, 738 - 0.66 * 560 + 26 * squeeze),
            (x, 738 - 0.71 * 560 + 26 * squeeze),
            (x + 14 * squeeze, 738 - 0.66 * 560 + 26 * squeeze),
        ]
    )


def _jar_in_the_light(sheet: Sheet, jar: Image.Image) -> None:
    """The dark side, the shine, and the shadow on the plinth."""
    sheet.dots(both(jar, fade((0, 0), (0.42, 0.1), (0.5, 0.9), (1, 1), sideways=True)), "#2a1220", "vase", 0.75)
    sheet.light(both(jar, halo(680, 350, 80, 190, 1.0)), "#ffd9a8", 0.6)
    sheet.shade(both(soft(Pen().disc(770, 742, 150, 12).mask(), 6), ImageOps.invert(jar)), "#3a1a20", 0.7)


def _cracks(sheet: Sheet, jar: Image.Image) -> None:
    cracks = (
        Pen()
        .line(curve([(640, 470), (690, 500), (700, 560), (740, 590), (735, 650)]), 2.5)
        .line(curve([(700, 560), (660, 600), (670, 640)]), 2)
    )
    sheet.ink(both(cracks.mask(), jar), "#f2c89a", 0.7)


def _glass_case(sheet: Sheet) -> None:
    case = Pen().line([(500, 130), (1020, 130), (1020, 1080)], 3).line([(500, 130), (500, 1080)], 3)
    sheet.light(case.mask(), "#fff0d8", 0.35)


def _visitor(sheet: Sheet) -> None:
    viewer = Pen()
    standing(viewer, 1250, 1240, 900, random.Random("viewer-3"))
    sheet.ink(viewer.mask(5), "#160e1a")


def library() -> Image.Image:
    """Tall shelves narrowing to a reading-room window."""
    sheet = Sheet((0, "#2b1d1a"), (1, "#2b1d1a"))
    _floor_and_ceiling(sheet)
    _shelves(sheet)
    near = ImageOps.invert(halo(_AISLE_X, _AISLE_Y, 1150, 1000, 0.8))
    sheet.shade(near, "#180c10", 0.85)
    _reading_room_window(sheet)
    _reader(sheet)
    _ladder(sheet)
    lamps = [_aisle(side * 0.62, 470, z) for z in (1.7, 2.6, 4.0, 6.0) for side in (-1, 1)]
    sheet.lamps(lamps, "#ffd48a", 75, 1)
    return sheet.finish("library", 0.17, 0.35)


_AISLE_X, _AISLE_Y = 900.0, 560.0  # where the lines of the shelves meet on the page
_AISLE_END = 8.0


def _aisle(side: float, y: float, z: float) -> Point:
    """Aisle space (side -1..1, y -560 floor .. 760 ceiling, z 1 near .. _AISLE_END far) to the page."""
    return _AISLE_X + side * 900 / z, _AISLE_Y - y / z


def _board(side: float, one: float, other: float) -> list[Point]:
    """A strip along the whole wall on that side, between two heights."""
    return [
        _aisle(side, one, 0.6),
        _aisle(side, other, 0.6),
        _aisle(side, other, _AISLE_END),
        _aisle(side, one, _AISLE_END),
    ]


def _floor_and_ceiling(sheet: Sheet) -> None:
    sheet.ink(
        Pen().poly(
            [_aisle(-1, -560, 0.8), _aisle(1, -560, 0.8), _aisle(1, -560, _AISLE_END), _aisle(-1, -560, _AISLE_END)]
        ),
        gradient((0, "#f0c98a"), (0.52, "#f0c98a"), (0.7, "#a86a44"), (1, "#3c2220")),
    )
    sheet.ink(
        Pen().poly(
            [_aisle(-1, 760, 0.6), _aisle(1, 760, 0.6), _aisle(1, 760, _AISLE_END), _aisle(-1, 760, _AISLE_END)]
        ),
        gradient((0, "#2a1a1a"), (0.38, "#8a5a40"), (1, "#8a5a40")),
    )


def _shelves(sheet: Sheet) -> None:
    """Both walls of books, seven shelves high, between their uprights."""
    rng = random.Random("library")
    tints = ("#8c2f2a", "#c0673a", "#274b55", "#3f6b5e", "#d9a658", "#5a2f42", "#e6d3aa", "#7a4a30")
    books, wood = {t: Pen() for t in tints}, Pen()
    for side in (-1, 1):
        sheet.ink(Pen().poly(_board(side, 760, -560)), "#24150f")
        for shelf in range(7):
            low = -520 + shelf * 178
            _row_of_books(books, rng, side, low)
            wood.poly(_board(side, low - 24, low))
        for z in (1.0, 1.5, 2.2, 3.2, 4.6, 6.4):
            wood.poly(
                [
                    _aisle(side * 0.985, 760, z),
                    _aisle(side * 0.985, -560, z),
                    _aisle(side * 1.0, -560, z * 1.035),
                    _aisle(side * 1.0, 760, z * 1.035),
                ]
            )
    for tint, pen in books.items():
        sheet.ink(pen, tint)
    sheet.ink(wood, gradient((0, "#5a3626"), (0.5, "#a86d44"), (1, "#5a3626"), sideways=True))


def _row_of_books(books: dict[str, Pen], rng: random.Random, side: float, low: float) -> None:
    """Books of all sizes along one shelf, here and there a gap; `books` has a pen for each colour of binding."""
    tints = tuple(books)
    z = 0.86
    while z < _AISLE_END:
        thick = rng.uniform(0.022, 0.055) * (1 + z * 0.25)
        tall = rng.uniform(98, 148)
        if rng.random() > 0.06:
            books[rng.choice(tints)].poly(
                [
                    _aisle(side, low, z),
                    _aisle(side, low + tall, z),
                    _aisle(side, low + tall, z + thick * 0.9),
                    _aisle(side, low, z + thick * 0.9),
                ]
            )
        z += thick


def _reading_room_window(sheet: Sheet) -> None:
    """The arched window at the far end and the beam it throws down the aisle."""
    left, top = _aisle(-1, 760, _AISLE_END)
    right, floor = _aisle(1, -560, _AISLE_END)
    sheet.ink(Pen().box(left, top, right, floor), "#7a4c34").ink(
        Pen().box(left + 26, top + 60, right - 26, floor).disc(_AISLE_X, top + 62, 86, 50), "#fff3d2"
    )
    bars = (
        Pen()
        .box(_AISLE_X - 2, top + 10, _AISLE_X + 2, floor)
        .box(left + 26, _AISLE_Y - 20, right - 26, _AISLE_Y - 16)
        .box(_AISLE_X - 44, top + 20, _AISLE_X - 41, floor)
        .box(_AISLE_X + 41, top + 20, _AISLE_X + 44, floor)
    )
    sheet.ink(bars, "#8a5a3c").light(halo(_AISLE_X, _AISLE_Y, 620, 560, 1.3), "#ffd792", 0.85)
    beam = soft(Pen().poly([(840, 500), (960, 500), (1300, HEIGHT), (600, HEIGHT)]).mask(), 28)
    sheet.light(both(beam, fade((0, 0), (0.45, 0.8), (1, 0.1))), "#ffdf9f", 0.4)


def _reader(sheet: Sheet) -> None:
    reader = Pen()
    standing(reader, 935, 770, 250, random.Random("reader-2"))
    sheet.shade(soft(Pen().poly([(905, 768), (962, 768), (1030, 1080), (880, 1080)]).mask(), 8), "#4a2418", 0.5).ink(
        reader.mask(2), "#27130f"
    )


def _ladder(sheet: Sheet) -> None:
    ladder = Pen()
    for z in (1.42, 1.62):
        ladder.line([_aisle(-0.72, -560, z), _aisle(-0.97, 690, z)], 9 / z * 1.3)
    for rung in range(9):
        y = -480 + rung * 130
        x = -0.72 - 0.25 * (y + 560) / 1250
        ladder.line([_aisle(x, y, 1.42), _aisle(x, y, 1.62)], 6)
    sheet.ink(ladder, "#d9a066")
