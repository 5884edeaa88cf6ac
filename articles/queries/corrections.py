"""The corrections page: notes on faults in stories that readers have now, and on stories that were withdrawn with a
word to readers. Newest first, older ones behind a link that costs the same however deep."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import merge
from itertools import groupby, islice
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext

from articles.dates import in_newsroom_zone, printed_day
from articles.models.correction import Correction
from articles.models.published import PublishedArticle
from articles.queries.listing import BadCursor
from articles.queries.prepared import PreparedQuery
from articles.queries.site import Site, read_site, story_path

PAGE = 30
_EVERY_ID = 2**62  # above every id, and no mark of PreparedQuery
_LONG_AFTER = datetime(9000, 1, 1, tzinfo=UTC)
_CURSOR = re.compile(r"(?P<micros>[0-9]{1,17})-(?P<source>[cw])(?P<id>[0-9]{1,18})")
_STORY = tuple(f"article__published__{name}" for name in ("headline", "slug", "section__slug"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One note. A withdrawn story is not named: nothing of it is for readers any more, so `headline` and `url` are
    empty."""

    kind: str
    note: str
    headline: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    printed: str
    iso: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    site: Site
    days: tuple[Day, ...]
    older: str  # cursor of the next page, empty on the last
    is_first: bool

    @property
    def feed(self) -> dict[str, str]:
        return {"name": gettext("Corrections"), "path": "/corrections/"}


class _Found(NamedTuple):
    """`source` is c for a correction and w for a withdrawal; of one moment, corrections come first."""

    at: datetime
    source: str
    id: int
    entry: Entry

    @property
    def order(self) -> tuple[float, str, int]:
        return (-self.at.timestamp(), self.source, -self.id)


def _before(rows: QuerySet[Any], moment: str, key: str, *, at: datetime, below: int) -> QuerySet[Any]:
    """Newest first, from behind a moment; of that moment itself, the ids below a number."""
    same_moment_but_seen = {moment: at, f"{key}__gte": below}
    found = rows.filter(**{f"{moment}__lte": at}).exclude(**same_moment_but_seen)
    return found.order_by(f"-{moment}", f"-{key}")


_noted = PreparedQuery(
    lambda *, now, at, below: _before(
        Correction.objects.filter(Exists(PublishedArticle.objects.live(now).filter(pk=OuterRef("article_id")))),
        "at",
        "id",
        at=at,
        below=below,
    ).values_list("at", "id", "kind", "note", "article_id", *_STORY)[: PAGE + 1]
)
# A story that was withdrawn before its time had come was never with readers: what is told of it stays inside too.
_withdrawn = PreparedQuery(
    lambda *, at, below: _before(
        PublishedArticle.objects.filter(withdrawn_at__isnull=False, published_at__lte=F("withdrawn_at")).exclude(
            withdrawn_note=""
        ),
        "withdrawn_at",
        "article_id",
        at=at,
        below=below,
    ).values_list("withdrawn_at", "article_id", "withdrawn_note")[: PAGE + 1]
)


def read_corrections_page(*, now: datetime, before: str = "") -> CorrectionsPage:
    """A page of notes at `now` (aware), four queries at most. Raises BadCursor."""
    at, source, last = _read_cursor(before) if before else (_LONG_AFTER, "", 0)
    noted = _noted.rows(now=now, at=at, below={"": _EVERY_ID, "c": last, "w": 0}[source])
    withdrawn = _withdrawn.rows(at=at, below=_EVERY_ID if source != "w" else last)
    both = merge(map(_correction, noted), map(_withdrawal, withdrawn), key=lambda each: each.order)
    found = list(islice(both, PAGE + 1))
    return CorrectionsPage(
        site=read_site(now=now),
        days=tuple(_days(found[:PAGE])),
        older=_cursor(found[PAGE - 1]) if len(found) > PAGE else "",
        is_first=not before,
    )


def _correction(row: tuple[Any, ...]) -> _Found:
    at, pk, kind, note, article_id, headline, slug, section_slug = row
    entry = Entry(str(Correction.Kind(kind).label), note, headline, story_path(section_slug, slug, article_id))
    return _Found(at, "c", pk, entry)


def _withdrawal(row: tuple[Any, ...]) -> _Found:
    at, article_id, note = row
    return _Found(at, "w", article_id, Entry(gettext("Withdrawal"), note))


def _days(found: Iterable[_Found]) -> Iterable[Day]:
    """By the newsroom's calendar."""
    for day, on_it in groupby(found, key=lambda each: in_newsroom_zone(each.at).date()):
        notes = list(on_it)
        yield Day(printed_day(notes[0].at), day.isoformat(), tuple(each.entry for each in notes))


def _cursor(last: _Found) -> str:
    return f"{round(last.at.timestamp() * 1_000_000)}-{last.source}{last.id}"


def _read_cursor(text: str) -> tuple[datetime, str, int]:
    told = _CURSOR.fullmatch(text)
    if told is None:
        raise BadCursor(text)
    seconds, rest = divmod(int(told["micros"]), 1_000_000)
    try:
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest), told["source"], int(told["id"])
    except (OverflowError, ValueError) as error:
        raise BadCursor(text) from error
