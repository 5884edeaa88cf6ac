"""Listings: stories newest first, a page at a time. Older and newer pages hang on a story and not on a number, so they
cost the same however deep, and an address keeps showing the same stories while new ones come in above."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q, QuerySet

from articles.models.published import PublishedArticle
from articles.queries.cards import Card, Teaser, teasers_of
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingPage:
    """A page of stories under a heading. `trail`: names and paths between the home page and this one. `cursor`: what
    stands behind the question mark of its address, empty on the first page."""

    site: Site
    name: str
    path: str
    description: str
    introduction: tuple[str, ...] = ()  # paragraphs
    cards: tuple[Card, ...]
    older: str
    newer: str
    cursor: str
    trail: tuple[tuple[str, str], ...] = ()

    @property
    def is_first(self) -> bool:
        return not self.cursor

    @property
    def address(self) -> str:
        """Of this very page, for search engines: an older page is no copy of the first."""
        return f"{self.site.url}{self.path}{'?' if self.cursor else ''}{self.cursor}"

    @property
    def feed(self) -> dict[str, str]:
        return {"name": self.name, "path": self.path}


class Listing:
    """Stories in `newest first` order. `rows(now=…, **about)` is a queryset of live stories, or of rows that point at
    one by `story`; or several querysets of stories, whose walks are merged. Everything in `about` must be a plain
    parameter of it (queries/prepared.py)."""

    def __init__(self, rows: Callable[..., Any], *, story: str = "", page: int = PAGE):
        prefix = f"{story}__" if story else ""
        self.key = f"{story}_id" if story else "article_id"
        self.fields = [f"{prefix}{name}" for name in Teaser._fields]
        self.page = page
        self.newest = PreparedQuery(lambda *, now, **about: self._cut(rows(now=now, **about)))
        self.older = PreparedQuery(
            lambda *, now, published_at, article_id, **about: self._cut(
                rows(now=now, **about), within="lte", seen="gte", published_at=published_at, article_id=article_id
            )
        )
        self.newer = PreparedQuery(
            lambda *, now, published_at, article_id, **about: self._cut(
                rows(now=now, **about), within="gte", seen="lte", published_at=published_at, article_id=article_id
            )
        )

    def read(self, site: Site, *, now: datetime, before: str = "", after: str = "", **about: int | datetime) -> Listed:
        """A page of stories; one query, two for the rare page that has become the first. Raises BadCursor."""
        if before:
            found = teasers_of(self.older.rows(now=now, **about, **_place(before)), site)
            listed = found[: self.page]
            return Listed(
                stories=tuple(listed),
                older=cursor_of(listed[-1]) if len(found) > self.page else "",
                newer=cursor_of(listed[0]) if listed else "",
                is_first=False,
            )
        if after:
            found = teasers_of(self.newer.rows(now=now, **about, **_place(after)), site)
            if len(found) > self.page:
                listed = found[: self.page][::-1]
                return Listed(tuple(listed), older=cursor_of(listed[-1]), newer=cursor_of(listed[0]), is_first=False)
        found = teasers_of(self.newest.rows(now=now, **about), site)
        return Listed(
            tuple(found[: self.page]), older=cursor_of(found[self.page - 1]) if len(found) > self.page else ""
        )

    def _cut(self, rows: Any, **place: Any) -> QuerySet[Any, Any]:
        walks = [self._walk(each, **place) for each in (rows if isinstance(rows, list) else [rows])]
        if len(walks) == 1:
            return walks[0].values_list(*self.fields)
        # Each walk is wrapped, since SQLite takes no LIMIT inside a UNION (as in pool.py).
        wrapped = (PublishedArticle.objects.filter(pk__in=walk.values("pk")).values("pk").order_by() for walk in walks)
        first, *others = wrapped
        merged = PublishedArticle.objects.filter(pk__in=first.union(*others))
        newest_first = place.get("within") != "gte"
        return merged.order_by(*self._order(newest_first)).values_list(*self.fields)[: self.page + 1]

    def _walk(
        self,
        rows: QuerySet[Any, Any],
        *,
        within: str = "",
        seen: str = "",
        published_at: Any = None,
        article_id: Any = 0,
    ) -> QuerySet[Any, Any]:
        """A page and one more from a place on, which `within` leaves in one direction; what is `seen` of that very
        moment is not shown again."""
        if within:
            same_moment_but_seen = Q(published_at=published_at, **{f"{self.key}__{seen}": article_id})
            rows = rows.filter(**{f"published_at__{within}": published_at}).exclude(same_moment_but_seen)
        return rows.order_by(*self._order(within != "gte"))[: self.page + 1]

    def _order(self, newest_first: bool) -> tuple[str, str]:
        return ("-published_at", f"-{self.key}") if newest_first else ("published_at", self.key)


def live_stories(*, now: datetime) -> QuerySet[PublishedArticle]:
    return PublishedArticle.objects.live(now)


def cursor_in(before: str, after: str, listed: Listed) -> str:
    """What stands behind the question mark of a page's address; nothing when it turned out to be the first."""
    if listed.is_first:
        return ""
    return f"before={before}" if before else f"after={after}"


def paragraphs_of(text: str) -> tuple[str, ...]:
    """A text of the desk, cut where there is an empty line."""
    return tuple(part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip())


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
