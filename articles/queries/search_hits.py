"""Which stories a search shows: hits of the index, a page of them, held against what readers may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from articles.models.published import PublishedArticle
from articles.queries.listing import BadCursor
from articles.queries.prepared import PreparedQuery
from articles.queries.search_filters import Filters
from articles.search.asking import MOST_RELEVANT, best_hits, meant, newest_hits, within
from articles.search.backends import Hit
from articles.search.parsing import Asked, parse

PAGE = 20
FEW = 3  # with fewer hits, a word may have been mistyped
_HELD = 2 * PAGE  # ids in one question: a page, and one of what may have been meant
_PLACES = range(-(2**63), 2**63)

_live = PreparedQuery(
    lambda *, now, **ids: PublishedArticle.objects.live(now).filter(pk__in=ids.values()).values_list("pk")
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the results: the page of the most relevant, or the place behind which the newest go on."""

    number: int = 1
    before: int | None = None

    @property
    def is_first(self) -> bool:
        return self.number == 1 and self.before is None


@dataclass(frozen=True, slots=True)
class Found:
    """`ids`: a page of stories that readers may see, in order. `total`: how many there are on all pages, but for what
    has just expired. `older`: whether pages follow; the newest go on behind the place `end`. `more`: there are more
    than were looked through."""

    asked: Asked
    ids: tuple[int, ...] = ()
    total: int = 0
    older: bool = False
    end: int = 0
    more: bool = False


def read_place(number: str, before: str, *, is_newest: bool) -> Place:
    """Of the words of an address; what belongs to the other order is passed over. Raises BadCursor."""
    digits = before.removeprefix("-")
    if number and not (number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= MOST_RELEVANT // PAGE):
        raise BadCursor(number)
    if before and not (digits.isascii() and digits.isdigit() and len(digits) <= 19 and int(before) in _PLACES):
        raise BadCursor(before)
    if is_newest:
        return Place(before=int(before) if before else None)
    return Place(number=int(number) if number else 1)


def look(filters: Filters, place: Place, *, now: datetime) -> tuple[Found, Found | None]:
    """What the words find and, where that is little, what others find that may have been meant. Five queries at most,
    two as a rule. Raises BadCursor for a page behind the last one."""
    hits = _hits(filters, filters.asked, place, now=now)
    other = _meant(filters.asked) if place.is_first and len(hits) < FEW else None
    others = _hits(filters, other, place, now=now) if other else []
    if not hits[_first(place) :] and not place.is_first and not filters.is_newest:
        raise BadCursor(str(place.number))
    live = _among([*_page(hits, place), *_page(others, place)], now=now)
    found = _found(filters, filters.asked, hits, place, live)
    return found, _found(filters, other, others, place, live) if other else None


def _meant(asked: Asked) -> Asked | None:
    other = parse(meant(asked)) if asked.wanted else Asked()
    return other if other.wanted else None


def _hits(filters: Filters, asked: Asked, place: Place, *, now: datetime) -> list[Hit]:
    where = within(
        now=now,
        since=filters.begins,
        until=filters.ends,
        sections=[filters.section.id] if filters.section else [],
        author=filters.author.id if filters.author else None,
        before=place.before,
    )
    if filters.is_newest:
        return newest_hits(asked, where, limit=PAGE + 1)
    return best_hits(asked, where, now=now)


def _found(filters: Filters, asked: Asked, hits: Sequence[Hit], place: Place, live: set[int]) -> Found:
    page = _page(hits, place)
    shown = tuple(hit.story_id for hit in page if hit.story_id in live)
    kept = min(len(hits), PAGE if filters.is_newest else MOST_RELEVANT)
    return Found(
        asked=asked,
        ids=shown,
        total=kept - len(page) + len(shown),
        older=_first(place) + PAGE < min(len(hits), MOST_RELEVANT),
        end=page[-1].place if page else 0,
        more=len(hits) > kept,
    )


def _first(place: Place) -> int:
    return (place.number - 1) * PAGE


def _page(hits: Sequence[Hit], place: Place) -> Sequence[Hit]:
    return hits[_first(place) : _first(place) + PAGE]


def _among(hits: Sequence[Hit], *, now: datetime) -> set[int]:
    """Those that readers may see."""
    if not hits:
        return set()
    ids = [hit.story_id for hit in hits] + [0] * (_HELD - len(hits))  # nobody's id
    return {row[0] for row in _live.rows(now=now, **{f"story{number}": story for number, story in enumerate(ids)})}
