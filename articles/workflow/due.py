"""What is due: updates that were scheduled, and errands (what follows publications, and what has to be tried again).
Any number of processes may run do_due at the same time. The list of what comes next is upcoming.py."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, InterfaceError, connection, transaction
from django.db.models import F

from articles.models import Article, Errand, Photo, ScheduledUpdate
from articles.photos.rights import named
from articles.workflow.errands import LONGEST_FAULT, back_off, do_errand, due_errands
from articles.workflow.photo_errands import do_due_photos, due_photos
from articles.workflow.publish import publish_update
from articles.workflow.upcoming import GoingOut, going_out_next, headline_of

__all__ = ["PHOTO_FILES", "Done", "GoingOut", "do_due", "going_out_next", "list_due"]

log = logging.getLogger("newsroom.workflow")

PHOTO_FILES = "files of a photo"
ON_TIME = timedelta(minutes=1)  # a job that runs once a minute is not late
_DOES = {
    Errand.Step.ANNOUNCE: "went live",
    Errand.Step.EXPIRE: "taken down",
    Errand.Step.WITHDRAW: "withdrawal told",
    Errand.Step.INDEX: "similar stories found",
    Errand.Step.KEYS: "other versions told apart",
    Errand.Step.PICTURES: "sizes of its pictures made",
    Errand.Step.PRINT: "printed anew",
}


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that was due at `at`. `late`: by how much it was missed, None when on time. `fault`: why it could not
    be done, "" when it was. Where `what` is PHOTO_FILES, the number and the words are those of a photo."""

    article_id: int
    headline: str
    what: str
    at: datetime
    late: timedelta | None
    fault: str = ""


def list_due(*, now: datetime) -> Iterator[Done]:
    """What do_due would do, oldest first, without doing it."""
    for update in _due_updates(now):
        yield _update_done(update, now=now)
    for errand in due_errands(now):
        yield _errand_done(errand, now=now)
    for photo in Photo.objects.filter(pk__in=due_photos(now=now)).order_by("pk"):
        at = photo.killed_at or photo.rights_end_at or now
        yield Done(photo.pk, named(photo), PHOTO_FILES, at, late(at, now=now))


def do_due(*, now: datetime) -> Iterator[Done]:
    """Do everything that is due at `now` (aware), each story in a transaction of its own, and tell of each one as it is
    done or fails; what fails is on record and tried again later. What others are doing is left to them.

    Raises OperationalError when the database is away. Call it in no transaction.
    """
    busy = []
    for update in list(_due_updates(now)):
        done = _do_update(update, now=now, wait=False)
        if done is None:
            busy.append(update)
        else:
            yield done
    # Somebody had those rows: another process that publishes them, or a person who saves. The latter takes a moment.
    for update in busy:
        if done := _do_update(update, now=now, wait=True):
            yield done
    for errand in list(due_errands(now)):
        fault = do_errand(errand, now=now)
        if fault is not None:
            yield _errand_done(errand, now=now, fault=fault)
    for photo, at, fault in do_due_photos(now=now):
        yield Done(photo.pk, named(photo), PHOTO_FILES, at, late(at, now=now), fault)


def _due_updates(now: datetime) -> Iterator[ScheduledUpdate]:
    """Without those that have failed a moment ago."""
    for update in ScheduledUpdate.objects.filter(at__lte=now).select_related("article__published").order_by("at", "pk"):
        if not update.tried_at or update.tried_at + back_off(update.attempts) <= now:
            yield update


def _do_update(update: ScheduledUpdate, *, now: datetime, wait: bool) -> Done | None:
    """Publish one update unless it is somebody else's, or gone. The story's row is what everybody queues for."""
    try:
        with transaction.atomic():
            rows = Article.objects.select_for_update(of=("self",), skip_locked=not wait)
            article = rows.filter(pk=update.article_id).first()
            if article is None:
                return None
            waiting = ScheduledUpdate.objects.select_related("revision", "by")
            held = waiting.filter(pk=update.pk, at__lte=now, attempts=update.attempts).first()
            if held is None:
                return None
            publish_update(held, article, now=now)
    except Exception as fault:
        if isinstance(fault, DatabaseError | InterfaceError) and not connection.is_usable():
            raise  # the database is away: no fault of the story, which is as due as before
        log.exception("story %s: the scheduled update could not go out", update.article_id)
        words = str(fault) or type(fault).__name__
        ScheduledUpdate.objects.filter(pk=update.pk, attempts=update.attempts).update(
            attempts=F("attempts") + 1, fault=words[:LONGEST_FAULT], tried_at=now
        )
        return _update_done(update, now=now, fault=words)
    log.info("scheduled update of story %s went out", update.article_id)
    return _update_done(update, now=now)


def _update_done(update: ScheduledUpdate, *, now: datetime, fault: str = "") -> Done:
    headline = headline_of(update.article)
    return Done(update.article_id, headline, "update", update.at, late(update.at, now=now), fault)


def _errand_done(errand: Errand, *, now: datetime, fault: str = "") -> Done:
    what = _DOES[Errand.Step(errand.step)]
    headline = headline_of(errand.article)
    return Done(errand.article_id, headline, what, errand.due_at, late(errand.due_at, now=now), fault)


def late(due_at: datetime, *, now: datetime) -> timedelta | None:
    return now - due_at if now - due_at >= ON_TIME else None
