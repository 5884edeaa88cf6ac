"""When a story begins to be live: the one rule that publication, its checks and the desk's buttons share."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from articles.models import PublishedArticle


class Timed(Protocol):
    """A working copy, or the Times of a snapshot of one."""

    @property
    def publish_at(self) -> datetime | None: ...

    @property
    def embargo_until(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Times:
    """The times that the desk has set in one version of a story. All aware, None where there is none."""

    publish_at: datetime | None
    embargo_until: datetime | None
    expires_at: datetime | None


def times_of(snapshot: dict[str, Any]) -> Times:
    """The times in a snapshot or in a revision's content, which have them as ISO texts."""
    return Times(*(_moment(snapshot.get(name)) for name in ("publish_at", "embargo_until", "expires_at")))


def publication_time(times: Timed, published: PublishedArticle | None, *, now: datetime) -> datetime:
    """When readers see (or saw) the story first, if someone presses Publish at `now`. All aware.

    A story readers have had keeps its time, unless the desk sets another one. The embargo always wins.
    """
    already = published.published_at if published and published.published_at <= now else None
    begins: datetime = times.publish_at or already or now
    return max(begins, times.embargo_until) if times.embargo_until else begins


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
