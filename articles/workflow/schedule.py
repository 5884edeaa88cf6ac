"""Scheduled updates: a change to a story readers have, fixed now and going out later (due.py does that).

First publications and expiry are no rows here: they are times of the story, and decided when a page is read.
"""

import logging
from datetime import datetime
from typing import Any

from django.db import transaction

from articles.dates import printed_soon
from articles.models import Article, AuditLine, PublishedArticle, Revision, ScheduledUpdate
from articles.workflow.checks import content_problems, note_problems, refuse_if, rights_problems, time_problems
from articles.workflow.kinds import EFFECTS, UpdateKind
from articles.workflow.permissions import refuse, why_not_publish
from articles.workflow.snapshot import Snapshot, digest_of, take_revision, take_snapshot
from articles.workflow.times import times_of

log = logging.getLogger("newsroom.workflow")


def schedule_update(
    article_id: int, *, at: datetime, kind: UpdateKind, note: str = "", by: Any, now: datetime
) -> ScheduledUpdate:
    """Fix the saved working copy as the update that readers get `at` this time, in place of one that waits already.

    What is saved later does not go out with it. `at` and `now` are aware; `by` is the user, None for the operator of a
    command. Raises NotAllowed, PublicationRefused with sentences, or Article.DoesNotExist.
    """
    kind = UpdateKind(kind)
    with transaction.atomic():
        article = Article.objects.select_for_update(of=("self",)).get(pk=article_id)
        refuse("" if by is None else why_not_publish(by, article))
        published = PublishedArticle.objects.filter(pk=article_id).first()
        snapshot = take_snapshot(article_id)
        refuse_if(_problems(snapshot, published, at=at, kind=kind, note=note, now=now))
        reason = f"Update scheduled for {printed_soon(at, now=now)}"
        revision = take_revision(
            article_id,
            snapshot,
            kind=Revision.Kind.HANDED_OVER,
            version=article.lock_version,
            reason=reason,
            now=now,
            by=by,
        )
        update, _ = ScheduledUpdate.objects.update_or_create(
            article=article,
            defaults={
                "revision": revision,
                "kind": kind,
                "note": note.strip(),
                "at": at,
                "made_at": now,
                "by": by,
                "attempts": 0,
                "fault": "",
                "tried_at": None,
            },
        )
        detail = f"for {printed_soon(at, now=now)}: {EFFECTS[kind].name}"
        _note(article_id, AuditLine.Verb.UPDATE_SCHEDULED, detail, revision=revision, now=now, by=by)
        Article.objects.filter(pk=article_id).update(stage=Article.Stage.READY)
    log.info("update of story %s scheduled for %s by %s", article_id, at.isoformat(), by or "command")
    return update


def unschedule(article_id: int, *, by: Any, now: datetime) -> bool:
    """Take the update that waits off the schedule; returns whether there was one. What was to go out stays in the
    history. Raises NotAllowed, or Article.DoesNotExist."""
    with transaction.atomic():
        article = Article.objects.select_for_update(of=("self",)).get(pk=article_id)
        refuse("" if by is None else why_not_publish(by, article))
        return drop_update(article_id, why="", by=by, now=now) is not None


def waiting_update(article_id: int) -> ScheduledUpdate | None:
    """The update that waits for its time, with who scheduled it and what goes out."""
    return ScheduledUpdate.objects.select_related("by", "revision").filter(article=article_id).first()


def drop_update(article_id: int, *, why: str, by: Any, now: datetime) -> ScheduledUpdate | None:
    """Forget the update that waits, with a line in the log; returns it, or None. Call it in a transaction that holds
    the story's row."""
    update = ScheduledUpdate.objects.select_related("revision").filter(article=article_id).first()
    if update is None:
        return None
    update.delete()
    detail = f"the update for {printed_soon(update.at, now=now)}{why}"
    _note(article_id, AuditLine.Verb.UNSCHEDULED, detail, revision=update.revision, now=now, by=by)
    return update


def _problems(
    snapshot: Snapshot,
    published: PublishedArticle | None,
    *,
    at: datetime,
    kind: UpdateKind,
    note: str,
    now: datetime,
) -> list[str]:
    """As publishing checks, at the time when the update is to go out."""
    if published is None or published.published_at > now:
        return ["Readers do not have this story yet, so there is nothing to update. Set “publish at” instead."]
    if not published.is_live(now):
        return ["Readers do not have this story any more. Publish it again first."]
    if at <= now:
        return [f"{printed_soon(at, now=now)} has passed. Choose a later time, or publish now."]
    problems = note_problems(kind, note)
    if published.content_digest == digest_of(snapshot) and not EFFECTS[kind].needs_note:
        problems.append("There is nothing to publish: readers see exactly this.")
    problems += content_problems(snapshot) + rights_problems(published.pk, snapshot, at=at, now=now)
    return problems + time_problems(times_of(snapshot), published, now=at)


def _note(article_id: int, verb: AuditLine.Verb, detail: str, *, revision: Revision, now: datetime, by: Any) -> None:
    AuditLine.objects.create(article_id=article_id, verb=verb, detail=detail, revision=revision, at=now, by=by)
