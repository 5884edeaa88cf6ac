"""HEIC photos of phones, where their decoder is installed (the extra "heic"), and the sentence where it is not."""

import io

import pytest
from PIL import Image

from articles.photos import PictureRefused, opening, read_picture
from tests.samples.pictures.make import four_corners

heif = pytest.importorskip("pillow_heif")


def photo_of_a_phone(orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = orientation, "Jo Lens"
    buffer = io.BytesIO()
    four_corners().save(buffer, "HEIF", quality=95, exif=exif.tobytes())
    return buffer.getvalue()


@pytest.mark.parametrize("orientation", [1, 3])
def test_it_becomes_a_jpeg_once_upright(orientation):
    picture = read_picture(photo_of_a_phone(orientation))
    stored = Image.open(picture.file)
    assert (stored.format, stored.size, picture.kind) == ("JPEG", (90, 60), "HEIF")
    assert picture.words["photographer"] == "Jo Lens"
    red, _, blue = stored.getpixel((10, 10) if orientation == 1 else (80, 50))
    assert red > 180
    assert blue < 90


def test_one_that_is_cut_off_is_damaged():
    with pytest.raises(PictureRefused) as refusal:
        read_picture(photo_of_a_phone()[:-200])
    assert str(refusal.value) == opening.DAMAGED


def test_without_the_decoder_it_is_told_what_to_do(monkeypatch):
    monkeypatch.setattr(opening, "ACCEPTED", [kind for kind in opening.ACCEPTED if kind != "HEIF"])
    with pytest.raises(PictureRefused) as refusal:
        read_picture(photo_of_a_phone())
    assert str(refusal.value) == opening.PHONE
