"""Which photos look the same: after shrinking, saving again and small changes of light; not two that are only alike."""

import random
from io import StringIO

import pytest
from django.core.management import call_command
from PIL import Image, ImageDraw, ImageEnhance

from articles.models import Photo, PhotoLook
from articles.photos import attach_picture, read_picture, take_in
from articles.photos.likeness import PIECES, are_alike, look_of, note_look, similar_photos
from tests.factories import NOW, PhotoFactory, picture_bytes
from tests.samples.pictures.make import saved


def scene(number: int, *, size: tuple[int, int] = (900, 600), moved: int = 0) -> Image.Image:
    """Light above, ground below, a dozen things between: another one for each number. `moved`: the camera's aim."""
    chance = random.Random(number)
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    draw = ImageDraw.Draw(image)
    for _ in range(12):
        x, y = chance.randrange(size[0]) - moved, chance.randrange(size[1])
        wide, high = chance.randrange(30, size[0] // 3), chance.randrange(30, size[1] // 2)
        color = tuple(chance.randrange(256) for _ in range(3))
        getattr(draw, chance.choice(["ellipse", "rectangle"]))((x, y, x + wide, y + high), fill=color)
    return image


CHANGES = {
    "smaller": lambda image: saved(image.resize((300, 200), Image.Resampling.LANCZOS)),
    "a thumbnail": lambda image: saved(image.resize((160, 107), Image.Resampling.LANCZOS), quality=70),
    "saved badly": lambda image: saved(image, quality=30, subsampling="4:2:0"),
    "another format": lambda image: saved(image, "WEBP", quality=50),
    "brighter": lambda image: saved(ImageEnhance.Brightness(image).enhance(1.12)),
    "more contrast": lambda image: saved(ImageEnhance.Contrast(image).enhance(1.15)),
    "without colour": lambda image: saved(image.convert("L"), subsampling=0),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_picture_is_known_again(change):
    for number in range(20):
        again = read_picture(CHANGES[change](scene(number)))
        assert are_alike(look_of(scene(number)), again.look), number


def test_different_pictures_are_not_taken_for_one():
    looks = [look_of(scene(number)) for number in range(150)]
    pairs = [(one, other) for one in range(150) for other in range(one) if are_alike(looks[one], looks[other])]
    assert pairs == []


def test_a_picture_of_one_colour_looks_like_nothing():
    assert look_of(Image.new("RGB", (900, 600), "navy")) == ()
    assert not are_alike((), ())
    assert similar_photos(()) == ()


@pytest.mark.django_db
def test_the_likest_photos_are_offered_and_nothing_is_stored():
    first = take_in(saved(scene(1)), name="a.jpg", by=None, now=NOW).photo
    take_in(saved(scene(2)), name="b.jpg", by=None, now=NOW)
    offered = take_in(CHANGES["smaller"](scene(1)), name="c.jpg", by=None, now=NOW)
    assert (offered.photo, offered.is_new, offered.similar) == (None, False, (first,))
    assert Photo.objects.count() == 2
    kept = take_in(CHANGES["smaller"](scene(1)), name="c.jpg", by=None, now=NOW, anyway=True)
    assert kept.is_new
    assert PhotoLook.objects.filter(photo=kept.photo).count() == PIECES


@pytest.mark.django_db
def test_flat_pictures_are_all_taken_in():
    for color in ("navy", "black", "white", "red"):
        assert take_in(picture_bytes(color=color), name="a.jpg", by=None, now=NOW).is_new


@pytest.mark.django_db
def test_a_look_is_asked_for_in_three_queries_however_many_there_are(django_assert_num_queries):
    look = look_of(scene(1))
    for number in range(30):
        photo = PhotoFactory()
        PhotoLook.objects.bulk_create(
            PhotoLook(photo=photo, piece=piece, bits=bits) for piece, bits in enumerate(look_of(scene(number)))
        )
    with django_assert_num_queries(3):
        assert len(similar_photos(look)) == 1


@pytest.mark.django_db
def test_a_photo_of_an_older_release_gets_its_look():
    photo = attach_picture(PhotoFactory(), saved(scene(1, size=(2400, 1600))), name="a.jpg")
    PhotoLook.objects.all().delete()
    call_command("make_renditions", "--jobs", "1", "--without-avif", stdout=StringIO())
    note_look(photo)  # twice changes nothing
    assert PhotoLook.objects.count() == PIECES
    assert similar_photos(read_picture(CHANGES["a thumbnail"](scene(1, size=(2400, 1600)))).look) == (photo,)
