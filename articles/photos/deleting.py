"""Deleting: the files of a photo that was deleted go with it. What could not be deleted, and what was never deleted, is
found by orphans.py."""

import logging

from django.core.files.storage import Storage, default_storage
from django.db import transaction

from articles.models import Photo
from articles.models.photo import sent_files
from articles.photos.putting_away import held_name, public_files

log = logging.getLogger("newsroom.photos")


def delete_files(photo: Photo) -> None:
    """Delete every file of a photo once its deletion is sure to stay: its picture, also where that was put away, what
    was sent, and all sizes. A photo that a published story prints cannot be deleted (PublishedPhoto)."""
    image, sent, fingerprint = str(photo.image.name or ""), str(photo.sent.name or ""), photo.fingerprint
    transaction.on_commit(lambda: _delete_all(image, sent, fingerprint), robust=True)


def _delete_all(image: str, sent: str, fingerprint: str) -> None:
    if image:
        _delete(default_storage, image)
        _delete(sent_files(), held_name(image))
    if sent:
        _delete(sent_files(), sent)
    if fingerprint:
        for path in public_files(fingerprint):
            _delete(default_storage, path)


def _delete(storage: Storage, path: str) -> None:
    try:
        storage.delete(path)
    except Exception:  # of a disk, or of a bucket
        log.exception("%s could not be deleted", path)
