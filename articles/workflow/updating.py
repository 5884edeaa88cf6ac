"""Updating a story readers have: what differs between what they see and the working copy, and publishing exactly what
was looked at. What each kind of update drives is in kinds.py; going out is in publish.py and schedule.py."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from articles.models import Article, Correction, PublishedArticle, ScheduledUpdate
from articles.workflow.changes import Change
from articles.workflow.checks import content_problems, rights_problems, time_problems
from articles.workflow.compare import compare
from articles.workflow.kinds import EFFECTS, UpdateKind
from articles.workflow.publish import publish_article
from articles.workflow.schedule import schedule_update
from articles.workflow.snapshot import Snapshot, digest_of, take_snapshot
from articles.workflow.times import times_of


class ChangedMeanwhile(Exception):
    """Not what was looked at: somebody has saved or published the story since. Nothing was done."""


@dataclass(frozen=True, slots=True)
class Pending:
    """What readers would get. `seen` names the two versions that were compared: whoever publishes gives it back.
    `problems` are sentences, one for each thing that keeps the working copy from going out."""

    changes: list[Change]
    is_changed: bool
    seen: str
    problems: list[str]


def is_with_readers(published: PublishedArticle | None, *, now: datetime) -> bool:
    """Whether readers have had the story, and it was not withdrawn: a change to it is an update."""
    return published is not None and published.withdrawn_at is None and published.published_at <= now


def pending_update(published: PublishedArticle, *, now: datetime) -> Pending:
    """The saved working copy against what readers have, at `now` (aware)."""
    snapshot = take_snapshot(published.pk)
    return Pending(
        changes=compare(published.revision.content, snapshot),
        is_changed=digest_of(snapshot) != published.content_digest,
        seen=_seen(published, snapshot),
        problems=[
            *content_problems(snapshot),
            *rights_problems(published.pk, snapshot, at=now, now=now),
            *time_problems(times_of(snapshot), published, now=now),
        ],
    )


def publish_seen(
    article_id: int, *, seen: str, kind: UpdateKind, note: str, at: datetime | None, by: Any, now: datetime
) -> PublishedArticle | ScheduledUpdate:
    """Publish the difference that was looked at, now or `at` a later time (both aware).

    Pressing twice publishes once. Raises ChangedMeanwhile when it is another difference by now, and what
    publish_article and schedule_update raise.
    """
    with transaction.atomic():
        Article.objects.select_for_update(of=("self",)).only("pk").get(pk=article_id)
        published = PublishedArticle.objects.filter(pk=article_id).first()
        if published is None or published.withdrawn_at is not None:
            raise ChangedMeanwhile
        if _went_out_already(published, seen, kind, note):
            return published
        if seen != _seen(published, take_snapshot(article_id)):
            raise ChangedMeanwhile
        if at is not None:
            return schedule_update(article_id, at=at, kind=kind, note=note, by=by, now=now)
        return publish_article(article_id, by=by, now=now, kind=kind, note=note)


def _seen(published: PublishedArticle, snapshot: Snapshot) -> str:
    return f"{published.revision_id}-{digest_of(snapshot)}"


def _went_out_already(published: PublishedArticle, seen: str, kind: UpdateKind, note: str) -> bool:
    """Whether readers have this very content, and were told this, by another press on the button."""
    revision, _, digest = seen.partition("-")
    if digest != published.content_digest or revision == str(published.revision_id):
        return False
    told = EFFECTS[kind].note
    return told is None or Correction.objects.filter(after=published.revision_id, kind=told, note=note.strip()).exists()
