"""What is coming with the rights of photos: which end soon, which stand in more stories than was agreed, and what
readers are shown although they may not be. For manage.py check_rights and the desk's front page. What has ended is
photo_attention.py."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from itertools import islice

from django.db.models import Q

from articles.dates import printed_soon, printed_wait
from articles.models import Attention, Photo, PublishedArticle, PublishedPhoto, ScheduledUpdate
from articles.photos.rights import has_ended, named, why_not_shown
from articles.photos.stored import pictures_in, prints
from articles.photos.usage import uses_by_photo
from articles.workflow.attention import note_attention_of
from articles.workflow.listings import photos_of
from articles.workflow.older import in_todays_shape

PORTION = 500


class Kind(Enum):
    """SHOWN and OVERUSED are faults; the others say what will happen."""

    SHOWN = "shown although it may not be"
    OVERUSED = "in more stories than agreed"
    ENDS = "rights end"
    UPDATE = "an update cannot go out"

    @property
    def is_fault(self) -> bool:
        return self in (Kind.SHOWN, Kind.OVERUSED)


@dataclass(frozen=True, slots=True)
class Story:
    article_id: int
    headline: str
    is_live: bool  # otherwise it is scheduled


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about one photo, with the stories it is about. `at`: when the rights end, if that is what it is about.
    `sentence` says it to the desk, without the stories."""

    kind: Kind
    photo: Photo
    stories: tuple[Story, ...]
    sentence: str
    at: datetime | None = None


def rights_ahead(*, now: datetime, within: timedelta) -> list[Finding]:
    """What there is to say at `now` (aware) about photos in stories that readers have or will have: faults first, then
    what ends `within` that time, the soonest first."""
    return [*_shown(now), *_overused(now), *_waiting(now), *_ending(now, until=now + within)]


def note_rights_ahead(findings: Iterable[Finding], *, now: datetime) -> None:
    """Put the findings on record for the desk's front page, in the place of those that stood there."""
    kind = Attention.Kind.RIGHTS
    told: dict[int, list[str]] = {}
    for finding in findings:
        for story in finding.stories:
            told.setdefault(story.article_id, []).append(finding.sentence)
    stood = Attention.objects.filter(kind=kind).order_by().values_list("article_id", flat=True).distinct()
    note_attention_of({**{number: [] for number in stood}, **told}, kind, now)


def _shown(now: datetime) -> Iterator[Finding]:
    """Rows that something else than the verbs has left as they were."""
    for photo in Photo.objects.hidden(now).filter(printed_in__isnull=False).distinct().order_by("pk").iterator():
        is_of = prints(photo.pk, photo.fingerprint)
        stories = [
            _story(row, now=now)
            for row in _standing(photo, now=now)
            if any(is_of(picture) and not has_ended(picture, now=now) for picture in pictures_in(row))
        ]
        if stories:
            why = why_not_shown(photo, at=now, now=now)
            told = f"Readers are shown the photo {named(photo)}, although it {why}. Save its rights again."
            yield Finding(Kind.SHOWN, photo, tuple(stories), told)


def _overused(now: datetime) -> Iterator[Finding]:
    limited = Photo.objects.filter(most_uses__isnull=False).order_by("pk").iterator(PORTION)
    while portion := list(islice(limited, PORTION)):
        uses = uses_by_photo([photo.pk for photo in portion], at=now)
        for photo in portion:
            if uses[photo.pk].all > (photo.most_uses or 0):
                most = f"{photo.most_uses:,} at most" if photo.most_uses else "none"
                told = f"The photo {named(photo)} stands in {uses[photo.pk]}; {most} was agreed. Take it out of some."
                yield Finding(Kind.OVERUSED, photo, _stories(photo, now=now), told)


def _waiting(now: datetime) -> Iterator[Finding]:
    for update in ScheduledUpdate.objects.select_related("revision", "article").order_by("at").iterator(PORTION):
        content = in_todays_shape(update.revision.content)
        for photo in Photo.objects.filter(pk__in=photos_of(content)).order_by("pk"):
            if why := why_not_shown(photo, at=update.at, now=now):
                told = (
                    f"The update for {printed_soon(update.at, now=now)} cannot go out: the photo {named(photo)} {why}."
                )
                story = Story(update.article_id, content["headline"], is_live=True)
                yield Finding(Kind.UPDATE, photo, (story,), told)


def _ending(now: datetime, *, until: datetime) -> Iterator[Finding]:
    ending = Photo.objects.printable(now).filter(rights_end_at__lte=until).order_by("rights_end_at", "pk")
    for photo in ending.iterator():
        end = photo.rights_end_at
        if end and (stories := _stories(photo, now=now)):
            when = f"{printed_soon(end, now=now)} ({printed_wait(end, now)})"
            told = (
                f"The rights in the photo {named(photo)} end {when}: readers lose it then. Extend them or replace it."
            )
            yield Finding(Kind.ENDS, photo, stories, told, at=end)


def _stories(photo: Photo, *, now: datetime) -> tuple[Story, ...]:
    return tuple(_story(row, now=now) for row in _standing(photo, now=now, columns=("headline", "published_at")))


def _story(row: PublishedArticle, *, now: datetime) -> Story:
    return Story(row.pk, row.headline, is_live=row.published_at <= now)


def _standing(
    photo: Photo,
    *,
    now: datetime,
    columns: Sequence[str] = ("headline", "published_at", "lead", "blocks", "share_picture"),
) -> Iterator[PublishedArticle]:
    """The stories that readers have or will have with a photo, in portions."""
    numbers = PublishedPhoto.objects.filter(_stands(now, "story__"), photo=photo).order_by("story_id")
    rest = iter(numbers.values_list("story_id", flat=True).distinct())
    while portion := list(islice(rest, PORTION)):
        yield from PublishedArticle.objects.only(*columns).filter(pk__in=portion).order_by("pk")


def _stands(now: datetime, story: str) -> Q:
    over = Q(**{f"{story}expires_at__isnull": True}) | Q(**{f"{story}expires_at__gt": now})
    return over & Q(**{f"{story}withdrawn_at__isnull": True})
