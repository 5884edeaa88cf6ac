"""The two sides of the page that compares versions of a story, and the way from there to its neighbors. What differs is
worked out in workflow/compare.py."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse

from articles.admin.badges import time_ago
from articles.admin.buttons import published_of
from articles.admin.versions import kind_words, what_changed, who
from articles.models import Article, Revision
from articles.workflow.snapshot import Snapshot, take_snapshot

LIVE, NOW, NOTHING = "live", "now", "nothing"


@dataclass(frozen=True, slots=True)
class Side:
    """`key` is how the address names it; `number` is None for what readers have, the working copy, and nothing."""

    key: str
    title: str
    content: Snapshot | None
    detail: str = ""
    who: str = ""
    when: Any = ""
    number: int | None = None


def side_of(story: Article, key: str, *, now: datetime) -> Side:
    """What the address asks for: `live`, `now`, `nothing` or a version's number. Raises Http404 for anything else, also
    for the number of a version that this story does not have."""
    if key == NOW:
        edited = {"who": who(story.edited_by), "when": time_ago(story.edited_at, now=now)} if story.edited_at else {}
        return Side(NOW, "Working copy", take_snapshot(story.pk), "as it is saved", **edited)
    if key == LIVE:
        return _live(story, now=now)
    if key == NOTHING:
        return Side(NOTHING, "Nothing", None, "before the story was begun")
    version = None
    if key.isascii() and key.isdecimal() and len(key) <= 9:
        version = story.revisions.select_related("by").filter(number=int(key)).first()
    if version is None:
        raise Http404
    return _side_of_version(version, now=now)


def usual_sides(story: Article) -> tuple[str, str]:
    """What is compared when nothing else is asked for: what readers have with the working copy, or the last change."""
    if published_of(story):
        return LIVE, NOW
    numbers = story.revisions.exclude(kind=Revision.Kind.SET_ASIDE).order_by("-number").values_list("number", flat=True)
    return str(next(iter(numbers[1:2]), NOTHING)), NOW


def ways_from(story: Article, before: Side, after: Side) -> dict[str, str]:
    """Addresses of the comparisons next to this one, by what they are: `swapped`, `live`, `earlier`, `later`."""
    ways = {"swapped": compare_path(story, after.key, before.key)}
    if published_of(story) and (before.key, after.key) != (LIVE, NOW):
        ways["live"] = compare_path(story, LIVE, NOW)
    versions = story.revisions.exclude(kind=Revision.Kind.SET_ASIDE)
    if before.number and after.number and before.number < after.number:
        older = versions.filter(number__lt=before.number).order_by("-number").values_list("number", flat=True).first()
        ways["earlier"] = compare_path(story, str(older or NOTHING), before.key)
        newer = versions.filter(number__gt=after.number).order_by("number").values_list("number", flat=True).first()
        if newer:
            ways["later"] = compare_path(story, after.key, str(newer))
    return ways


def compare_path(story: Article, before: str, after: str) -> str:
    path = reverse("admin:articles_article_compare", args=[story.pk])
    return f"{path}?{urlencode({'before': before, 'after': after})}"


def _live(story: Article, *, now: datetime) -> Side:
    published = published_of(story)
    if published is None:
        return Side(LIVE, "What readers have", None, "nothing yet: the story was never published")
    version = Revision.objects.select_related("by").get(pk=published.revision_id)
    title = "What readers have" if published.is_live(now) else "What was published last"
    return Side(
        LIVE, title, version.content, f"version {version.number}", who(version.by), time_ago(version.at, now=now)
    )


def _side_of_version(version: Revision, *, now: datetime) -> Side:
    details = [f"“{version.name}”" if version.name else "", kind_words(version), what_changed(version)]
    return Side(
        key=str(version.number),
        title=f"Version {version.number}",
        content=version.content,
        detail=" · ".join(filter(None, details)),
        who=who(version.by),
        when=time_ago(version.at, now=now),
        number=version.number,
    )
