"""Making: which renditions a photo needs, which of them it has, and making the others. What a photo has is on record in
its row (Photo.renditions), so nobody asks the storage."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.core.files.storage import default_storage
from django.db import transaction

from articles.models import Article, ArticlePhoto, Photo, PhotoErrand
from articles.photos.addresses import box_of, key_of, rendition_path
from articles.photos.files import put_file
from articles.photos.renditions import Rendition, cut_out
from articles.photos.sizes import AT_ONCE, AVIF, CUTS, JPEG, STORY, Cut, fitting

Crop = list[int] | None


def crops_of(photo: Photo) -> list[Crop]:
    """The parts of it that stories on the desk show, the whole (None) first."""
    in_text = ArticlePhoto.objects.filter(photo=photo, crop__isnull=False).values_list("crop", flat=True)
    on_top = Article.objects.filter(lead_photo=photo, lead_crop__isnull=False).values_list("lead_crop", flat=True)
    return [None, *in_text, *on_top]


def renditions_of(photo: Photo, cuts: Iterable[Cut] = CUTS, crops: Sequence[Crop] = (None,)) -> list[Rendition]:
    """Every file that these cuts of a photo consist of, for the whole picture or for parts of it that uses chose."""
    found = {}
    for cut in cuts:
        for crop in crops:
            box = box_of(photo, cut, crop)
            for width in fitting(cut.widths, box.width):
                for kind in cut.types:
                    found[key_of(photo, box), width, kind] = Rendition(key_of(photo, box), box, width, kind)
    return list(found.values())


def has(photo: Photo, one: Rendition) -> bool:
    """Whether it is on record as made."""
    return one.width in photo.renditions.get(one.key, {}).get(one.type, ())


def lacking(photo: Photo, crops: Sequence[Crop] = (None,), *, avif: bool = True) -> list[Rendition]:
    """What readers may be given of a photo and is not made yet."""
    if not photo.has_picture or not photo.fingerprint:
        return []
    return [one for one in renditions_of(photo, crops=crops) if not has(photo, one) and (avif or one.type != AVIF)]


def lost(photo: Photo, crops: Sequence[Crop] = (None,), *, avif: bool = True) -> list[Rendition]:
    """The same, looking for each file instead of trusting the record: after a restore without the renditions."""
    if not photo.has_picture or not photo.fingerprint:
        return []
    wanted = [one for one in renditions_of(photo, crops=crops) if avif or one.type != AVIF]
    return [one for one in wanted if not default_storage.exists(path_of(photo, one))]


def path_of(photo: Photo, one: Rendition) -> str:
    return rendition_path(photo.fingerprint, one.width, key=one.key, type=one.type)


def first_ones(photo: Photo) -> list[Rendition]:
    """What the desk shows the moment a photo has arrived."""
    widths = set(fitting(AT_ONCE, photo.width or 1))
    return [one for one in renditions_of(photo, [STORY]) if one.type == JPEG and one.width in widths]


def make(photo: Photo, wanted: Sequence[Rendition]) -> int:
    """Make these renditions of a photo and put them on record; returns how many, none when its files were put away
    meanwhile. Doing it twice, or two at once, does no harm: both write the same. Raises OSError (a full disk, a missing
    original) and whatever a damaged file makes Pillow raise; what was made until then is on record."""
    done: list[Rendition] = []
    try:
        with photo.image.open("rb") as file:
            for one, data in cut_out(file, (photo.width or 1, photo.height or 1), wanted):
                put_file(path_of(photo, one), data)
                done.append(one)
    finally:
        if done and not _note(photo, done):
            done = []
    return len(done)


def _note(photo: Photo, made: Sequence[Rendition]) -> bool:
    """Write on record what was made, beside what others have made meanwhile. A photo that has another picture by now,
    or is gone, keeps its own record. Files of one that was put away while they were made (putting_away.py, which holds
    the same row) are deleted again: then False."""
    with transaction.atomic():
        rows = Photo.objects.select_for_update(no_key=True).filter(pk=photo.pk, fingerprint=photo.fingerprint)
        record = rows.values_list("renditions", flat=True).first()
        if PhotoErrand.objects.filter(photo=photo.pk, away_at__isnull=False).exists():
            for one in made:
                default_storage.delete(path_of(photo, one))
            return False
        photo.renditions = with_made(photo.renditions if record is None else record, made)
        rows.update(renditions=photo.renditions)
    return True


def forget(photo: Photo, keys: Iterable[str]) -> None:
    """Strike the sizes of these parts from the record, before their files are deleted."""
    with transaction.atomic():
        rows = Photo.objects.select_for_update(no_key=True).filter(pk=photo.pk, fingerprint=photo.fingerprint)
        record = rows.values_list("renditions", flat=True).first() or {}
        rows.update(renditions={key: types for key, types in record.items() if key not in set(keys)})


def with_made(record: dict[str, dict[str, list[int]]], made: Iterable[Rendition]) -> dict[str, dict[str, list[int]]]:
    """A record that knows of these as well."""
    widths: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for key, types in record.items():
        for kind, known in types.items():
            widths[key][kind] |= set(known)
    for one in made:
        widths[one.key][one.type].add(one.width)
    return {key: {kind: sorted(known) for kind, known in types.items()} for key, types in widths.items()}
