"""The door: the only way for a story to reach readers (publish_article) and to be taken from them (withdraw_article).

Checks are in checks.py, what is copied to the readers' side in projection.py, who may in permissions.py.
"""

import logging
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from articles.events import story_published, story_withdrawn
from articles.html import one_line
from articles.models import Article, AuditLine, Correction, PublishedArticle, Revision
from articles.related import pass_key_on
from articles.related.candidates import index_story
from articles.workflow.checks import PublicationRefused, publication_problems, refuse_if
from articles.workflow.kinds import NOTED, UpdateKind
from articles.workflow.likeness import traits_of
from articles.workflow.permissions import may_publish, may_withdraw, require
from articles.workflow.projection import project
from articles.workflow.snapshot import digest_of, take_revision, take_snapshot
from articles.workflow.times import publication_time

log = logging.getLogger("newsroom.workflow")


def publish_article(
    article_id: int, *, by: Any, now: datetime, kind: UpdateKind = UpdateKind.SILENT, note: str = ""
) -> PublishedArticle:
    """Take the saved working copy to readers, now or at its scheduled time.

    `by` is the user, or None for the operator of a command; `now` is aware. `kind` and `note` matter only for a story
    readers already have. Publishing the same content again writes nothing. Raises NotAllowed, or PublicationRefused
    with sentences, or Article.DoesNotExist. All or nothing: outside effects follow on commit through events.
    """
    with transaction.atomic():
        article = _locked(article_id)
        require(by is None or may_publish(by, article), "You may write this story, but not publish it. Ask an editor.")
        before = PublishedArticle.objects.filter(pk=article_id).first()
        was_live = before is not None and before.published_at <= now
        problems = publication_problems(article, now=now)
        if was_live and kind in NOTED and not note.strip():
            problems.append("A correction needs a note that tells readers what was wrong.")
        refuse_if(problems)
        snapshot = take_snapshot(article_id)
        if before and _says_the_same(before, snapshot) and not _has_news(before, kind, note):
            return before
        published = _project_over(article, snapshot, before, now=now, by=by, kind=kind, note=note)
        verb = _verb(before, published, now)
        AuditLine.objects.create(
            article=article,
            verb=verb,
            detail=_detail(published, kind, was_live),
            revision=published.revision,
            at=now,
            by=by,
        )
        Article.objects.filter(pk=article_id).update(
            stage=Article.Stage.READY, content_digest=published.content_digest, is_changed=False
        )
        transaction.on_commit(
            partial(story_published.send_robust, sender=Article, article_id=article_id, at=now, first=before is None)
        )
    log.info("%s story %s “%s” by %s", verb, article_id, published.headline, by or "command")
    return published


def withdraw_article(
    article_id: int, *, by: Any, now: datetime, reason: str, reader_note: str = ""
) -> PublishedArticle:
    """Take a story from readers at once: its page answers 410 with `reader_note`, and it is gone from every list.

    Withdrawing what is withdrawn already changes nothing. Raises NotAllowed, or PublicationRefused when the story was
    never published or no reason is given.
    """
    with transaction.atomic():
        article = _locked(article_id)
        require(by is None or may_withdraw(by, article), "You may not withdraw this story. Ask an editor.")
        published = PublishedArticle.objects.filter(pk=article_id).first()
        if published is None:
            raise PublicationRefused(["Readers never had this story, so there is nothing to withdraw."])
        if published.withdrawn_at is not None:
            return published
        reason = one_line(reason)[:300]
        refuse_if([] if reason else ["Write why the story is withdrawn. Only the desk sees it."])
        published.withdrawn_at, published.withdrawn_reason = now, reason
        published.withdrawn_note = one_line(reader_note)[:600]
        published.save(update_fields=["withdrawn_at", "withdrawn_reason", "withdrawn_note"])
        AuditLine.objects.create(
            article=article, verb=AuditLine.Verb.WITHDRAWN, detail=reason, revision=published.revision, at=now, by=by
        )
        transaction.on_commit(partial(story_withdrawn.send_robust, sender=Article, article_id=article_id, at=now))
    log.info("withdrawn story %s “%s” by %s", article_id, published.headline, by or "command")
    return published


def _locked(article_id: int) -> Article:
    """The story with its row held until the transaction ends, so that two people cannot publish past each other."""
    return Article.objects.select_for_update().get(pk=article_id)


def _says_the_same(before: PublishedArticle, snapshot: dict[str, Any]) -> bool:
    return before.withdrawn_at is None and before.content_digest == digest_of(snapshot)


def _has_news(before: PublishedArticle, kind: UpdateKind, note: str) -> bool:
    """Whether there is a note that readers do not have yet; a second click on the button brings the same one again."""
    if kind not in NOTED:
        return False
    return not Correction.objects.filter(after=before.revision_id, kind=NOTED[kind], note=note.strip()).exists()


def _project_over(
    article: Article,
    snapshot: dict[str, Any],
    before: PublishedArticle | None,
    *,
    now: datetime,
    by: Any,
    kind: UpdateKind,
    note: str,
) -> PublishedArticle:
    """Revision, correction and the new readers' row, saved."""
    was_live = before is not None and before.published_at <= now
    reason = f"Published: {kind.label}" if was_live else "Published"
    revision = take_revision(
        article.pk,
        snapshot,
        kind=Revision.Kind.PUBLISHED,
        version=article.lock_version,
        reason=reason,
        now=now,
        by=by,
    )
    if was_live and before is not None and kind in NOTED:
        Correction.objects.create(
            article=article, kind=NOTED[kind], note=note.strip(), before=before.revision, after=revision, at=now, by=by
        )
    told = was_live and kind is not UpdateKind.SILENT
    published = project(
        article,
        snapshot,
        now=now,
        published_at=publication_time(article, before, now=now),
        updated_at=now if told else before.updated_at if before else None,
        corrections=article.corrections.all(),
    )
    published.revision = revision
    published.save(force_insert=before is None, force_update=before is not None)
    transaction.on_commit(partial(pass_key_on, published.pk), robust=True)
    index_story(published.pk, traits_of(snapshot))
    return published


def _verb(before: PublishedArticle | None, after: PublishedArticle, now: datetime) -> AuditLine.Verb:
    if after.published_at > now:
        return AuditLine.Verb.SCHEDULED
    if before is None or before.withdrawn_at is not None or before.published_at > now:
        return AuditLine.Verb.PUBLISHED
    return AuditLine.Verb.UPDATED


def _detail(published: PublishedArticle, kind: UpdateKind, was_live: bool) -> str:
    return kind.label if was_live else f"for {published.printed_at}"
