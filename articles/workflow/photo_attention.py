"""What the desk's front says of photos: stories whose readers do not see one of them any more, and why. What is warned
of before is rights_ahead.py."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from django.db.models import QuerySet

from articles.dates import printed_soon
from articles.models import Attention, Photo, PublishedPhoto, ScheduledUpdate
from articles.photos.rights import named, why_not_shown
from articles.workflow.attention import note_attention_of
from articles.workflow.listings import photos_of
from articles.workflow.older import in_todays_shape

PORTION = 500


def note_hidden_photos(stories: Iterable[int], *, now: datetime) -> None:
    """Put on record which photos readers do not see in these stories at `now` (aware), and which updates cannot go out
    for one, in place of what stood there; nothing where all is well."""
    rest = iter(sorted(stories))
    while numbers := list(islice(rest, PORTION)):
        told: dict[int, list[str]] = defaultdict(list)
        printed = PublishedPhoto.objects.filter(story__in=numbers, photo__in=Photo.objects.hidden(now))
        for row in printed.select_related("photo").order_by("photo_id"):
            told[row.story_id].append(hidden_sentence(row.photo, now=now))
        for update, photos in _waiting(ScheduledUpdate.objects.filter(article__in=numbers)):
            for photo in Photo.objects.filter(pk__in=photos).order_by("pk"):
                if why := why_not_shown(photo, at=update.at, now=now):
                    told[update.article_id].append(_update_sentence(update, photo, why, now=now))
        note_attention_of({number: told[number] for number in numbers}, Attention.Kind.PHOTO, now)


def updates_with(photo: Photo) -> list[int]:
    """Stories with an update that waits for its time and uses the photo. One query; few updates wait at any time."""
    return [update.article_id for update, photos in _waiting(ScheduledUpdate.objects.all()) if photo.pk in photos]


def hidden_sentence(photo: Photo, *, now: datetime) -> str:
    """Why readers do not see it, and what to do."""
    why = why_not_shown(photo, at=now, now=now)
    return f"Readers do not see the photo {named(photo)}: it {why}. Choose another one, or take it out."


def _update_sentence(update: ScheduledUpdate, photo: Photo, why: str, *, now: datetime) -> str:
    when = printed_soon(update.at, now=now)
    return f"The update for {when} cannot go out: the photo {named(photo)} {why}. Schedule it again without the photo."


def _waiting(updates: QuerySet[ScheduledUpdate]) -> Iterator[tuple[ScheduledUpdate, set[int]]]:
    for update in updates.select_related("revision").iterator(chunk_size=PORTION):
        yield update, photos_of(in_todays_shape(update.revision.content))
