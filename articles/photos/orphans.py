"""Orphans: files of pictures that nobody refers to any more, and photos whose file is gone. Looking, and deleting;
`manage.py clean_media` is the door to it.

A rendition is referred to by a photo that shows that part of that picture, in the library or on the desk, or by a
published story that prints it. What lies elsewhere in the media storage is not ours and is never looked at.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from django.core.files.storage import Storage, default_storage, storages

from articles.models import Article, ArticlePhoto, Photo, PublishedArticle
from articles.photos.addresses import box_of, key_of, read_path, stem
from articles.photos.making import Crop, crops_of, forget
from articles.photos.putting_away import held_name
from articles.photos.sizes import CUTS

ORIGINALS, RENDITIONS = "originals", "renditions"
CHUNK = 200
_PRINTED = re.compile(rf"{RENDITIONS}/[0-9a-f]{{2}}/[0-9a-f]{{20}}[-.0-9a-zA-Z]*")
_WIDTH = re.compile(r"-\d+\.[a-z0-9]+$")


@dataclass(frozen=True, slots=True)
class Orphan:
    """A file that nobody refers to. `storage` is its name in settings.STORAGES."""

    storage: str
    path: str
    size: int


@dataclass(slots=True)
class Referred:
    """What is referred to: files by path, renditions by their stem (path without width and type)."""

    originals: set[str] = field(default_factory=set)
    held: set[str] = field(default_factory=set)
    sent: set[str] = field(default_factory=set)
    stems: set[str] = field(default_factory=set)
    printed: set[str] = field(default_factory=set)

    def has_rendition(self, path: str) -> bool:
        base = _WIDTH.sub("", path)
        return base in self.stems or base in self.printed or path in self.printed

    def has(self, storage: str, path: str) -> bool:
        if storage == "sent":
            return path in self.sent or path in self.held
        return self.has_rendition(path) if path.startswith(f"{RENDITIONS}/") else path in self.originals


def orphans(*, untouched_since: datetime) -> Iterator[Orphan]:
    """Files that nobody refers to and nobody has written since (aware): what is being uploaded has no row yet."""
    referred = read_references()
    for name, folders in (("default", (ORIGINALS, RENDITIONS)), ("sent", ("",))):
        storage = storages[name]
        for folder in folders:
            for path in _files(storage, folder):
                if referred.has(name, path):
                    continue
                try:
                    if storage.get_modified_time(path) < untouched_since:
                        yield Orphan(name, path, storage.size(path))
                except FileNotFoundError:  # deleted meanwhile
                    continue


def delete_orphans(found: Iterable[Orphan]) -> Iterator[tuple[Orphan, str]]:
    """Delete files, each told of with what went wrong, "" when it is gone. What somebody refers to by now stays: that
    is asked once more right before."""
    remaining = iter(found)
    while portion := list(islice(remaining, CHUNK)):
        taken = _taken_meanwhile(portion)
        _strike_from_record(portion)
        for one in portion:
            if (one.storage, one.path) in taken:
                continue
            try:
                storages[one.storage].delete(one.path)
            except Exception as fault:  # of the disk, or of a bucket
                yield one, f"{type(fault).__name__}: {fault}"
            else:
                yield one, ""


def photos_without_file() -> Iterator[Photo]:
    """Photos whose row names a file that is not there. Nothing can be printed of them; only a person can help."""
    there = set(_files(default_storage, ORIGINALS))
    held = set(_files(storages["sent"], held_name("").rstrip("/")))
    for photo in Photo.objects.exclude(image="").order_by("pk").iterator(chunk_size=1000):
        name = str(photo.image.name)
        if name not in there and held_name(name) not in held and not default_storage.exists(name):
            yield photo


def read_references() -> Referred:
    """Everything that rows refer to. Reads all photos and all published stories once, in portions."""
    referred, crops = Referred(), _crops()
    for photo in Photo.objects.exclude(image="").iterator(chunk_size=1000):
        referred.originals.add(str(photo.image.name))
        referred.held.add(held_name(str(photo.image.name)))
        if photo.sent:
            referred.sent.add(str(photo.sent.name))
        referred.stems |= _stems(photo, crops[photo.pk])
    rows = PublishedArticle.objects.values_list("lead", "blocks", "share_picture", "teaser_picture")
    for row in rows.iterator(chunk_size=500):
        for path in _PRINTED.findall(json.dumps(row)):
            referred.printed |= {path, _WIDTH.sub("", path)}
    return referred


def _stems(photo: Photo, crops: list[Crop]) -> set[str]:
    keys = {key_of(photo, box_of(photo, cut, crop)) for cut in CUTS for crop in (None, *crops)}
    return {stem(photo.fingerprint, key) for key in keys}


def _crops() -> defaultdict[int, list[Crop]]:
    """The parts that stories on the desk show, by photo."""
    found: defaultdict[int, list[Crop]] = defaultdict(list)
    in_text = ArticlePhoto.objects.filter(crop__isnull=False).values_list("photo_id", "crop")
    on_top = Article.objects.filter(lead_crop__isnull=False, lead_photo__isnull=False)
    for photo_id, crop in (*in_text.iterator(), *on_top.values_list("lead_photo_id", "lead_crop").iterator()):
        found[photo_id].append(crop)
    return found


def _files(storage: Storage, folder: str) -> Iterator[str]:
    """Every file below a folder, without those whose names begin with a dot: they are being written."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        if name and not name.startswith("."):
            yield f"{folder}/{name}".lstrip("/")
    for name in folders:
        if not name.startswith("."):
            yield from _files(storage, f"{folder}/{name}".lstrip("/"))


def _taken_meanwhile(portion: list[Orphan]) -> set[tuple[str, str]]:
    """Those that a photo refers to by now: one that was uploaded since we looked."""
    paths = [one.path for one in portion]
    taken = {("default", str(name)) for name in Photo.objects.filter(image__in=paths).values_list("image", flat=True)}
    taken |= {("sent", str(name)) for name in Photo.objects.filter(sent__in=paths).values_list("sent", flat=True)}
    for photo, group in _by_photo(portion).items():
        stems = _stems(photo, crops_of(photo))
        taken |= {("default", one.path) for one in group if _WIDTH.sub("", one.path) in stems}
    return taken


def _strike_from_record(portion: list[Orphan]) -> None:
    """Parts of a picture that are shown no more: should they be again, they are made again."""
    for photo, group in _by_photo(portion).items():
        stems = _stems(photo, crops_of(photo))
        keys = {address.key for one in group if (address := read_path(one.path))}
        forget(photo, [key for key in keys if stem(photo.fingerprint, key) not in stems])


def _by_photo(portion: list[Orphan]) -> dict[Photo, list[Orphan]]:
    """The renditions among them whose photo is still in the library."""
    groups: defaultdict[str, list[Orphan]] = defaultdict(list)
    for one in portion:
        if address := read_path(one.path):
            groups[address.fingerprint].append(one)
    found = {}
    for begins, group in groups.items():
        photo = Photo.objects.filter(fingerprint__gte=begins, fingerprint__lt=begins + "g").first()
        if photo is not None:
            found[photo] = group
    return found
