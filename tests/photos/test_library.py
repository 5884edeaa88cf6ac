"""Storing a picture: the file and its row together, or neither."""

from pathlib import Path

import pytest
from django.db import IntegrityError

from articles.photos import read_picture, store_picture
from tests.factories import PhotoFactory, photo_with_picture, picture_bytes

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
