"""Saving: what follows every explicit save of a working copy or of a photo that stands in one, whoever saved it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, Q

from articles.models import Article, AuditLine, Photo, PublishedArticle, Revision
from articles.workflow.compare import changed_parts
from articles.workflow.inserts import keep_photos_in_step
from articles.workflow.snapshot import Snapshot, digest_of, take_revision, take_snapshot
from articles.workflow.states import published_of


@transaction.atomic
def note_save(
    article_id: int,
    *,
    by: Any,
    now: datetime,
    kind: Revision.Kind = Revision.Kind.SAVED,
    reason: str = "",
    tab: str = "",
    verb: AuditLine.Verb = AuditLine.Verb.SAVED,
) -> bool:
    """Record that the working copy was saved, with a revision of it; call it when inlines are saved too. Returns
    whether anything changed. Photos put into the text at the cursor become rows of the story, or cease to be.

    The version only moves when the content did, so pressing Save twice disturbs nobody else's open form. `tab` says
    which open form it was saved from: one's own earlier save is no conflict. Without a `reason`, the history names the
    parts that changed.
    """
    story = Article.objects.select_for_update(of=("self",)).only("lock_version", "content_digest").get(pk=article_id)
    keep_photos_in_step(article_id)
    snapshot = take_snapshot(article_id)
    digest = digest_of(snapshot)
    if digest == story.content_digest:
        return False
    reason = reason or _what_changed(article_id, story.lock_version, snapshot)
    version = story.lock_version + 1
    Article.objects.filter(pk=article_id).update(
        content_digest=digest,
        edited_at=now,
        edited_by=by,
        lock_version=version,
        is_changed=_differs_from_published(article_id, digest),
    )
    revision = take_revision(article_id, snapshot, kind=kind, version=version, tab=tab, reason=reason, now=now, by=by)
    if by is not None:
        AuditLine.objects.create(article_id=article_id, verb=verb, detail=reason, revision=revision, at=now, by=by)
    return True


def keep_base(article_id: int, *, now: datetime) -> None:
    """Make sure that the saved working copy is on record as a revision before somebody's save changes it: stories of
    older releases, and those made in bulk, have none. Call it with the story's row held."""
    version = Article.objects.values_list("lock_version", flat=True).get(pk=article_id)
    if not Revision.objects.filter(article_id=article_id, version=version).exists():
        reason = "As it was before"
        take_revision(article_id, take_snapshot(article_id), version=version, reason=reason, now=now, by=None)


def note_photo_change(photo: Photo, *, now: datetime) -> list[PublishedArticle]:
    """After a photo of the library was changed (credit, caption, description, picture): the stories that use it now
    differ from what was published. Returns those that readers have at `now` and that wait for an update because of it.

    The versions of the stories stay, so that nobody's open form is refused for a credit mended elsewhere.
    """
    waiting = []
    uses_it = Q(lead_photo=photo) | Q(pk__in=photo.uses.values("article_id"))
    for article in Article.objects.filter(uses_it).select_related("published"):
        digest = digest_of(take_snapshot(article.pk))
        if digest == article.content_digest:
            continue
        Article.objects.filter(pk=article.pk).update(
            content_digest=digest, is_changed=_differs_from_published(article.pk, digest)
        )
        published = published_of(article)
        if published is not None and published.is_live(now) and published.content_digest != digest:
            waiting.append(published)
    return waiting


def _what_changed(article_id: int, version: int, snapshot: Snapshot) -> str:
    """The parts in which a snapshot differs from the working copy of that version; "" when that is not on record."""
    versions = Revision.objects.filter(article_id=article_id, version=version).order_by("-number")
    before = versions.values_list("content", flat=True).first()
    return changed_parts(before, snapshot) if before else ""


def _differs_from_published(article_id: int, digest: str) -> Exists:
    return Exists(PublishedArticle.objects.filter(pk=article_id).exclude(content_digest=digest))
