"""The public files of a photo: taken away when readers may not have it any more, so that its addresses answer nothing,
and made again when they may. Pages never wait for it: they do not print the picture from that second on (rights.py).

The original is kept in the private storage meanwhile; everything else is made of it. When this is done, and done again
after a failure: workflow/photo_errands.py.
"""

from collections.abc import Iterable, Iterator

from django.core.files import File
from django.core.files.storage import Storage, default_storage

from articles.models import Photo
from articles.models.photo import sent_files
from articles.photos.addresses import stem
from articles.photos.making import first_ones, make


class OriginalLost(Exception):
    """The picture is in neither place. The message says where it should be."""


def put_away(photo: Photo) -> None:
    """Take everything that the photo's addresses lead to out of the public storage. May be done twice, and goes on
    where it was interrupted. Raises what the storage raises, and OriginalLost."""
    _delete_renditions(photo)
    name, public, private = str(photo.image.name), photo.image.storage, sent_files()
    if public.exists(name):
        _copy(public, name, private, held_name(name))
        public.delete(name)
    elif not private.exists(held_name(name)):
        raise OriginalLost(f"{name} is neither public nor put away.")
    _delete_renditions(photo)  # a size that was being made meanwhile


def bring_out(photo: Photo) -> None:
    """The reverse: the original where it was, and the sizes that the desk shows; the others are made when somebody asks
    for them (on_need.py). Raises as put_away."""
    name, public, private = str(photo.image.name), photo.image.storage, sent_files()
    held = held_name(name)
    if private.exists(held):
        _copy(private, held, public, name)
    elif not public.exists(name):
        raise OriginalLost(f"{name} is neither public nor put away.")
    make(photo, first_ones(photo))
    private.delete(held)


def open_original(photo: Photo) -> File:
    """The original, wherever it is just now. Raises OriginalLost."""
    name = str(photo.image.name)
    for storage, place in ((photo.image.storage, name), (sent_files(), held_name(name))):
        if storage.exists(place):
            return storage.open(place)
    raise OriginalLost(f"{name} is neither public nor put away.")


def held_name(name: str) -> str:
    """Where an original waits in the private storage."""
    return f"held/{name}"


def public_files(fingerprint: str) -> Iterator[str]:
    """Paths of every size and shape there is of a picture, whichever release made it."""
    folder, _, begin = stem(fingerprint).rpartition("/")
    try:
        _, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in sorted(names) if name.startswith(begin))


def delete_sizes(fingerprints: Iterable[str]) -> None:
    """Every size of these pictures, which may be told by the first 22 digits of their fingerprints."""
    for fingerprint in fingerprints:
        for path in public_files(fingerprint):
            default_storage.delete(path)


def _delete_renditions(photo: Photo) -> None:
    delete_sizes([photo.fingerprint])
    Photo.objects.filter(pk=photo.pk, fingerprint=photo.fingerprint).update(renditions={})
    photo.renditions = {}


def _copy(source: Storage, name: str, target: Storage, other: str) -> None:
    """A whole copy, or an exception: what an interruption left is written anew."""
    if target.exists(other):
        if target.size(other) == source.size(name):
            return
        target.delete(other)
    with source.open(name) as file:
        target.save(other, file)
