"""The verbs of the photo library: put a picture into a photo. Checking files is ingest.py, sizes are renditions.py."""

from django.db import transaction

from articles.models import Photo
from articles.photos.ingest import PictureRefused, read_picture
from articles.photos.renditions import make_renditions


def attach_picture(photo: Photo, data: bytes, *, name: str) -> Photo:
    """Give a photo its picture (bytes as they came) and make its sizes. Saves the photo.

    Raises PictureRefused with a sentence, also when another photo of the library already has this very picture.
    """
    picture = read_picture(data, name=name)
    twin = Photo.objects.filter(fingerprint=picture.fingerprint).exclude(pk=photo.pk).first()
    if twin is not None:
        raise PictureRefused(f"This picture is in the library already: “{twin}”. Use that one.")
    content = picture.file.read()
    widths = make_renditions(content, picture.fingerprint)
    with transaction.atomic():
        photo.original_name = name[-255:]
        photo.fingerprint = picture.fingerprint
        photo.rendition_widths = widths
        picture.file.seek(0)
        photo.image.save(str(picture.file.name), picture.file, save=False)
        photo.save()
    return photo
