"""Saving: what follows every explicit save of a working copy or of a photo that stands in one, whoever saved it."""

from datetime import datetime
from typing import Any

from django.db.models import F, Q

from articles.models import Article, AuditLine, Photo, PublishedArticle
from articles.workflow.inserts import keep_photos_in_step
from articles.workflow.snapshot import digest_of, take_snapshot
from articles.workflow.states import published_of


def note_save(article_id: int, *, by: Any, now: datetime) -> bool:
    """Record that the working copy was saved; call it when inlines are saved too. Returns whether anything changed.
    Photos put into the text at the cursor become rows of the story, or cease to be.

    The version only moves when the content did, so pressing Save twice disturbs nobody else's open form.
    """
    keep_photos_in_step(article_id)
    digest = digest_of(take_snapshot(article_id))
    changed = Article.objects.filter(pk=article_id).exclude(content_digest=digest)
    if not changed.update(content_digest=digest, edited_at=now, edited_by=by, lock_version=F("lock_version") + 1):
        return False
    if by is not None:
        AuditLine.objects.create(article_id=article_id, verb=AuditLine.Verb.SAVED, at=now, by=by)
    return True


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
        Article.objects.filter(pk=article.pk).update(content_digest=digest)
        published = published_of(article)
        if published is not None and published.is_live(now) and published.content_digest != digest:
            waiting.append(published)
    return waiting
