"""Two versions of a story from what was saved: what somebody's form was opened with, who saved since, and writing down
what came of bringing them together. How they are merged is in workflow/merge.py, the pages in story_merging.py."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.admin.badges import printed_name
from articles.dates import printed_soon
from articles.models import Article, AuditLine, Revision
from articles.workflow.restore import put_content
from articles.workflow.saving import keep_base, note_save
from articles.workflow.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Others:
    """Who saved the story meanwhile, and when last. Nobody: what was saved was one's own, from the same form."""

    names: tuple[str, ...] = ()
    when: str = ""

    def __bool__(self) -> bool:
        return bool(self.names)

    @property
    def name(self) -> str:
        """`Ann Lee`, `Ann Lee and Bo Ek`, `Ann Lee and 2 others`."""
        if len(self.names) > 2:
            return f"{self.names[0]} and {len(self.names) - 1} others"
        return " and ".join(self.names)


def base_of(article_id: int, *, opened: int | None, tab: str, by: Any) -> Revision | None:
    """The version that somebody's typing began with: what they saved last from this very form, or else what the form
    was opened with. None when nobody knows: a form without a version, or with one that never was."""
    versions = Revision.objects.filter(article_id=article_id, version__isnull=False).order_by("-version", "number")
    from_here = versions.filter(tab=tab, by=by).first() if tab else None
    at_opening = versions.filter(version=opened).first() if opened is not None else None
    known = [each for each in (from_here, at_opening) if each is not None]
    return max(known, key=lambda each: each.version or 0, default=None)


def others_since(article: Article, base: Revision | None, *, tab: str, by: Any, now: datetime) -> Others:
    """Who saved since `base`, the last first. Somebody who has the story open twice is told so."""
    if base is None:
        return Others((printed_name(article.edited_by),), printed_soon(article.edited_at or now, now=now))
    saved = Revision.objects.filter(article=article, version__gt=base.version).defer("content").select_related("by")
    if tab:
        saved = saved.exclude(by=by, tab=tab)
    found = list(saved.order_by("-version"))
    names = dict.fromkeys("you, in another window," if each.by == by else printed_name(each.by) for each in found)
    return Others(tuple(names), printed_soon(found[0].at, now=now) if found else "")


def save_together(
    article: Article, content: Snapshot, *, others: Others, shared: bool | None, by: Any, now: datetime, tab: str = ""
) -> list[str]:
    """Write what came of it, in a transaction that holds the story's row. Returns sentences about what could not be
    saved because it is gone.

    A version that holds what others changed is of no form's own making, so it goes without `tab`: the form it was sent
    from does not show it.
    """
    keep_base(article.pk, now=now)
    gone = put_content(article.pk, content)
    if shared is not None:
        Article.objects.filter(pk=article.pk).update(is_shared=shared)
    if others:
        reason = f"Brought together with {others.name.rstrip(',')[:80]}’s version"
        note_save(article.pk, by=by, now=now, reason=reason, verb=AuditLine.Verb.MERGED)
    else:
        note_save(article.pk, by=by, now=now, tab=tab)
    return gone


def listed(labels: Iterable[str]) -> str:
    """`dek`, `dek and photos`, `dek, photos and address`."""
    *first, last = labels
    return f"{', '.join(first)} and {last}" if first else last
