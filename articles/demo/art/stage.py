"""Scenes of the stage: a concert, the theatre curtain."""

from __future__ import annotations

import random

from PIL import Image

from .brushes import HEIGHT, WIDTH, Pen, Point, both, cloud, curve, fade, gradient, halo, mix, soft
from .figures import bust, standing
from .sheet import Sheet


def concert() -> Image.Image:
    """Stage light over a raised-hands crowd."""
    sheet = Sheet((0, "#130b2e"), (0.4, "#3a1858"), (0.68, "#b03a6a"), (0.8, "#f08a5c"), (1, "#f08a5c"))
    sheet.light(halo(900, 760, 1000, 460, 1.2), "#ff9a5a", 0.6)
    rng = random.Random("concert")  # one after the other the band, the crowd and the confetti draw from it
    _spotlights(sheet)
    _truss(sheet)
    _band(sheet, rng)
    _crowd(sheet, rng)
    _confetti(sheet, rng)
    return sheet.finish("concert", 0.18, 0.4)


_SPOTLIGHTS = (  # where each hangs, how far its cone leans, its colour
    (240, 520, "#4fc3d9"),
    (470, -260, "#ff6fa0"),
    (700, 260, "#ffd27a"),
    (900, 0, "#fff0d0"),
    (1100, -260, "#ffd27a"),
    (1330, 260, "#ff6fa0"),
    (1560, -520, "#4fc3d9"),
)


def _spotlights(sheet: Sheet) -> None:
    for i, (x, lean, tint) in enumerate(_SPOTLIGHTS):
        cone = soft(Pen().poly([(x - 9, 96), (x + 9, 96), (x + lean + 150, 900), (x + lean - 150, 900)]).mask(), 10)
        sheet.light(
            both(cone, fade((0, 1), (0.08, 1), (0.72, 0.12), (1, 0)), cloud(f"haze{i}", (420, 300), 4, 0.4)), tint, 0.75
        )


def _truss(sheet: Sheet) -> None:
    """The lighting truss and the lamps on it."""
    truss = Pen().box(0, 50, WIDTH, 60).box(0, 92, WIDTH, 102)
    for x in range(0, WIDTH, 42):
        truss.line([(x, 60), (x + 21, 92), (x + 42, 60)], 4)
    for x, _, _ in _SPOTLIGHTS:
        truss.poly([(x - 20, 100), (x + 20, 100), (x + 26, 140), (x - 26, 140)])
    sheet.ink(truss, "#0a0620").lamps([(x, 138) for x, _, _ in _SPOTLIGHTS], "#fff3dc", 64, 1)


def _band(sheet: Sheet, rng: random.Random) -> None:
    """Stage and loudspeakers, drums with their drummer, two guitars, the singer with an arm up."""
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


def _crowd(sheet: Sheet, rng: random.Random) -> None:
    """Three rows of heads, nearer and darker, many with their hands up, haze between them."""
    for depth, (level, size, tint) in enumerate(
        ((960, 110, "#5c1f56"), (1040, 150, "#35123f"), (1150, 230, "#12071f"))
    ):
        crowd = Pen()
        for x in range(-40, WIDTH + 60, round(size * 0.62)):
            cx, base = x + rng.uniform(-16, 16), level + rng.uniform(0, size * 0.35) + size * 0.5
            bust(crowd, cx, base, size)
            if rng.random() < 0.42:
                for side in (-1, 1) if rng.random() < 0.5 else (rng.choice((-1, 1)),):
                    _raised_arm(crowd, rng, cx, base, size, side)
        crowd.box(0, level + size * 0.6, WIDTH, HEIGHT)
        sheet.ink(crowd.mask(3), tint)
        if depth < 2:
            sheet.mist(level - 80, level + 120, "#f07a5c", f"crowd{depth}", 0.35)


def _raised_arm(crowd: Pen, rng: random.Random, cx: float, base: float, size: float, side: int) -> None:
    elbow = (cx + side * size * rng.uniform(0.28, 0.42), base - size * rng.uniform(0.75, 0.95))
    hand = (
        elbow[0] + side * size * rng.uniform(-0.14, 0.12),
        elbow[1] - size * rng.uniform(0.45, 0.62),
    )
    crowd.limb((cx + side * size * 0.22, base - size * 0.48), size * 0.075, elbow, size * 0.055)
    crowd.limb(elbow, size * 0.055, hand, size * 0.042).disc(hand[0], hand[1] - size * 0.03, size * 0.06, size * 0.075)


def _confetti(sheet: Sheet, rng: random.Random) -> None:
    confetti = Pen()
    for _ in range(150):
        at, down = rng.uniform(0, WIDTH), rng.uniform(120, 900)
        second = (at + rng.uniform(4, 9), down + rng.uniform(-4, 4))
        third = (at + rng.uniform(2, 9), down + rng.uniform(5, 11))
        confetti.poly([(at, down), second, third], rng.randint(90, 255))
    sheet.ink(confetti, "#ffe3a8", 0.85)


def theatre_curtain() -> Image.Image:
    """The red curtain, parted, a ghost light on the bare stage."""
    sheet = Sheet((0, "#120a16"), (0.6, "#2c1826"), (1, "#120a16"))
    sheet.light(halo(930, 660, 620, 620, 1.2), "#f0b070", 0.75)
    _boards(sheet)
    for left, right, gather in ((-60, 640, 330), (1860, 1230, 1530)):
        _drape(sheet, left, right, gather)
    _ghost_light(sheet)
    _swags(sheet)
    _seats(sheet)
    return sheet.finish("theatre-curtain", 0.17, 0.4)


def _boards(sheet: Sheet) -> None:
    """The bare stage and the light on it."""
    boards = Pen().poly([(0, 900), (WIDTH, 900), (WIDTH, HEIGHT), (0, HEIGHT)])
    sheet.ink(boards, gradient((0, "#8a5638"), (0.75, "#8a5638"), (1, "#2a1416")))
    planks = Pen()
    for i in range(-16, 17):
        planks.line([(930 + i * 70, 900), (930 + i * 190, HEIGHT)], 2.5)
    sheet.ink(both(planks.mask(), boards.mask()), "#3d2018", 0.7)
    sheet.light(both(halo(930, 985, 620, 150, 1.0), boards.mask()), "#ffcf8a", 0.75)


def _ghost_light(sheet: Sheet) -> None:
    """A bulb in a wire cage on a stand, left burning in the empty house."""
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


def _swags(sheet: Sheet) -> None:
    """The gathered border along the top, trimmed with gold."""
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


def _seats(sheet: Sheet) -> None:
    """The backs of the front row."""
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
