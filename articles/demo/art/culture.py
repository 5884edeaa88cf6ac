"""Scenes of culture: the museum vase, library shelves, a concert, the theatre curtain."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageOps

from .brushes import HEIGHT, WIDTH, Pen, Point, both, cloud, curve, fade, gradient, halo, mix, soft
from .figures import bust, standing
from .sheet import Sheet


def museum_vase() -> Image.Image:
    """A painted jar on a plinth in a dim gallery, one visitor looking."""
    sheet = Sheet((0, "#3a2a3a"), (0.5, "#6d4350"), (0.78, "#8a5656"), (1, "#8a5656"))
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
    sheet.ink(
        Pen().poly([(560, 760), (960, 760), (960, 1080), (560, 1080)]),
        gradient(
            (0, "#e8d3b8"), (0.32, "#f7e8cf"), (0.45, "#dcbf9f"), (0.54, "#9c7868"), (1, "#9c7868"), sideways=True
        ),
    )
    sheet.ink(Pen().box(540, 736, 980, 766), "#fbeed6").shade(
        fade((0, 0), (0.638, 0), (0.64, 0.5), (0.68, 0), (1, 0)), "#8a5a50", 0.2
    )
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
        angle = i / 9 * math.pi / 2
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
    sheet.ink(both(bands.mask(), body), "#2a1624", 0.85)
    sheet.dots(both(body, fade((0, 0), (0.42, 0.1), (0.5, 0.9), (1, 1), sideways=True)), "#2a1220", "vase", 0.75)
    sheet.light(both(body, halo(680, 350, 80, 190, 1.0)), "#ffd9a8", 0.6)
    sheet.shade(both(soft(Pen().disc(770, 742, 150, 12).mask(), 6), ImageOps.invert(body)), "#3a1a20", 0.7)
    cracks = (
        Pen()
        .line(curve([(640, 470), (690, 500), (700, 560), (740, 590), (735, 650)]), 2.5)
        .line(curve([(700, 560), (660, 600), (670, 640)]), 2)
    )
    sheet.ink(both(cracks.mask(), body), "#f2c89a", 0.7)
    case = Pen().line([(500, 130), (1020, 130), (1020, 1080)], 3).line([(500, 130), (500, 1080)], 3)
    sheet.light(case.mask(), "#fff0d8", 0.35)
    viewer = Pen()
    standing(viewer, 1250, 1240, 900, random.Random("viewer-3"))
    sheet.ink(viewer.mask(5), "#160e1a")
    return sheet.finish("museum-vase", 0.17, 0.45)


def library() -> Image.Image:
    """Tall shelves narrowing to a reading-room window."""
    vx, vy = 900.0, 560.0
    sheet = Sheet((0, "#2b1d1a"), (1, "#2b1d1a"))
    rng = random.Random("library")

    def at(side: float, y: float, z: float) -> tuple[float, float]:
        return vx + side * 900 / z, vy - y / z

    far = 8.0
    sheet.ink(
        Pen().poly([at(-1, -560, 0.8), at(1, -560, 0.8), at(1, -560, far), at(-1, -560, far)]),
        gradient((0, "#f0c98a"), (0.52, "#f0c98a"), (0.7, "#a86a44"), (1, "#3c2220")),
    )
    sheet.ink(
        Pen().poly([at(-1, 760, 0.6), at(1, 760, 0.6), at(1, 760, far), at(-1, 760, far)]),
        gradient((0, "#2a1a1a"), (0.38, "#8a5a40"), (1, "#8a5a40")),
    )
    tints = ("#8c2f2a", "#c0673a", "#274b55", "#3f6b5e", "#d9a658", "#5a2f42", "#e6d3aa", "#7a4a30")
    books, wood = {t: Pen() for t in tints}, Pen()
    for side in (-1, 1):
        sheet.ink(
            Pen().poly([at(side, 760, 0.6), at(side, -560, 0.6), at(side, -560, far), at(side, 760, far)]), "#24150f"
        )
        for shelf in range(7):
            low = -520 + shelf * 178
            z = 0.86
            while z < far:
                thick = rng.uniform(0.022, 0.055) * (1 + z * 0.25)
                tall = rng.uniform(98, 148)
                if rng.random() > 0.06:
                    books[rng.choice(tints)].poly(
                        [
                            at(side, low, z),
                            at(side, low + tall, z),
                            at(side, low + tall, z + thick * 0.9),
                            at(side, low, z + thick * 0.9),
                        ]
                    )
                z += thick
            wood.poly([at(side, low - 24, 0.6), at(side, low, 0.6), at(side, low, far), at(side, low - 24, far)])
        for z in (1.0, 1.5, 2.2, 3.2, 4.6, 6.4):
            wood.poly(
                [
                    at(side * 0.985, 760, z),
                    at(side * 0.985, -560, z),
                    at(side * 1.0, -560, z * 1.035),
                    at(side * 1.0, 760, z * 1.035),
                ]
            )
    for tint, pen in books.items():
        sheet.ink(pen, tint)
    sheet.ink(wood, gradient((0, "#5a3626"), (0.5, "#a86d44"), (1, "#5a3626"), sideways=True))
    near = ImageOps.invert(halo(vx, vy, 1150, 1000, 0.8))
    sheet.shade(near, "#180c10", 0.85)
    left, top = at(-1, 760, far)
    right, floor = at(1, -560, far)
    sheet.ink(Pen().box(left, top, right, floor), "#7a4c34").ink(
        Pen().box(left + 26, top + 60, right - 26, floor).disc(vx, top + 62, 86, 50), "#fff3d2"
    )
    bars = (
        Pen()
        .box(vx - 2, top + 10, vx + 2, floor)
        .box(left + 26, vy - 20, right - 26, vy - 16)
        .box(vx - 44, top + 20, vx - 41, floor)
        .box(vx + 41, top + 20, vx + 44, floor)
    )
    sheet.ink(bars, "#8a5a3c").light(halo(vx, vy, 620, 560, 1.3), "#ffd792", 0.85)
    beam = soft(Pen().poly([(840, 500), (960, 500), (1300, HEIGHT), (600, HEIGHT)]).mask(), 28)
    sheet.light(both(beam, fade((0, 0), (0.45, 0.8), (1, 0.1))), "#ffdf9f", 0.4)
    reader = Pen()
    standing(reader, 935, 770, 250, random.Random("reader-2"))
    sheet.shade(soft(Pen().poly([(905, 768), (962, 768), (1030, 1080), (880, 1080)]).mask(), 8), "#4a2418", 0.5).ink(
        reader.mask(2), "#27130f"
    )
    ladder = Pen()
    for z in (1.42, 1.62):
        ladder.line([at(-0.72, -560, z), at(-0.97, 690, z)], 9 / z * 1.3)
    for rung in range(9):
        y = -480 + rung * 130
        x = -0.72 - 0.25 * (y + 560) / 1250
        ladder.line([at(x, y, 1.42), at(x, y, 1.62)], 6)
    sheet.ink(ladder, "#d9a066")
    lamps = [at(side * 0.62, 470, z) for z in (1.7, 2.6, 4.0, 6.0) for side in (-1, 1)]
    sheet.lamps(lamps, "#ffd48a", 75, 1)
    return sheet.finish("library", 0.17, 0.35)


def concert() -> Image.Image:
    """Stage light over a raised-hands crowd."""
    sheet = Sheet((0, "#130b2e"), (0.4, "#3a1858"), (0.68, "#b03a6a"), (0.8, "#f08a5c"), (1, "#f08a5c"))
    sheet.light(halo(900, 760, 1000, 460, 1.2), "#ff9a5a", 0.6)
    rng = random.Random("concert")
    for i, (x, lean, tint) in enumerate(
        (
            (240, 520, "#4fc3d9"),
            (470, -260, "#ff6fa0"),
            (700, 260, "#ffd27a"),
            (900, 0, "#fff0d0"),
            (1100, -260, "#ffd27a"),
            (1330, 260, "#ff6fa0"),
            (1560, -520, "#4fc3d9"),
        )
    ):
        cone = soft(Pen().poly([(x - 9, 96), (x + 9, 96), (x + lean + 150, 900), (x + lean - 150, 900)]).mask(), 10)
        sheet.light(
            both(cone, fade((0, 1), (0.08, 1), (0.72, 0.12), (1, 0)), cloud(f"haze{i}", (420, 300), 4, 0.4)), tint, 0.75
        )
    truss = Pen().box(0, 50, WIDTH, 60).box(0, 92, WIDTH, 102)
    for x in range(0, WIDTH, 42):
        truss.line([(x, 60), (x + 21, 92), (x + 42, 60)], 4)
    for x in (240, 470, 700, 900, 1100, 1330, 1560):
        truss.poly([(x - 20, 100), (x + 20, 100), (x + 26, 140), (x - 26, 140)])
    sheet.ink(truss, "#0a0620").lamps([(x, 138) for x in (240, 470, 700, 900, 1100, 1330, 1560)], "#fff3dc", 64, 1)
    stage = Pen().box(330, 790, 1470, 1000).box(390, 560, 480, 800).box(1320, 560, 1410, 800)
    stage.box(700, 720, 1100, 792).disc(840, 716, 46, 26).disc(960, 716, 46, 26).disc(900, 736, 66)
    stage.line([(770, 720), (770, 650)], 5).disc(770, 648, 52, 8).line([(1035, 720), (1035, 640)], 5).disc(
        1035, 638, 56, 8
    )
    for x, tall in ((640, 250), (1150, 240)):
        standing(stage, x, 795, tall, rng)
        stage.line([(x - 100, 640), (x + 70, 690)], 12).disc(x + 50, 684, 40, 30)
    standing(stage, 900, 792, 270, random.Random("singer"))
    stage.line([(930, 792), (922, 575)], 5).limb((922, 572), 9, (912, 562), 10).limb(
        (862, 580), 14, (815, 500), 11
    ).limb((815, 500), 11, (800, 430), 9)
    bust(stage, 900, 730, 130)
    sheet.ink(stage.mask(2), "#1a0b32")
    for depth, (level, size, tint) in enumerate(
        ((960, 110, "#5c1f56"), (1040, 150, "#35123f"), (1150, 230, "#12071f"))
    ):
        crowd = Pen()
        for x in range(-40, WIDTH + 60, round(size * 0.62)):
            cx, base = x + rng.uniform(-16, 16), level + rng.uniform(0, size * 0.35) + size * 0.5
            bust(crowd, cx, base, size)
            if rng.random() < 0.42:
                for side in (-1, 1) if rng.random() < 0.5 else (rng.choice((-1, 1)),):
                    elbow = (cx + side * size * rng.uniform(0.28, 0.42), base - size * rng.uniform(0.75, 0.95))
                    hand = (
                        elbow[0] + side * size * rng.uniform(-0.14, 0.12),
                        elbow[1] - size * rng.uniform(0.45, 0.62),
                    )
                    crowd.limb((cx + side * size * 0.22, base - size * 0.48), size * 0.075, elbow, size * 0.055)
                    crowd.limb(elbow, size * 0.055, hand, size * 0.042).disc(
                        hand[0], hand[1] - size * 0.03, size * 0.06, size * 0.075
                    )
        crowd.box(0, level + size * 0.6, WIDTH, HEIGHT)
        sheet.ink(crowd.mask(3), tint)
        if depth < 2:
            sheet.mist(level - 80, level + 120, "#f07a5c", f"crowd{depth}", 0.35)
    confetti = Pen()
    for _ in range(150):
        at, down = rng.uniform(0, WIDTH), rng.uniform(120, 900)
        second = (at + rng.uniform(4, 9), down + rng.uniform(-4, 4))
        third = (at + rng.uniform(2, 9), down + rng.uniform(5, 11))
        confetti.poly([(at, down), second, third], rng.randint(90, 255))
    sheet.ink(confetti, "#ffe3a8", 0.85)
    return sheet.finish("concert", 0.18, 0.4)


def theatre_curtain() -> Image.Image:
    """The red curtain, parted, a ghost light on the bare stage."""
    sheet = Sheet((0, "#120a16"), (0.6, "#2c1826"), (1, "#120a16"))
    sheet.light(halo(930, 660, 620, 620, 1.2), "#f0b070", 0.75)
    boards = Pen().poly([(0, 900), (WIDTH, 900), (WIDTH, HEIGHT), (0, HEIGHT)])
    sheet.ink(boards, gradient((0, "#8a5638"), (0.75, "#8a5638"), (1, "#2a1416")))
    planks = Pen()
    for i in range(-16, 17):
        planks.line([(930 + i * 70, 900), (930 + i * 190, HEIGHT)], 2.5)
    sheet.ink(both(planks.mask(), boards.mask()), "#3d2018", 0.7)
    sheet.light(both(halo(930, 985, 620, 150, 1.0), boards.mask()), "#ffcf8a", 0.75)
    for left, right, gather in ((-60, 640, 330), (1860, 1230, 1530)):
        _drape(sheet, left, right, gather)
    lamp = (
        Pen()
        .line([(930, 985), (930, 610)], 8)
        .disc(930, 990, 60, 12)
        .line([(905, 560), (905, 612), (955, 612), (955, 560)], 4)
    )
    lamp.line(curve([(900, 610), (890, 560), (906, 512), (930, 496), (954, 512), (970, 560), (960, 610)]), 3)
    sheet.ink(lamp, "#1a0d12").ink(Pen().disc(930, 565, 24, 30), "#fffbe8").light(
        halo(930, 565, 300, power=1.3), "#ffd98f", 1
    )
    sheet.shade(soft(Pen().disc(930, 1000, 110, 14).mask(), 8), "#3a1a14", 0.6)
    swags = Pen()
    for i in range(5):
        swags.blob(
            [(i * 400 - 120, -60), (i * 400 + 330, -60), (i * 400 + 320, 60), (i * 400 + 105, 215), (i * 400 - 110, 60)]
        )
    body = swags.mask()
    sheet.ink(body, "#8f1f2c").dots(
        both(body, fade((0, 1), (0.06, 0.2), (0.12, 0.1), (0.18, 0.9), (1, 1))), "#3d0a1c", "swag", 0.8
    )
    trim = Pen()
    for i in range(5):
        trim.line(
            curve(
                [
                    (i * 400 - 112, 62),
                    (i * 400 - 20, 160),
                    (i * 400 + 105, 213),
                    (i * 400 + 230, 160),
                    (i * 400 + 322, 62),
                ]
            ),
            9,
        )
    sheet.ink(trim, "#e0a64a")
    seats = Pen()
    for i in range(14):
        seats.blob(
            [(i * 140 - 60, 1260), (i * 140 - 56, 1130), (i * 140, 1106), (i * 140 + 56, 1130), (i * 140 + 60, 1260)]
        )
    sheet.ink(seats, "#14080f").light(
        both(
            soft(seats.mask(), 2), fade((0, 0), (0.915, 0), (0.93, 0.5), (0.945, 0), (1, 0)), halo(930, 1130, 900, 200)
        ),
        "#d06a4a",
        0.7,
    )
    return sheet.finish("theatre-curtain", 0.17, 0.4)


def _drape(sheet: Sheet, outer: float, inner: float, gather: float) -> None:
    """One side of the curtain in nine folds, drawn together by a band at two thirds of its height."""
    folds = 9
    hollows = Pen()
    for i in range(folds):
        near, far = (_fold(outer, inner, gather, share) for share in (i / folds, (i + 1) / folds))
        bright = 0.25 + 0.75 * (i + 1) / folds
        sheet.ink(Pen().poly(near + far[::-1]), mix("#3d0a1c", "#c0323a", bright * (0.75 if i % 2 else 1)))
        middle = [((p[0] + q[0]) / 2, p[1]) for p, q in zip(near, far, strict=True)]
        hollows.poly(middle + near[::-1])
    sheet.ink(soft(hollows.mask(), 8), "#4a0c1e", 0.55)
    past = 6 if gather > outer else -6
    sheet.ink(Pen().poly([(outer, 716), (gather + past, 728), (gather + past, 770), (outer, 778)]), "#e0a64a")


def _fold(outer: float, inner: float, gather: float, share: float) -> list[Point]:
    top, tied = outer + (inner - outer) * share, outer + (gather - outer) * share
    bottom = outer + (gather + (inner - gather) * 0.35 - outer) * share
    return curve([(top, -10), (top, 180), ((tied + top) / 2, 520), (tied, 740), (bottom, 960), (bottom, 1080)])
