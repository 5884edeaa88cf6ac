"""Renditions: what is in the files, and what making them costs in memory."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from articles.models import Photo
from articles.photos.addresses import read_path, rendition_path
from articles.photos.making import renditions_of
from articles.photos.renditions import cut_out, height_of
from articles.photos.sizes import CUTS, SHARES, STORY, fitting

ROOT = Path(__file__).resolve().parents[2]


def quarters(width, height, kind="JPEG"):
    """Red, green, blue and white, so that a crop tells where it was cut."""
    image = Image.new("RGB", (width, height), "white")
    for colour, place in (("red", (0, 0)), ("green", (width // 2, 0)), ("blue", (0, height // 2))):
        image.paste(Image.new("RGB", (width // 2, height // 2), colour), place)
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()


def photo(width, height, focus=(500, 500)):
    return Photo(width=width, height=height, focus_x=focus[0], focus_y=focus[1], fingerprint="ab" * 32)


def made(data, wanted, size):
    found = [(one, Image.open(io.BytesIO(file))) for one, file in cut_out(io.BytesIO(data), size, wanted)]
    assert {one for one, _ in found} == set(wanted)
    return found


@pytest.mark.parametrize("size", [(2400, 1600), (1600, 2400), (900, 600), (300, 1000), (1, 1), (5000, 130)])
def test_every_file_has_the_width_height_and_type_that_its_address_says(size):
    for one, image in made(quarters(*size), renditions_of(photo(*size)), size):
        assert image.format.lower().replace("jpeg", "jpg") == one.type
        # Made one from the other, so a pixel may be lost on the way.
        assert image.width == one.width
        assert abs(image.height - height_of(one.box, one.width)) <= 1
        assert one.width <= size[0]


@pytest.mark.parametrize(
    ("focus", "colour"), [((0, 0), "red"), ((1000, 0), "green"), ((0, 1000), "blue"), ((1000, 1000), "white")]
)
def test_a_crop_shows_what_is_around_the_focus(focus, colour):
    red_green = {"red": (254, 0, 0), "green": (0, 128, 1), "blue": (0, 0, 254), "white": (255, 255, 255)}
    tall = photo(4000, 8000, focus)
    square = next(one for one in renditions_of(tall, SHARES) if one.key and one.box.width == one.box.height)
    ((_, image),) = made(quarters(4000, 8000), [square], (4000, 8000))
    corner = (image.width // 4 * (1 if focus[0] == 0 else 3), image.height // 4 * (1 if focus[1] == 0 else 3))
    found = image.convert("RGB").getpixel(corner)
    assert max(abs(a - b) for a, b in zip(found, red_green[colour], strict=True)) < 12


def test_what_is_seen_through_is_white_as_jpeg_and_stays_open_as_webp():
    buffer = io.BytesIO()
    Image.new("RGBA", (900, 600), (0, 0, 0, 0)).save(buffer, "PNG")
    for one, image in made(buffer.getvalue(), renditions_of(photo(900, 600), [STORY]), (900, 600)):
        pixel = image.convert("RGBA").getpixel((10, 10))
        assert (pixel[3] == 255 and min(pixel[:3]) > 250) if one.type == "jpg" else pixel[3] == 0


def test_shares_are_as_wide_as_networks_ask_where_there_is_picture_enough():
    assert {one.width for one in renditions_of(photo(6000, 4000), SHARES)} == {1200}
    assert {one.width for one in renditions_of(photo(800, 600), SHARES)} == {800, 600}
    assert fitting((320, 480), 100) == [100]


def test_a_picture_of_the_shape_of_cards_needs_no_files_of_its_own_for_them():
    assert {one.key for one in renditions_of(photo(1800, 1200), CUTS[:2])} == {""}


@pytest.mark.parametrize("one", renditions_of(photo(2000, 1000, (100, 900))), ids=lambda one: f"{one.width}.{one.type}")
def test_an_address_says_what_it_is(one):
    path = rendition_path("ab" * 32, one.width, key=one.key, type=one.type)
    found = read_path(path)
    assert ("ab" * 32).startswith(found.fingerprint)
    assert (found.key, found.width, found.type) == (one.key, one.width, one.type)


@pytest.mark.parametrize(
    "path",
    [
        "renditions/ab/" + "c" * 20 + "-320.svg",
        "renditions/ab/../../etc/passwd",
        "renditions/AB/" + "c" * 20 + "-320.webp",
        "renditions/ab/" + "c" * 20 + "-1.2.3-320.webp",
        "renditions/ab/" + "c" * 20 + "-320.webp\n",
        "originals/ab/" + "c" * 20 + "-320.webp",
        "renditions/ab/" + "c" * 20 + "-٣٢٠.webp",
    ],
)
def test_what_is_no_address_of_ours_is_none(path):
    assert read_path(path) is None


MEASURE = """
import re, sys
import django; django.setup()
from articles.models import Photo
from articles.photos.making import renditions_of
from articles.photos.renditions import cut_out
photo = Photo(width=6000, height=4000, fingerprint="a" * 64, focus_x=200, focus_y=300)
wanted = [one for one in renditions_of(photo, crops=[None, [100, 100, 400, 400]]) if one.type != "avif"]
with open(sys.argv[1], "rb") as file:
    print(len(list(cut_out(file, (6000, 4000), wanted))))
# Not ru_maxrss, in which the process that started this one counts as well.
print(int(re.search(r"VmHWM:\\s*(\\d+) kB", open("/proc/self/status").read())[1]) // 1024)
"""


def test_24_megapixels_take_no_more_than_350_mb(tmp_path):
    path = tmp_path / "large.jpg"
    noise = Image.effect_noise((1500, 1000), 60).resize((6000, 4000))
    Image.merge("RGB", [noise, noise.rotate(180), noise]).save(path, quality=92, progressive=True)
    command, settings = [sys.executable, "-c", MEASURE, str(path)], {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=True)
    files, megabytes = map(int, done.stdout.split())
    assert files > 20
    assert megabytes <= 350
