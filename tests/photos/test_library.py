"""Storing a picture: the file and its row together, or neither."""

from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from articles.models import Photo
from articles.photos import read_picture, store_picture, take_in
from tests.factories import NOW, PhotoFactory, UserFactory, photo_with_picture, picture_bytes

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
