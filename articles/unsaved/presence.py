"""Presence: who else has a story's form open, and when they last typed. It tells, it never locks."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError

from articles.models import Presence

# A form tells every 15 seconds that it is open: three of these may get lost.
SEEN_WITHIN = timedelta(seconds=45)
MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else at the same story. `typed_at` is None while they only read."""

    name: str
    typed_at: datetime | None


def beat(article_id: int, user_id: int, *, now: datetime, typed_at: datetime | None = None) -> bool:
    """Note that somebody has the story open: one statement. Without `typed_at`, what is known of it stays, since they
    may be typing in another window. False when the story is gone."""
    row = Presence(article_id=article_id, user_id=user_id, opened_at=now, seen_at=now, typed_at=typed_at)
    try:
        Presence.objects.bulk_create(
            [row],
            update_conflicts=True,
            unique_fields=("article", "user"),
            update_fields=("seen_at", *(("typed_at",) if typed_at else ())),
        )
    except IntegrityError:
        return False
    return True


def others_at(article_id: int, *, but_not: int, now: datetime) -> list[Other]:
    """Who else has the story open just now, those who typed last first; never the user `but_not` themselves, however
    many windows they have."""
    seen = Presence.objects.filter(article_id=article_id, seen_at__gt=now - SEEN_WITHIN).exclude(user_id=but_not)
    rows = sorted(seen.select_related("user"), key=lambda row: row.typed_at or row.opened_at, reverse=True)
    return [Other(row.user.get_full_name() or row.user.get_username(), row.typed_at) for row in rows[:MOST_TOLD]]
