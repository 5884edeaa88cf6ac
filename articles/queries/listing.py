"""Listings: stories newest first, a page at a time. Older and newer pages hang on a story and not on a number, so they
cost the same however deep, and an address keeps showing the same stories while new ones come in above."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q, QuerySet

from articles.models.published import PublishedArticle
from articles.queries.cards import Teaser
from articles.queries.prepared import PreparedQuery
from articles.queries.site import Site

PAGE = 24


class BadCursor(ValueError):
    """The address of an older or newer page is not one that this site gave out."""


@dataclass(frozen=True, slots=True)
class Listed:
    """`older` and `newer`: cursors of the neighbouring pages, empty where there is none. `is_first`: these are the
    newest, whatever address they were asked under."""

    stories: tuple[Teaser, ...]
    older: str = ""
    newer: str = ""
    is_first: bool = True


class Listing:
    """Stories in `newest first` order. `rows(now=…, **about)` is a queryset of live stories, or of rows that point at
    one by `story`; everything in `about` must be a plain parameter of it (queries/prepared.py)."""

    def __init__(self, rows: Callable[..., QuerySet[Any]], *, story: str = "", page: int = PAGE):
        prefix = f"{story}__" if story else ""
        self.key = f"{story}_id" if story else "article_id"
        self.fields = [f"{prefix}{name}" for name in Teaser._fields]
        self.page = page
        self.newest = PreparedQuery(lambda *, now, **about: self._cut(rows(now=now, **about)))
        self.older = PreparedQuery(
            lambda *, now, published_at, article_id, **about: self._cut(
                rows(now=now, **about)
                .filter(published_at__lte=published_at)
                .exclude(Q(published_at=published_at, **{f"{self.key}__gte": article_id}))
            )
        )
        self.newer = PreparedQuery(
            lambda *, now, published_at, article_id, **about: self._cut(
                rows(now=now, **about)
                .filter(published_at__gte=published_at)
                .exclude(Q(published_at=published_at, **{f"{self.key}__lte": article_id})),
                newest_first=False,
            )
        )

    def read(self, site: Site, *, now: datetime, before: str = "", after: str = "", **about: int | datetime) -> Listed:
        """A page of stories; one query, two for the rare page that has become the first. Raises BadCursor."""
        if before:
            found = self._teasers(self.older.rows(now=now, **about, **_place(before)), site)
            listed = found[: self.page]
            return Listed(
                stories=tuple(listed),
                older=cursor_of(listed[-1]) if len(found) > self.page else "",
                newer=cursor_of(listed[0]) if listed else "",
                is_first=False,
            )
        if after:
            found = self._teasers(self.newer.rows(now=now, **about, **_place(after)), site)
            if len(found) > self.page:
                listed = found[: self.page][::-1]
                return Listed(tuple(listed), older=cursor_of(listed[-1]), newer=cursor_of(listed[0]), is_first=False)
        found = self._teasers(self.newest.rows(now=now, **about), site)
        return Listed(
            tuple(found[: self.page]), older=cursor_of(found[self.page - 1]) if len(found) > self.page else ""
        )

    def _cut(self, rows: QuerySet[Any], *, newest_first: bool = True) -> QuerySet[Any]:
        order = ("-published_at", f"-{self.key}") if newest_first else ("published_at", self.key)
        return rows.order_by(*order).values_list(*self.fields)[: self.page + 1]

    def _teasers(self, rows: list[Any], site: Site) -> list[Teaser]:
        return [Teaser._make(row) for row in rows if row[1] in site.by_id]


def live_stories(*, now: datetime) -> QuerySet[PublishedArticle]:
    return PublishedArticle.objects.live(now)


def cursor_of(last: Teaser) -> str:
    """Where a story stands in a listing, for the address of the page behind or before it."""
    return f"{round(last.published_at.timestamp() * 1_000_000)}-{last.article_id}"


def read_cursor(text: str) -> tuple[datetime, int]:
    """When the story of a cursor was published, and its id. Raises BadCursor."""
    micros, _, article_id = text.partition("-")
    if not (micros.isascii() and micros.isdigit() and article_id.isascii() and article_id.isdigit()):
        raise BadCursor(text)
    if len(micros) > 17 or len(article_id) > 18:
        raise BadCursor(text)
    seconds, rest = divmod(int(micros), 1_000_000)
    try:
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest), int(article_id)
    except (OverflowError, ValueError) as error:
        raise BadCursor(text) from error


def _place(cursor: str) -> dict[str, Any]:
    published_at, article_id = read_cursor(cursor)
    return {"published_at": published_at, "article_id": article_id}
