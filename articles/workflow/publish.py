"""The door: the only way for a story to reach readers (publish_article, and publish_update for what was scheduled) and
to be taken from them (withdraw_article).

Checks are in checks.py, what is written in release.py, what follows in errands.py, who may in permissions.py.
"""

import logging
from datetime import datetime
from typing import Any

from django.db import transaction

from articles.dates import printed_soon
from articles.html import one_line
from articles.models import Article, AuditLine, Errand, PreviewLink, PublishedArticle, Revision, ScheduledUpdate
from articles.search.index import forget_stories
from articles.workflow.checks import PublicationRefused, refuse_if
from articles.workflow.errands import write_errands
from articles.workflow.kinds import EFFECTS, UpdateKind
from articles.workflow.permissions import refuse, why_not_publish, why_not_withdraw
from articles.workflow.release import Release, is_old_news, put_out, release_problems, verb_of
from articles.workflow.schedule import drop_update
from articles.workflow.snapshot import take_snapshot

log = logging.getLogger("newsroom.workflow")

WITHDRAWN_MEANWHILE = "It was withdrawn meanwhile. Press “Publish again” if readers should have it back."


def publish_article(
    article_id: int,
    *,
    by: Any,
    now: datetime,
    kind: UpdateKind = UpdateKind.SILENT,
    note: str = "",
    revision: Revision | None = None,
    again: bool = True,
) -> PublishedArticle:
    """Take the saved working copy to readers, or what one of its revisions says, now or at its scheduled time.

    `by` is the user, or None for the operator of a command; `now` is aware. `kind` and `note` matter only for a story
    readers already have. `again`: whether a story that was withdrawn comes back; whoever may not know it was says no.
    Publishing the same content again writes nothing; an update that waits for its time is taken off the schedule.
    Raises NotAllowed, or PublicationRefused with sentences, or Article.DoesNotExist. All or nothing:
    outside effects follow on commit, and are tried again when they fail.
    """
    with transaction.atomic():
        article = _locked(article_id)
        refuse("" if by is None else why_not_publish(by, article, also_in=_section_of(revision)))
        out = Release(
            article=article,
            before=PublishedArticle.objects.select_related("revision").filter(pk=article_id).first(),
            snapshot=revision.content if revision else take_snapshot(article_id),
            version=revision.version if revision else article.lock_version,
            kind=UpdateKind(kind),
            note=note,
            by=by,
            now=now,
            is_old=revision is not None,
        )
        is_withdrawn = out.before is not None and out.before.withdrawn_at is not None
        refuse_if([WITHDRAWN_MEANWHILE] if is_withdrawn and not again else release_problems(out))
        if out.before and is_old_news(out):
            return out.before
        published = put_out(out)
        detail = out.kind.label if out.was_live else f"for {published.printed_at}"
        _note(published, verb_of(out, published), detail, now=now, by=by)
        if out.before:
            drop_update(article_id, why=": a newer version was published", by=by, now=now)
    log.info("%s story %s “%s” by %s", verb_of(out, published), article_id, published.headline, by or "command")
    return published


def publish_update(update: ScheduledUpdate, article: Article, *, now: datetime) -> PublishedArticle:
    """Take an update that was scheduled to readers; it is gone from the schedule then. Who may was asked when it was
    scheduled. Call it in a transaction that holds the story's row. Raises PublicationRefused."""
    out = Release(
        article=article,
        before=PublishedArticle.objects.select_related("revision").filter(pk=article.pk).first(),
        snapshot=update.revision.content,
        version=update.revision.version,
        kind=UpdateKind(update.kind),
        note=update.note,
        by=update.by,
        now=now,
        is_old=True,
    )
    refuse_if(release_problems(out))
    update.delete()
    if out.before and is_old_news(out):
        return out.before
    published = put_out(out)
    who = f" by {update.by.get_full_name() or update.by.get_username()}" if update.by else ""
    detail = f"{EFFECTS[out.kind].name} scheduled for {printed_soon(update.at, now=now)}{who}"
    _note(published, AuditLine.Verb.WENT_OUT, detail, now=now, by=None)
    return published


def withdraw_article(
    article_id: int, *, by: Any, now: datetime, reason: str, reader_note: str = ""
) -> PublishedArticle:
    """Take a story from readers at once: its page answers 410 with `reader_note`, and it is gone from every list. An
    update that waits for its time is taken off the schedule, and the preview links that are out are closed.

    Withdrawing what is withdrawn already changes nothing. Raises NotAllowed, or PublicationRefused when the story was
    never published or no reason is given.
    """
    with transaction.atomic():
        article = _locked(article_id)
        refuse("" if by is None else why_not_withdraw(by, article))
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
        forget_stories([article_id])
        _note(published, AuditLine.Verb.WITHDRAWN, reason, now=now, by=by)
        drop_update(article_id, why=": the story was withdrawn", by=by, now=now)
        open_links = PreviewLink.objects.filter(article=article, revoked_at=None, expires_at__gt=now)
        open_links.update(revoked_at=now, revoked_by=by)
        write_errands(article_id, {Errand.Step.WITHDRAW: now}, now=now, first=False, fresh=False)
    log.info("withdrawn story %s “%s” by %s", article_id, published.headline, by or "command")
    return published


def _locked(article_id: int) -> Article:
    """The story with its row held until the transaction ends, so that two people cannot publish past each other."""
    return Article.objects.select_for_update().get(pk=article_id)


def _section_of(revision: Revision | None) -> int | None:
    section = revision.content["section"] if revision else None
    return section["id"] if section else None


def _note(published: PublishedArticle, verb: AuditLine.Verb, detail: str, *, now: datetime, by: Any) -> None:
    AuditLine.objects.create(
        article_id=published.pk, verb=verb, detail=detail, revision_id=published.revision_id, at=now, by=by
    )
