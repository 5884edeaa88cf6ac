"""How the desk words what is known of unsaved work and of who else is at a story. No clock and no database here, except
for whose save came in between."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from articles.dates import in_newsroom_zone, printed_soon, zone_name
from articles.models import Article, Revision, UnsavedWork
from articles.unsaved.presence import Other

LATELY = timedelta(minutes=30)


def printed_second(moment: datetime) -> str:
    """`2:02:14 PM`, for somebody who looks at it at that second."""
    there = in_newsroom_zone(moment)
    return f"{there.hour % 12 or 12}:{there:%M:%S} {'AM' if there.hour < 12 else 'PM'}"


def work_time(work: UnsavedWork, *, now: datetime) -> str:
    """`2:02 PM`, or `Nov 2, 2:02 PM` on another day; in the newsroom's zone, which one's own text need not name."""
    return printed_soon(work.at, now=now).removesuffix(f" {zone_name(work.at)}")


def presence_lines(others: Iterable[Other], *, now: datetime) -> list[str]:
    """`Dana Reed has this open, last typed 20 s ago`"""
    return [f"{other.name} has this open{_typed(other, now=now)}" for other in others]


def _typed(other: Other, *, now: datetime) -> str:
    gone = now - other.typed_at if other.typed_at else None
    if gone is None or gone > LATELY:
        return ""
    seconds = max(int(gone.total_seconds()), 0)
    if seconds < 5:
        return ", typing now"
    return f", last typed {seconds} s ago" if seconds < 60 else f", last typed {seconds // 60} min ago"


def saved_meanwhile(story: Article, *, opened: int | None, tab: str, by: Any, now: datetime) -> str:
    """A sentence on whoever saved since the form was opened; empty when nobody did but this very form."""
    if opened is None or story.lock_version <= opened:
        return ""
    if Revision.objects.filter(article_id=story.pk, version=story.lock_version, by=by, tab=tab).exists():
        return ""
    who = "Somebody"
    if story.edited_by is not None:
        who = story.edited_by.get_full_name() or story.edited_by.get_username()
    mine = story.edited_by_id == by.pk
    when = f" at {printed_soon(story.edited_at, now=now)}" if story.edited_at else ""
    where = " in another window" if mine else ""
    return f"{'You' if mine else who} saved this story{where}{when}. When you save, the two are brought together."
