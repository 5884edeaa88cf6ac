"""Versions of a story as lines of its history: when, who, what kind, what changed, and what may be done with each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from articles.admin.badges import time_ago
from articles.admin.buttons import published_of
from articles.models import Article, Revision

# A shape for each kind, because colour alone tells nothing to some of us, nor on a printed list.
SHAPES = {
    Revision.Kind.SAVED: "○",
    Revision.Kind.HANDED_OVER: "◐",
    Revision.Kind.PUBLISHED: "●",
    Revision.Kind.RESTORED: "↺",
    Revision.Kind.SET_ASIDE: "◇",
}
NEVER_SAVED = "Set aside: never was the story"


@dataclass(frozen=True, slots=True)
class VersionLine:
    """`before` is the number of the version it is compared with to see what changed, None for the first."""

    number: int
    name: str
    when: SafeString | str
    who: str
    shape: str
    kind: str
    what: str
    before: int | None
    is_live: bool
    is_now: bool
    is_aside: bool


def version_lines(story: Article, versions: Iterable[Revision], *, now: datetime) -> list[VersionLine]:
    """Lines for versions given newest first, read without their content."""
    versions = list(versions)
    published = published_of(story)
    live = published.revision_id if published and published.is_live(now) else None
    current = next((each.pk for each in versions if each.version == story.lock_version), None)
    before = _numbers_before(versions)
    return [
        VersionLine(
            number=each.number,
            name=each.name,
            when=time_ago(each.at, now=now),
            who=who(each.by),
            shape=SHAPES[Revision.Kind(each.kind)],
            kind=kind_words(each),
            what=what_changed(each),
            before=before.get(each.number),
            is_live=each.pk == live,
            is_now=each.pk == current,
            is_aside=each.kind == Revision.Kind.SET_ASIDE,
        )
        for each in versions
    ]


def kind_words(version: Revision) -> str:
    return NEVER_SAVED if version.kind == Revision.Kind.SET_ASIDE else version.get_kind_display()


def what_changed(version: Revision) -> str:
    """What its kind does not say already: the parts that changed, or a reason in words."""
    kind = version.get_kind_display()
    return version.reason.removeprefix(kind).lstrip(": ") if version.reason.startswith(kind) else version.reason


def who(user: object) -> str:
    if user is None:
        return "The newsroom"
    return user.get_full_name() or user.get_username()  # type: ignore[attr-defined]


def _numbers_before(versions: list[Revision]) -> dict[int, int]:
    """For each version the one that was the working copy before it; what was set aside never was."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for each in versions:
        if each.kind != Revision.Kind.SET_ASIDE:
            found |= dict.fromkeys(waiting, each.number)
            waiting = []
        waiting.append(each.number)
    return found
