"""The verbs of the photo library: take a file in, put a picture into a photo. Checking files is ingest.py, what files
say of themselves metadata.py, which photos look alike likeness.py, sizes are renditions.py."""

import logging
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.fields.files import FieldFile

from articles.html import one_line
from articles.models import Photo
from articles.photos.ingest import Picture, PictureRefused, fingerprint_of, read_picture
from articles.photos.likeness import keep_look, similar_photos
from articles.photos.making import first_ones, lacking, make
from articles.photos.printing import is_made_on_need

log = logging.getLogger("newsroom.photos")

MAY_NOT_ADD = "You may look at photos, but not add any. Ask a photo editor."


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a file. One of three: it is a new photo; its very picture is here already (`twin`, which is then
    `photo` too, and nothing was stored); photos that look the same are here (`similar`, the likest first; nothing was
    stored and `photo` is None: say it again with `anyway=True` to have both). `notes` are sentences for the person who
    sent it: what was left out of the file, or cut."""

    photo: Photo | None
    is_new: bool
    twin: Photo | None = None
    similar: tuple[Photo, ...] = ()
    notes: tuple[str, ...] = ()


def take_in(
    data: bytes,
    *,
    name: str,
    by: Any,
    now: datetime,
    words: dict[str, Any] | None = None,
    anyway: bool = False,
    into: Photo | None = None,
) -> TakenIn:
    """Take one picture file (bytes as they came, file name as it was sent) into the library: the photo with its words,
    its file and its sizes, or nothing of it.

    `by` is the user who sends it, None for a command. `words` are values for the photo's boxes that count before what
    the file says of itself; empty ones do not. `into` is a photo that waits for its picture and keeps its words.
    Raises PictureRefused with a sentence, and PermissionDenied.
    """
    if by is not None and not by.has_perm("articles.add_photo" if into is None else "articles.change_photo"):
        raise PermissionDenied(MAY_NOT_ADD)
    twin = photo_of_file(data)
    if twin is not None:
        return TakenIn(twin, is_new=False, twin=twin)
    picture = read_picture(data)
    twin = photo_of_picture(picture)
    if twin is not None:
        return TakenIn(twin, is_new=False, twin=twin)
    similar = () if anyway else similar_photos(picture.look)
    if similar:
        return TakenIn(None, is_new=False, similar=similar)
    photo = into or Photo(uploaded_by=by)
    for box, value in (words or {}).items():
        if value not in ("", None):
            setattr(photo, box, value)
    try:
        store_picture(photo, picture, name=name)
    except (IntegrityError, PictureRefused):  # somebody else takes the same picture in at this moment
        twin = photo_of_picture(picture)
        if twin is None:
            raise
        return TakenIn(twin, is_new=False, twin=twin)
    return TakenIn(photo, is_new=True, notes=(*picture.notes, *_odd_times(photo, now)))


def _odd_times(photo: Photo, now: datetime) -> list[str]:
    notes = []
    if photo.taken_at and photo.taken_at > now:
        notes.append("The file says that it was taken at a time that is yet to come. Correct “Taken”.")
    if photo.rights_end_at and photo.rights_end_at <= now:
        notes.append("Its rights are over, so no story with it can be published.")
    return notes


def photo_of_file(data: bytes) -> Photo | None:
    """The photo that came as this very file, or whose stored picture it is: found without decoding it."""
    fingerprint = fingerprint_of(data)
    return Photo.objects.filter(Q(sent_fingerprint=fingerprint) | Q(fingerprint=fingerprint)).first()


def photo_of_picture(picture: Picture) -> Photo | None:
    """The photo that has this very picture, whatever was written into the file around it."""
    return Photo.objects.filter(fingerprint=picture.fingerprint).first()


def already_here(twin: Photo) -> str:
    """A sentence for who cannot follow a link."""
    return f"This picture is in the library already: “{twin}”. Choose that one on the desk."


def attach_picture(photo: Photo, data: bytes, *, name: str) -> Photo:
    """Give a photo its picture (bytes as they came) and make its sizes. Saves the photo.

    Raises PictureRefused with a sentence, also when another photo of the library already has this very picture.
    """
    return store_picture(photo, read_picture(data), name=name)


def store_picture(photo: Photo, picture: Picture, *, name: str) -> Photo:
    """The same for a picture that has been read already. Boxes of the photo that are empty are filled with what the
    file says of itself. Raises IntegrityError when somebody else stores this very picture at the same moment; no file
    is left behind then."""
    twin = Photo.objects.filter(fingerprint=picture.fingerprint).exclude(pk=photo.pk).first()
    if twin is not None:
        raise PictureRefused(already_here(twin))
    fill_empty(photo, picture.words)
    before = photo.sent.name
    photo.original_name = shown_name(name)
    photo.fingerprint = picture.fingerprint
    photo.sent_fingerprint = picture.sent_fingerprint
    photo.renditions = {}
    photo.sent.name = ""
    written: list[FieldFile] = []
    try:
        picture.file.seek(0)
        photo.image.save(str(picture.file.name), picture.file, save=False)
        written.append(photo.image)
        if settings.PHOTO_KEEP_SENT:
            photo.sent.save(picture.sent_name, ContentFile(picture.sent), save=False)
            written.append(photo.sent)
        with transaction.atomic():
            photo.save()
            keep_look(photo, picture.look)
            if before:
                transaction.on_commit(lambda: photo.sent.storage.delete(before))
    except BaseException:  # interrupted, too: what no row knows of should not lie about
        for file in written:
            file.storage.delete(str(file.name))
        raise
    _make_first_sizes(photo)
    return photo


def fill_empty(photo: Photo, words: dict[str, Any]) -> None:
    """Fill boxes of a photo that are empty (values by the names of the boxes). A description goes with the answer what
    it is for, so it stays out where somebody has given that answer."""
    for box, value in words.items():
        decided = box == "alt_text" and photo.alt_decision
        in_use = box == "rights_end_at" and photo.pk  # stories with it would have to hear of it (workflow/)
        if not (getattr(photo, box) or decided or in_use):
            setattr(photo, box, value)


def shown_name(name: str) -> str:
    """A file name as the library shows it: without folders and invisible characters, the end of a long one. Nothing of
    it ever reaches the disk or an address."""
    return one_line(re.split(r"[\\/]", name)[-1])[-255:]


def _make_first_sizes(photo: Photo) -> None:
    """What the desk shows at once; readers' sizes follow when a story needs them, unless readers fetch them where
    nobody could make them."""
    try:
        make(photo, first_ones(photo) if is_made_on_need() else lacking(photo, avif=False))
    except OSError:  # a full disk: the picture is kept, its sizes are made when somebody asks for them
        log.exception("photo %s: its first sizes could not be made", photo.pk)
