"""Photo errands: the public files of a photo follow its rights, as errands.py does what follows a publication. Written
in the transaction of the verb, done right after the commit, tried again by publish_due, less and less often, when they
fail. publish_due also finds photos whose rights have ended by themselves. Moving the files is photos/putting_away.py.
"""

import logging
from collections.abc import Iterator
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import F, Q

from articles.events import photo_changed
from articles.models import Photo, PhotoErrand, PublishedPhoto
from articles.photos.putting_away import bring_out, put_away
from articles.photos.usage import stories_shown_with
from articles.workflow.errands import GRACE, LEASE, LONGEST_FAULT, back_off
from articles.workflow.photo_attention import note_hidden_photos

log = logging.getLogger("newsroom.workflow")

MOST = 500  # photos at one go of publish_due; the next one goes on


def write_photo_errand(photo: Photo, *, now: datetime) -> None:
    """The files are to follow, and the site is to be told, as soon as the transaction is committed."""
    if not photo.has_picture:
        return
    PhotoErrand.objects.update_or_create(
        photo=photo, defaults={"not_before": now + GRACE, "attempts": 0, "fault": "", "tried_at": None}
    )
    transaction.on_commit(partial(do_photo_errand, photo.pk, now=now, waiting_until=now + GRACE), robust=True)


def make_public(photo_id: int) -> None:
    """Bring the files of a photo out before the transaction that gives it back: what it prints has to be there. Should
    that be rolled back, publish_due puts them away again. Raises what the storage raises, and OriginalLost."""
    with transaction.atomic():
        photo = _held(photo_id)
        away = PhotoErrand.objects.filter(pk=photo_id, away_at__isnull=False)
        if away.exists():
            away.update(away_at=None)  # first: of what is away no sizes are made
            bring_out(photo)


def due_photos(*, now: datetime) -> list[int]:
    """Photos whose errand is due, and those whose files are not where they belong: their rights have ended by
    themselves, or were given by something that writes no errands. Two queries."""
    waiting = PhotoErrand.objects.filter(not_before__lte=now).order_by("not_before", "pk")
    over = Photo.objects.filter(rights_end_at__lte=now).exclude(image="")
    unseen = over.filter(Q(errand__isnull=True) | Q(errand__away_at__isnull=True, errand__not_before__isnull=True))
    settled = PhotoErrand.objects.filter(not_before__isnull=True)
    killed = settled.filter(away_at__isnull=True, photo__killed_at__isnull=False).exclude(photo__image="")
    shown = settled.filter(away_at__isnull=False, photo__in=Photo.objects.printable(now))
    found = dict.fromkeys(waiting.values_list("pk", flat=True)[:MOST])
    other = unseen.order_by().values("pk").union(killed.values("pk"), shown.values("pk"))
    return [*found, *(row["pk"] for row in other[:MOST])]


def do_due_photos(*, now: datetime) -> Iterator[tuple[Photo, datetime, str]]:
    """Do what is due at `now` (aware), and tell of each: the photo, since when it was due, and what went wrong, "" when
    nothing did. Those that somebody else has begun are left to them. Call it in no transaction."""
    for number in due_photos(now=now):
        PhotoErrand.objects.get_or_create(photo_id=number, defaults={"not_before": now})
        PhotoErrand.objects.filter(pk=number, not_before__isnull=True).update(not_before=now)
        fault = do_photo_errand(number, now=now)
        if fault is not None and (photo := Photo.objects.filter(pk=number).first()):
            yield photo, photo.killed_at or photo.rights_end_at or now, fault


def do_photo_errand(photo_id: int, *, now: datetime, waiting_until: datetime | None = None) -> str | None:
    """Bring the files of a photo to where they belong and tell the site. Returns None when somebody else has begun it,
    "" when it is done, and else what went wrong: that is on record, and it will be tried again."""
    lease = now + LEASE
    free = Q(not_before=waiting_until) if waiting_until else Q(not_before__lte=now)
    row = PhotoErrand.objects.filter(pk=photo_id)
    if not row.filter(free).update(not_before=lease, attempts=F("attempts") + 1, tried_at=now):
        return None
    ours = row.filter(not_before=lease)  # somebody may change its rights meanwhile
    try:
        _follow(photo_id, now=now)
        note_hidden_photos(stories_shown_with(photo_id, now=now), now=now)
        _tell(photo_id, now=now)
    except Exception as fault:
        log.exception("photo %s: its files could not follow its rights", photo_id)
        words = f"{type(fault).__name__}: {fault}"[:LONGEST_FAULT]
        attempts = ours.values_list("attempts", flat=True).first() or 1
        ours.update(fault=words, not_before=now + back_off(attempts))
        return words
    ours.update(not_before=None, attempts=0, fault="")
    return ""


@transaction.atomic
def _follow(photo_id: int, *, now: datetime) -> None:
    """One at a time for each photo: two who move the same original in opposite directions would lose it."""
    photo = _held(photo_id)
    is_away = PhotoErrand.objects.filter(pk=photo_id, away_at__isnull=False).exists()
    if not photo.has_picture:
        return
    if _belongs_away(photo, now=now):
        put_away(photo)
        if not is_away:
            PhotoErrand.objects.filter(pk=photo_id).update(away_at=now)
    elif is_away:
        PhotoErrand.objects.filter(pk=photo_id).update(away_at=None)
        bring_out(photo)


def _held(photo_id: int) -> Photo:
    """Its row, held against everybody but those who print it (release.py)."""
    return Photo.objects.select_for_update(no_key=True, of=("self",)).get(pk=photo_id)


def _belongs_away(photo: Photo, *, now: datetime) -> bool:
    """A photo that is only barred, and that readers never had, stays where the desk can look at it."""
    if photo.killed_at is not None or (photo.rights_end_at is not None and photo.rights_end_at <= now):
        return True
    return photo.do_not_publish and PublishedPhoto.objects.filter(photo=photo).exists()


def _tell(photo_id: int, *, now: datetime) -> None:
    results = photo_changed.send_robust(sender=Photo, photo_id=photo_id, at=now)
    faults = [result for _, result in results if isinstance(result, Exception)]
    if faults:
        raise faults[0]
