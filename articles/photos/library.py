"""The verbs of the photo library: put a picture into a photo. Checking files is ingest.py, sizes are renditions.py."""

from django.db import DatabaseError, transaction

from articles.models import Photo
from articles.photos.ingest import Picture, PictureRefused, read_picture
from articles.photos.renditions import make_renditions
from articles.photos.shares import make_shares


def attach_picture(photo: Photo, data: bytes, *, name: str) -> Photo:
    """Give a photo its picture (bytes as they came) and make its sizes. Saves the photo.

    Raises PictureRefused with a sentence, also when another photo of the library already has this very picture.
    """
    return store_picture(photo, read_picture(data), name=name)


def store_picture(photo: Photo, picture: Picture, *, name: str) -> Photo:
    """The same for a picture that has been read already. Raises IntegrityError when somebody else stores this very
    picture at the same moment; no file is left behind then."""
    twin = Photo.objects.filter(fingerprint=picture.fingerprint).exclude(pk=photo.pk).first()
    if twin is not None:
        raise PictureRefused(f"This picture is in the library already: “{twin}”. Choose that one on the desk.")
    picture.file.seek(0)
    content = picture.file.read()
    widths = make_renditions(content, picture.fingerprint)
    make_shares(content, picture.fingerprint)
    photo.original_name = name[-255:]
    photo.fingerprint = picture.fingerprint
    photo.rendition_widths = widths
    picture.file.seek(0)
    photo.image.save(str(picture.file.name), picture.file, save=False)
    try:
        with transaction.atomic():
            photo.save()
    except DatabaseError:
        photo.image.storage.delete(str(photo.image.name))
        raise
    return photo
