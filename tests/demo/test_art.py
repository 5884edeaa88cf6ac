"""The demo pictures: the promised size, the same on every call, no two alike."""

from __future__ import annotations

from functools import cache

import pytest
from PIL import Image, ImageChops, ImageStat

from articles.demo import art

# Drawing all of them takes half a minute; one from each module stands for the rest.
SAMPLE = (
    "ballot-box",
    "bridge-fog",
    "comet",
    "dredger",
    "library",
    "market-chart",
    "sprinter",
    "theatre-curtain",
    "school-bus",
)


@cache
def drawn(name: str) -> Image.Image:
    return art.draw(name)


def test_there_are_enough_names_and_none_twice() -> None:
    assert len(art.NAMES) >= 28
    assert len(set(art.NAMES)) == len(art.NAMES)


@pytest.mark.parametrize("name", SAMPLE)
def test_a_picture_is_rgb_in_the_promised_size_and_not_flat(name: str) -> None:
    picture = drawn(name)
    assert (picture.mode, picture.size) == ("RGB", (1800, 1200))
    assert max(ImageStat.Stat(picture).stddev) > 20


@pytest.mark.parametrize("name", SAMPLE[:2])
def test_a_picture_is_the_same_every_time(name: str) -> None:
    assert art.draw(name).tobytes() == drawn(name).tobytes()


def test_pictures_differ_from_one_another() -> None:
    small = [drawn(name).resize((60, 40)) for name in SAMPLE]
    for i, one in enumerate(small):
        for other in small[i + 1 :]:
            assert sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) > 20


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(KeyError):
        art.draw("no-such-picture")
