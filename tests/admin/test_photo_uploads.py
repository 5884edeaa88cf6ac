"""The photo form of the desk and what people send it: never an error page, empty boxes filled from the file."""

import pytest

from articles.models import Photo
from articles.photos import attach_picture
from tests.admin.test_photos import upload, words
from tests.factories import PhotoFactory
from tests.photos.test_odd_pictures import REFUSED, TAKEN
from tests.samples.pictures.make import PICTURES, four_corners, saved

pytestmark = pytest.mark.django_db


def test_every_odd_picture_is_answered_by_the_form(log_in):
    browser = log_in("Photo editor")
    for name in REFUSED:
        refused = upload(browser, PICTURES[name](), name=name)
        assert refused.status_code == 200, name
        assert "The file is empty" in words(refused) or REFUSED[name][:30] in words(refused), name
    assert not Photo.objects.exists()
    for name in TAKEN:
        taken = upload(
            browser, PICTURES[name](), name=name, caption="Dawn", credit="Jo", alt_decision="caption", anyway="1"
        )
        assert taken.status_code in (200, 302), name
        assert taken.status_code == 302 or "in the library already" in words(taken), name
    assert Photo.objects.filter(original_name="held-8.jpg").exists()


def test_boxes_left_empty_are_filled_from_the_file_and_others_are_not(log_in):
    exif = {0x010E: "The harbor at dawn", 0x013B: "Jo Lens"}
    data = saved(four_corners(), exif=_exif(exif))
    upload(log_in("Photo editor"), data, name="a.jpg", caption="", credit="Desk", alt_decision="caption")
    photo = Photo.objects.get()
    assert (photo.caption, photo.credit, photo.photographer) == ("The harbor at dawn", "Desk", "Jo Lens")


def test_a_picture_that_looks_like_another_is_kept_only_when_said_so(log_in):
    browser = log_in("Photo editor")
    first = attach_picture(PhotoFactory(caption="First of its kind"), saved(four_corners((900, 600))), name="a.jpg")
    smaller = saved(four_corners((600, 400)), quality=60)
    asked = upload(browser, smaller, caption="Again", credit="Jo", alt_decision="caption")
    assert asked.status_code == 200
    assert "It looks like a photo that is here: First of its kind" in words(asked)
    assert 'name="anyway"' in asked.content.decode()
    assert f"/articles/photo/{first.pk}/change/" in asked.content.decode()
    assert Photo.objects.count() == 1
    upload(browser, smaller, caption="Again", credit="Jo", alt_decision="caption", anyway="1")
    assert Photo.objects.count() == 2


def test_what_was_left_out_of_a_file_is_told(log_in):
    sent = upload(
        log_in("Photo editor"),
        PICTURES["moving.gif"](),
        name="a.gif",
        caption="Dawn",
        credit="Jo",
        alt_decision="caption",
    )
    assert sent.status_code == 302
    followed = sent.wsgi_request._messages
    assert "It moves. Only its first picture was taken." in [str(message) for message in followed]


def _exif(tags):
    from PIL import Image

    exif = Image.Exif()
    for tag, value in tags.items():
        exif[tag] = value
    return exif.tobytes()
