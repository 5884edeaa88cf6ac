"""Photos of imported stories: their words always, their picture when a file for it is at hand."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from articles.html import one_line
from articles.importing.story import StoryPhoto
from articles.models import Article, ArticlePhoto, ImportRecord, Photo
from articles.photos import PictureRefused, take_in
from articles.photos.library import already_here
from articles.workflow import note_save

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".tif", ".tiff")


def place_photos(article: Article, photos: tuple[StoryPhoto, ...]) -> None:
    """Make the story's photos those of the source. A photo whose words are unchanged stays the same row, so that a
    picture somebody attached to it stays too; what is no longer printed and never had a picture is removed."""
    before = article.all_photos
    kept: list[Photo] = []
    uses: list[ArticlePhoto] = []
    article.lead_photo = None
    for number, wanted in enumerate(photos):
        photo = _same_words(before, wanted) or _new_photo(wanted)
        if photo in kept:
            continue
        kept.append(photo)
        if wanted.after_paragraph == 0 and article.lead_photo is None:
            article.lead_photo = photo
        else:
            uses.append(
                ArticlePhoto(article=article, photo=photo, after_paragraph=wanted.after_paragraph, position=number)
            )
    article.save(update_fields=["lead_photo"])
    article.photos.all().delete()
    ArticlePhoto.objects.bulk_create(uses)
    _remove_unused(photo for photo in before if photo not in kept)


def attach_pictures(article: Article, folder: Path, *, stem: str, by: Any, now: datetime) -> list[str]:
    """Give photos without a picture one from `folder`, found by name: the file name the source told, the caption as an
    address (`a-dog-on-a-pier.jpg`), or the story's file name (`story.jpg`, `story-2.jpg`). Returns what happened, in
    sentences, good and bad."""
    files = {_plain(path.stem): path for path in sorted(folder.iterdir()) if path.suffix.casefold() in SUFFIXES}
    told: list[str] = []
    attached = False
    for number, photo in enumerate(article.all_photos, start=1):
        path = None if photo.has_picture else _file_for(photo, files, stem=stem, slug=article.slug, number=number)
        if path is None:
            continue
        try:
            taken = take_in(path.read_bytes(), name=path.name, by=by, now=now, into=photo, anyway=True)
        except (PictureRefused, OSError) as refused:
            told.append(f"{path.name} was not attached. {refused}")
            continue
        if taken.twin:
            told.append(f"{path.name} was not attached. {already_here(taken.twin)}")
        else:
            attached = True
            told += [f"{path.name} is attached.", *(f"{path.name}: {note}" for note in taken.notes)]
    if attached:
        _note_without_counting_as_edit(article, by=by, now=now)
    return told


def _same_words(photos: list[Photo], wanted: StoryPhoto) -> Photo | None:
    words = (one_line(wanted.caption), one_line(wanted.credit)[:200])
    return next((photo for photo in photos if (photo.caption, photo.credit) == words), None)


def _new_photo(wanted: StoryPhoto) -> Photo:
    caption = one_line(wanted.caption)
    # A scrape prints one text under the picture and no other; whoever hears the page hears it there.
    decision = Photo.Alt.TEXT if wanted.alt else Photo.Alt.CAPTION if caption else Photo.Alt.DECORATIVE
    return Photo.objects.create(
        caption=caption,
        credit=one_line(wanted.credit)[:200],
        alt_decision=decision,
        alt_text=one_line(wanted.alt)[:300],
        original_name=wanted.filename[:255],
    )


def _remove_unused(photos: Any) -> None:
    for photo in photos:
        if not photo.has_picture and not photo.uses.exists() and not photo.lead_of.exists():
            photo.delete()


def _file_for(photo: Photo, files: dict[str, Path], *, stem: str, slug: str, number: int) -> Path | None:
    names = [Path(photo.original_name).stem, photo.caption, _plain(photo.caption)[:80]]
    for base in (stem, slug):
        names += [f"{base}-{number}", *([base] if number == 1 else [])]
    return next((files[_plain(name)] for name in names if _plain(name) in files), None)


def _plain(name: str) -> str:
    """Names of files and captions as people vary them: `A Dog.jpg`, `a-dog.jpg`, `a_dog.jpg`."""
    return slugify(name.replace("_", "-")).strip("-")


def _note_without_counting_as_edit(article: Article, *, by: Any, now: datetime) -> None:
    """A picture that the importer attached is no edit by a person: a later change of the source may still come in."""
    was_untouched = ImportRecord.objects.filter(article=article, content_digest=article.content_digest)
    untouched = list(was_untouched)
    note_save(article.pk, by=by, now=now)
    article.refresh_from_db()
    for record in untouched:
        record.content_digest = article.content_digest
        record.save(update_fields=["content_digest"])
