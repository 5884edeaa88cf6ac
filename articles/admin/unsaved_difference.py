"""What of somebody's unsaved work is not in the saved story: asked before it is offered, and shown before it is gone
on with."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from articles.admin.filling import as_sent
from articles.admin.typed import SavedRows, typed_content
from articles.models import Article, Revision, UnsavedWork
from articles.workflow.compare import Change, compare, same_content
from articles.workflow.snapshot import Snapshot, take_snapshot


def not_saved_yet(
    model_admin: Any, request: HttpRequest, story: Article, works: Sequence[UnsavedWork]
) -> list[UnsavedWork]:
    """Those that have something the story does not say. The story is read once for all of them."""
    if not works:
        return []
    several, content = [as_sent(work.boxes) for work in works], _saved(story)
    rows = SavedRows(story, *several)
    typed = [typed_content(model_admin, request, story, boxes, rows) for boxes in several]
    return [
        work for work, one in zip(works, typed, strict=True) if one.faults or not same_content(content, one.content)
    ]


def difference(
    model_admin: Any, request: HttpRequest, story: Article | None, work: UnsavedWork
) -> tuple[list[Change], list[str]]:
    """What was typed against what is saved, and sentences on what cannot be used as typed. Where others have saved
    since, against the version it was typed into: theirs stays when the two are brought together."""
    typed = typed_content(model_admin, request, story, as_sent(work.boxes))
    return compare(_before(story, work), typed.content), list(typed.faults)


def is_older(story: Article | None, work: UnsavedWork) -> bool:
    """Whether the story was saved since the form was opened that this was typed into."""
    return story is not None and work.opened_version is not None and work.opened_version < story.lock_version


def _before(story: Article | None, work: UnsavedWork) -> Snapshot | None:
    if story is None:
        return None
    if is_older(story, work):
        opened = Revision.objects.filter(article_id=story.pk, version=work.opened_version).order_by("-number").first()
        if opened is not None:
            return opened.content
    return _saved(story)


def _saved(story: Article) -> Snapshot:
    """The working copy as saved. Every save leaves a version, which is one query where its rows are six; only when a
    photo was changed in the library since are the rows themselves asked."""
    newest = Revision.objects.filter(article_id=story.pk, version=story.lock_version).order_by("-number").first()
    if newest is not None and newest.digest == story.content_digest:
        return newest.content
    return take_snapshot(story.pk)
