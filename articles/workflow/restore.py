"""Bringing an earlier version back, giving versions names, and setting aside what somebody typed and did not get in.
How a version is written into the story's rows is in putting.py."""

from datetime import datetime
from typing import Any

from django.db import transaction

from articles.html import one_line, without_controls
from articles.models import Article, AuditLine, Revision
from articles.workflow.permissions import may_edit, require
from articles.workflow.putting import put_content
from articles.workflow.saving import keep_base, note_save
from articles.workflow.snapshot import Snapshot, digest_of, take_revision

__all__ = ["name_revision", "put_content", "restore_revision", "set_aside"]

LONGEST_NAME = 80


@transaction.atomic
def restore_revision(article_id: int, revision_id: int, *, by: Any, now: datetime) -> list[str]:
    """Make an earlier version of a story its working copy again, as a new version, so that this can be undone the same
    way. What readers see stays as it is. Returns sentences about what could not be brought back.

    `by` is the user, or None for the operator of a command. Raises NotAllowed, Article.DoesNotExist, or
    Revision.DoesNotExist, also for a version of another story.
    """
    article = Article.objects.select_for_update(of=("self",)).get(pk=article_id)
    require(by is None or may_edit(by, article), "You can read this story, but not change it: it belongs to others.")
    revision = Revision.objects.get(article_id=article_id, pk=revision_id)
    keep_base(article_id, now=now)
    gone = put_content(article_id, revision.content)
    note_save(
        article_id,
        by=by,
        now=now,
        kind=Revision.Kind.RESTORED,
        verb=AuditLine.Verb.RESTORED,
        reason=f"Brought back version {revision.number}",
    )
    return gone


def name_revision(revision_id: int, name: str, *, by: Any) -> None:
    """Give a version a name, which also keeps it from being purged; an empty one takes the name away. What is longer
    than LONGEST_NAME characters is cut. Raises NotAllowed or Revision.DoesNotExist."""
    revision = Revision.objects.select_related("article").defer("content").get(pk=revision_id)
    allowed = by is None or may_edit(by, revision.article)
    require(allowed, "You can read this story, but not name its versions: it belongs to others.")
    Revision.objects.filter(pk=revision_id).update(name=one_line(name)[:LONGEST_NAME].strip())


@transaction.atomic
def set_aside(article_id: int, content: Snapshot, *, by: Any, now: datetime, reason: str, tab: str = "") -> Revision:
    """Keep what somebody typed, and what will not be the working copy, among the versions of the story: nothing that
    was written is lost. The same content again from the same person (a double click) is kept once.

    Raises Article.DoesNotExist when the story is gone.
    """
    Article.objects.select_for_update(of=("self",)).only("pk").get(pk=article_id)
    content = _storable(content)
    kept = (
        Revision.objects.filter(article_id=article_id, kind=Revision.Kind.SET_ASIDE, by=by).order_by("-number").first()
    )
    if kept is not None and kept.digest == digest_of(content):
        return kept
    kind = Revision.Kind.SET_ASIDE
    return take_revision(article_id, content, kind=kind, reason=reason[:120], now=now, by=by, tab=tab[:36])


def _storable(value: Any) -> Any:
    """Without the characters that PostgreSQL refuses in JSON: nobody has checked yet what was typed."""
    if isinstance(value, str):
        return without_controls(value)
    if isinstance(value, list):
        return [_storable(each) for each in value]
    if isinstance(value, dict):
        return {name: _storable(each) for name, each in value.items()}
    return value
