"""People as silhouettes, standing, speaking and running: shapes in a Pen that melt into one outline."""

from __future__ import annotations

import random
from collections.abc import Callable

from .brushes import Pen, Point

# A place on a figure, from (across, up) in shares of its height, to the page.
Place = Callable[[float, float], Point]


def standing(pen: Pen, x: float, base: float, tall: float, rng: random.Random) -> None:
    """A person in a coat seen from behind or the side, feet at `base`; the rng varies build, stance and clothes."""
    turn = rng.choice([-1, 1])
    build = rng.uniform(0.92, 1.12)
    lean = rng.uniform(-0.008, 0.008)

    def at(dx: float, up: float) -> Point:
        return x + tall * (dx * turn + lean * up), base - tall * up

    head = at(0.012, 0.925)
    pen.disc(*head, tall * 0.053, tall * 0.068)
    pen.limb(at(0.002, 0.87), tall * 0.03, at(0, 0.82), tall * 0.042)
    hem = rng.choice([0.5, 0.44, 0.36, 0.3])
    w = 0.096 * build
    _coat(pen, at, w, hem)
    _legs(pen, at, tall, build, step=rng.uniform(0.036, 0.07))
    _arms(pen, at, tall, w, bent=rng.random() < 0.4)
    _headwear(pen, at, tall, wear=rng.random())
    if rng.random() < 0.3:
        _bag(pen, at, tall, w)


def _coat(pen: Pen, at: Place, w: float, hem: float) -> None:
    """The coat from the shoulders to `hem`, about `w` wide to either side."""
    pen.blob(
        [
            at(-0.05, 0.85),
            at(0.05, 0.85),
            at(w, 0.8),
            at(w * 0.96, 0.66),
            at(w * 0.9, 0.55),
            at(w * 1.02, hem),
            at(0, hem - 0.012),
            at(-w * 1.02, hem),
            at(-w * 0.9, 0.55),
            at(-w * 0.98, 0.66),
            at(-w, 0.8),
        ]
    )


def _legs(pen: Pen, at: Place, tall: float, build: float, step: float) -> None:
    """Two legs and shoes, each foot `step` to its side."""
    for side in (-1, 1):
        knee = at(side * step + 0.006, 0.27)
        foot = at(side * (step + 0.006), 0.035)
        pen.limb(at(side * 0.05, 0.5), tall * 0.046 * build, knee, tall * 0.032)
        pen.limb(knee, tall * 0.032, foot, tall * 0.02)
        pen.limb((foot[0], at(0, 0.016)[1]), tall * 0.02, at(side * step + 0.05, 0.013), tall * 0.014)


def _arms(pen: Pen, at: Place, tall: float, w: float, bent: bool) -> None:
    """One arm hanging, the other too or `bent` across the chest."""
    elbow, hand = at(w * 1.22, 0.63), at(w * 1.08, 0.47)
    pen.limb(at(w * 0.88, 0.79), tall * 0.034, elbow, tall * 0.028).limb(elbow, tall * 0.028, hand, tall * 0.02)
    elbow, hand = at(-w * 1.22, 0.63), at(-w * 0.2, 0.6) if bent else at(-w * 1.12, 0.47)
    pen.limb(at(-w * 0.88, 0.79), tall * 0.034, elbow, tall * 0.028).limb(elbow, tall * 0.028, hand, tall * 0.02)


def _headwear(pen: Pen, at: Place, tall: float, wear: float) -> None:
    """Long hair, a woollen hat, a bun, or nothing, by `wear` (0-1)."""
    if wear < 0.28:
        pen.blob(
            [
                at(-0.062, 0.96),
                at(-0.03, 1.0),
                at(0.05, 0.995),
                at(0.066, 0.95),
                at(0.06, 0.86),
                at(0.02, 0.82),
                at(-0.06, 0.83),
            ]
        )
    elif wear < 0.45:
        pen.disc(*at(0.005, 0.972), tall * 0.056, tall * 0.04).disc(*at(0.005, 1.012), tall * 0.014)
    elif wear < 0.6:
        pen.disc(*at(-0.045, 0.975), tall * 0.032)


def _bag(pen: Pen, at: Place, tall: float, w: float) -> None:
    pen.limb(at(w * 1.1, 0.45), tall * 0.012, at(w * 1.1, 0.4), tall * 0.012)
    pen.poly([at(w * 0.7, 0.41), at(w * 1.6, 0.41), at(w * 1.65, 0.26), at(w * 0.65, 0.26)])


def bust(pen: Pen, x: float, base: float, tall: float, arms: bool = False) -> None:
    """Head and shoulders, seen from the front; `arms` rests both hands forward on a desk."""

    def at(dx: float, up: float) -> Point:
        return x + tall * dx, base - tall * up

    pen.blob(
        [
            at(-0.118, 0.87),
            at(-0.1, 0.965),
            at(0, 1.005),
            at(0.1, 0.965),
            at(0.118, 0.87),
            at(0.104, 0.775),
            at(0.055, 0.7),
            at(0, 0.685),
            at(-0.055, 0.7),
            at(-0.104, 0.775),
        ]
    )
    pen.disc(x - tall * 0.118, base - tall * 0.845, tall * 0.02, tall * 0.034).disc(
        x + tall * 0.118, base - tall * 0.845, tall * 0.02, tall * 0.034
    )
    pen.limb(at(0, 0.76), tall * 0.07, at(0, 0.64), tall * 0.078)
    pen.blob(
        [
            at(-0.075, 0.655),
            at(0.075, 0.655),
            at(0.19, 0.6),
            at(0.255, 0.51),
            at(0.28, 0.24),
            at(0.29, -0.02),
            at(-0.29, -0.02),
            at(-0.28, 0.24),
            at(-0.255, 0.51),
            at(-0.19, 0.6),
        ]
    )
    if arms:
        for side in (-1, 1):
            pen.limb(at(side * 0.215, 0.49), tall * 0.062, at(side * 0.34, 0.18), tall * 0.05)
            pen.limb(at(side * 0.34, 0.18), tall * 0.05, at(side * 0.25, 0.02), tall * 0.04)


def runner(pen: Pen, x: float, base: float, tall: float) -> None:
    """A sprinter in full stride to the left, toe of the driving leg at `base`."""

    def at(dx: float, up: float) -> Point:
        return x - tall * dx, base - tall * up

    pen.disc(*at(0.19, 0.93), tall * 0.055, tall * 0.066)
    pen.limb(at(0.17, 0.87), tall * 0.034, at(0.14, 0.82), tall * 0.045)
    pen.blob(
        [
            at(0.2, 0.83),
            at(0.215, 0.76),
            at(0.15, 0.64),
            at(0.105, 0.53),
            at(-0.02, 0.5),
            at(-0.02, 0.58),
            at(0.02, 0.72),
            at(0.07, 0.83),
            at(0.13, 0.855),
        ]
    )
    hip = at(0.035, 0.52)
    for joints in (
        ((0.26, 0.5), (0.2, 0.24), (0.29, 0.2)),  # the leading leg, knee high
        ((-0.1, 0.28), (-0.3, 0.075), (-0.25, 0.0)),  # the driving leg, stretched behind
    ):
        knee, ankle, toe = (at(*joint) for joint in joints)
        pen.limb(hip, tall * 0.078, knee, tall * 0.05)
        calf = ((knee[0] * 2 + ankle[0]) / 3, (knee[1] * 2 + ankle[1]) / 3)
        pen.limb(knee, tall * 0.046, calf, tall * 0.047).limb(calf, tall * 0.047, ankle, tall * 0.022)
        pen.limb(ankle, tall * 0.025, toe, tall * 0.015)
    for joints in (((0.09, 0.79), (-0.07, 0.7), (-0.13, 0.56)), ((0.17, 0.77), (0.25, 0.6), (0.37, 0.7))):
        shoulder, elbow, hand = (at(*joint) for joint in joints)
        pen.limb(shoulder, tall * 0.046, elbow, tall * 0.033).limb(elbow, tall * 0.033, hand, tall * 0.024)
