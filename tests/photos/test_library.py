"""Storing a picture: the file and its row together, or neither."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import storages
from django.db import IntegrityError, connection
from PIL import Image

from articles.models import Photo
from articles.photos import read_picture, store_picture, take_in
from tests.factories import NOW, PhotoFactory, UserFactory, photo_with_picture, picture_bytes
from tests.samples.pictures.make import PICTURES, four_corners, jpeg_with, saved

pytestmark = pytest.mark.django_db


def originals(media: Path) -> list[str]:
    return sorted(path.name for path in (media / "originals").rglob("*") if path.is_file())


def test_no_file_is_left_behind_when_the_row_cannot_be_saved(media_root, monkeypatch):
    photo_with_picture(color="navy")
    before = originals(media_root)
    second = PhotoFactory()
    # As when somebody else has stored the same picture between the look for it and the save.
    monkeypatch.setattr("articles.photos.library.Photo.objects.filter", lambda **which: type(second).objects.none())
    with pytest.raises(IntegrityError):
        store_picture(second, read_picture(picture_bytes(color="navy")), name="again.jpg")
    assert originals(media_root) == before


def test_a_file_becomes_a_photo_with_the_words_given():
    by = UserFactory(role="Reporter")
    taken = take_in(
        picture_bytes(), name="../../harbor\x00.jpg", by=by, now=NOW, words={"caption": "Dawn.", "credit": ""}
    )
    assert taken.is_new
    photo = Photo.objects.get()
    assert (photo.caption, photo.uploaded_by, photo.original_name) == ("Dawn.", by, "harbor.jpg")
    assert photo.renditions


def test_the_same_file_again_is_the_photo_that_is_here():
    first = take_in(picture_bytes(), name="harbor.jpg", by=None, now=NOW)
    again = take_in(picture_bytes(), name="other.jpg", by=None, now=NOW)
    assert (again.photo, again.is_new, again.twin) == (first.photo, False, first.photo)
    assert Photo.objects.count() == 1


def test_who_may_not_add_photos_adds_none():
    with pytest.raises(PermissionDenied):
        take_in(picture_bytes(), name="harbor.jpg", by=UserFactory(role="Producer"), now=NOW)
    assert not Photo.objects.exists()


@pytest.fixture
def sent_root():
    return Path(storages["sent"].location)


def test_the_file_as_it_came_is_kept_apart_and_goes_with_its_photo(
    settings, media_root, sent_root, django_capture_on_commit_callbacks
):
    settings.PHOTO_KEEP_SENT = True
    data = PICTURES["place-and-camera.jpg"]()
    photo = take_in(data, name="a.jpg", by=None, now=NOW).photo
    assert photo.sent.read() == data
    assert photo.sent.name.endswith(f"/{hashlib.sha256(data).hexdigest()[:20]}.jpeg")
    assert not [path for path in media_root.rglob("*") if path.is_file() and b"SERIAL" in path.read_bytes()]
    kept = Path(photo.sent.path)
    assert kept.is_relative_to(sent_root)
    photo.sent.close()
    with django_capture_on_commit_callbacks(execute=True):
        photo.delete()
    assert not kept.exists()
    assert originals(media_root) == []


def test_without_being_asked_no_file_is_kept_as_it_came(sent_root):
    photo = take_in(PICTURES["place-and-camera.jpg"](), name="a.jpg", by=None, now=NOW).photo
    assert not photo.sent
    assert not sent_root.exists()
    assert len(photo.sent_fingerprint) == 64


@pytest.mark.parametrize("fault", [OSError("disk full"), KeyboardInterrupt()])
def test_interrupted_half_way_it_leaves_nothing(media_root, monkeypatch, fault):
    def broken(*args, **kwargs):
        raise fault

    monkeypatch.setattr("articles.photos.library.keep_look", broken)
    with pytest.raises(type(fault)):
        take_in(picture_bytes(), name="a.jpg", by=None, now=NOW)
    assert originals(media_root) == []
    assert not Photo.objects.exists()


def test_our_own_stored_picture_sent_again_is_the_photo():
    photo = take_in(picture_bytes(), name="a.jpg", by=None, now=NOW).photo
    with photo.image.open() as file:
        assert take_in(file.read(), name="b.jpg", by=None, now=NOW).twin == photo


def test_the_same_pixels_with_other_words_are_the_photo():
    data = saved(four_corners())
    photo = take_in(data, name="a.jpg", by=None, now=NOW).photo
    assert take_in(jpeg_with(0xFE, b"another comment", data=data), name="b.jpg", by=None, now=NOW).twin == photo


def test_a_photo_that_waits_gets_its_picture_and_keeps_its_words():
    waiting = PhotoFactory(caption="From the story", credit="", alt_decision="caption")
    data = saved(four_corners(), exif=_artist())
    taken = take_in(data, name="a.jpg", by=None, now=NOW, words={"keywords": "harbor"}, into=waiting)
    assert (taken.photo, taken.is_new) == (waiting, True)
    waiting.refresh_from_db()
    assert (waiting.caption, waiting.credit, waiting.keywords) == ("From the story", "Jo Lens", "harbor")


def _artist() -> bytes:
    exif = Image.Exif()
    exif[0x013B] = "Jo Lens"
    return exif.tobytes()


@pytest.mark.django_db(transaction=True)
def test_of_people_who_send_the_same_picture_at_once_one_has_it_and_the_others_are_offered_it(media_root):
    data, start = picture_bytes(width=1200, height=800), Barrier(4)

    def send(number: int) -> object:
        start.wait()
        try:
            return take_in(data, name=f"{number}.jpg", by=None, now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as people:
        taken = list(people.map(send, range(4)))
    photo = Photo.objects.get()
    assert sorted(each.is_new for each in taken) == [False, False, False, True]
    assert {each.photo for each in taken} == {photo}
    assert originals(media_root) == [photo.image.name.rpartition("/")[2]]
