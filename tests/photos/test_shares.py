"""The three shapes of a picture for networks and search engines: as large as there is picture, and no larger."""

import io
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from PIL import Image

from articles.photos import attach_picture
from articles.photos.shares import SHAPES, printed_shares, share_path, share_size
from tests.factories import PhotoFactory, picture_bytes

pytestmark = pytest.mark.django_db


def opened(photo, shape):
    with default_storage.open(share_path(photo.fingerprint, shape)) as file:
        image = Image.open(file)
        image.load()
    return image


@pytest.mark.parametrize("size", [(2400, 1600), (1600, 2400), (900, 600), (300, 1000), (1, 1), (1800, 400)])
def test_each_shape_is_a_jpeg_of_the_printed_size_and_nothing_is_enlarged(size):
    width, height = size
    photo = attach_picture(PhotoFactory(), picture_bytes(width=width, height=height), name="harbor.jpg")
    shares = printed_shares(photo)
    assert len(shares) == len(SHAPES)
    for share, (shape, (across, down)) in zip(shares, SHAPES.items(), strict=True):
        image = opened(photo, shape)
        assert (image.format, image.size) == ("JPEG", (share["width"], share["height"]))
        assert image.width <= min(1200, width)
        assert image.height <= height
        assert min(image.size) < 20 or image.width / image.height == pytest.approx(across / down, rel=0.02)
        assert share["src"].endswith(".jpg")
    assert share_size(6000, 4000, "16x9") == (1200, 675)


def test_what_is_transparent_becomes_white_and_not_black():
    buffer = io.BytesIO()
    Image.new("RGBA", (600, 400), (0, 0, 0, 0)).save(buffer, "PNG")
    photo = attach_picture(PhotoFactory(), buffer.getvalue(), name="graph.png")
    assert opened(photo, "1x1").getpixel((5, 5)) == (255, 255, 255)


def test_photos_of_an_older_release_get_theirs_when_asked(tmp_path):
    photo = attach_picture(PhotoFactory(), picture_bytes(), name="harbor.jpg")
    for shape in SHAPES:
        default_storage.delete(share_path(photo.fingerprint, shape))
    assert printed_shares(photo) == []
    call_command("renew_renditions", stdout=StringIO(), stderr=StringIO())
    assert len(printed_shares(photo)) == 3


def test_a_picture_whose_file_is_gone_is_told_of():
    photo = attach_picture(PhotoFactory(), picture_bytes(), name="harbor.jpg")
    default_storage.delete(photo.image.name)
    for shape in SHAPES:
        default_storage.delete(share_path(photo.fingerprint, shape))
    err = StringIO()
    with pytest.raises(SystemExit):
        call_command("renew_renditions", stdout=StringIO(), stderr=err)
    assert f"photo {photo.pk}" in err.getvalue()
