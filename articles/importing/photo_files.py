"""Importing pictures from a disk: each file taken into the library on its own, so that a bad one never stops the rest.
What becomes of a file is decided in articles/photos/; stories with their photos are files.py and pictures.py."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from articles.importing.files import printable
from articles.importing.pictures import SUFFIXES
from articles.models import Photo
from articles.photos import Picture, PictureRefused, read_picture, take_in
from articles.photos.library import photo_of_file, photo_of_picture
from articles.photos.likeness import are_alike, similar_photos
from articles.photos.opening import refuse_size

log = logging.getLogger("newsroom.importing")
Seen = dict[str, tuple[int, ...]]  # fingerprints of pictures that a dry run has met, and their looks
IN_FOLDERS = (*SUFFIXES, ".heic", ".heif")  # a file that is named is tried whatever it is called


class PhotoStatus(StrEnum):
    NEW = "new"
    HERE = "here"  # the very picture
    SIMILAR = "similar"  # others look the same, so nothing was stored
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class PhotoOptions:
    """What the person who runs the import asked for. `words` are values of boxes that count before the file's."""

    words: dict[str, Any] = field(default_factory=dict)
    anyway: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class PhotoOutcome:
    """What became of one file. `photo_id` is the new photo or the one that is here, None in a dry run; `error` and
    `notes` are sentences."""

    path: Path
    status: PhotoStatus
    photo_id: int | None = None
    similar: tuple[int, ...] = ()
    error: str = ""
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "path": printable(self.path),
            "status": str(self.status),
            "photo": self.photo_id,
            "similar": list(self.similar),
            "error": self.error,
            "notes": list(self.notes),
        }


def picture_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files behind the paths, each once; folders are searched for pictures in the order of their names. What is
    hidden, a file or a whole folder, stays out."""
    seen: set[Path] = set()
    for path in paths:
        for file in _pictures_in(path) if path.is_dir() else [path]:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _pictures_in(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.suffix.casefold() in IN_FOLDERS and path.is_file())
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))


def import_photo(path: Path, options: PhotoOptions, *, now: datetime, seen: Seen | None = None) -> PhotoOutcome:
    """Import one picture; never raises for what is wrong with the file. `seen` lives as long as a run: by it a dry run,
    which saves nothing, knows a picture again that came under another name before."""
    try:
        if not path.is_file():
            raise PictureRefused("There is no such file.")
        refuse_size(path.stat().st_size)
        data = path.read_bytes()
        if options.dry_run:
            return _as_if_taken(path, data, options, seen={} if seen is None else seen)
        taken = take_in(data, name=printable(path), by=None, now=now, words=options.words, anyway=options.anyway)
    except PictureRefused as refused:
        return PhotoOutcome(path, PhotoStatus.ERROR, error=str(refused))
    except OSError as error:
        return PhotoOutcome(path, PhotoStatus.ERROR, error=f"The file cannot be read: {error.strerror or error}.")
    except Exception:
        log.exception("Import of %s failed", path)
        return PhotoOutcome(path, PhotoStatus.ERROR, error="It could not be imported; the reason is in the log.")
    if taken.photo is None:
        return PhotoOutcome(path, PhotoStatus.SIMILAR, similar=tuple(photo.pk for photo in taken.similar))
    status = PhotoStatus.NEW if taken.is_new else PhotoStatus.HERE
    return PhotoOutcome(path, status, photo_id=taken.photo.pk, notes=taken.notes)


def _as_if_taken(path: Path, data: bytes, options: PhotoOptions, *, seen: Seen) -> PhotoOutcome:
    here = photo_of_file(data)
    if here is not None:
        return PhotoOutcome(path, PhotoStatus.HERE, photo_id=here.pk)
    picture = read_picture(data)
    here = photo_of_picture(picture)
    if here is not None:
        return PhotoOutcome(path, PhotoStatus.HERE, photo_id=here.pk)
    return _compared(path, picture, options, seen)


def _compared(path: Path, picture: Picture, options: PhotoOptions, seen: Seen) -> PhotoOutcome:
    if picture.fingerprint in seen:
        return PhotoOutcome(path, PhotoStatus.HERE)
    similar: tuple[Photo, ...] = () if options.anyway else similar_photos(picture.look)
    if similar or (not options.anyway and any(are_alike(picture.look, look) for look in seen.values())):
        return PhotoOutcome(path, PhotoStatus.SIMILAR, similar=tuple(photo.pk for photo in similar))
    seen[picture.fingerprint] = picture.look
    return PhotoOutcome(path, PhotoStatus.NEW, notes=picture.notes)
