"""Saving: what follows every explicit save of a working copy, whoever saved it (admin form, importer, command)."""

from datetime import datetime
from typing import Any

from django.db.models import F

from articles.models import Article, AuditLine
from articles.workflow.snapshot import digest_of, take_snapshot


def note_save(article_id: int, *, by: Any, now: datetime) -> bool:
    """Record that the working copy was saved; call it when inlines are saved too. Returns whether anything changed.

    The version only moves when the content did, so pressing Save twice disturbs nobody else's open form.
    """
    digest = digest_of(take_snapshot(article_id))
    changed = Article.objects.filter(pk=article_id).exclude(content_digest=digest)
    if not changed.update(content_digest=digest, edited_at=now, edited_by=by, lock_version=F("lock_version") + 1):
        return False
    if by is not None:
        AuditLine.objects.create(article_id=article_id, verb=AuditLine.Verb.SAVED, at=now, by=by)
    return True
