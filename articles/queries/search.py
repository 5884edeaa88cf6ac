"""The search page: what was found, and where there is little, what may have been meant. What can be asked is in
search_filters.py, which stories are shown in search_hits.py, the index is in articles/search/."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models.functions import Substr
from django.utils.safestring import SafeString

from articles.models.published import PublishedArticle
from articles.queries.cards import Card, Teaser, card_of, cards_of, newest, read_pool, teasers_of
from articles.queries.prepared import PreparedQuery
from articles.queries.search_filters import Filters, read_filters
from articles.queries.search_hits import PAGE, Found, Place, look, read_place
from articles.queries.site import Site, read_site
from articles.queries.suggestions import Suggestion, suggested_names
from articles.related import SlotPlan, Source, allocate
from articles.search.excerpts import LOOKED_AT, excerpt, marked, pattern_of
from articles.search.parsing import Asked

LATEST = 6

_latest = newest(3 * LATEST)
_with_texts = PreparedQuery(
    lambda *, now, **ids: (
        PublishedArticle.objects.live(now)
        .filter(pk__in=ids.values())
        .annotate(text=Substr("search_entry__text", 1, LOOKED_AT))
        .values_list(*Teaser._fields, "text")
    )
)


@dataclass(frozen=True, slots=True)
class Result:
    """A story that was found: its card, and headline and excerpt as HTML with what was asked for in <mark>."""

    card: Card
    headline: SafeString
    excerpt: SafeString


@dataclass(frozen=True, slots=True)
class SearchPage:
    """`total`: how many were found, None where nobody counted; `more`: there are more than that. `instead`: the words
    that these results are for, when nothing was found for those that were typed; `meant`: words that find more, and
    `meant_url` their search. `names`: topics and authors of that name. `latest` is filled when there are no results."""

    site: Site
    filters: Filters
    results: tuple[Result, ...] = ()
    total: int | None = None
    more: bool = False
    instead: str = ""
    meant: str = ""
    meant_url: str = ""
    names: tuple[Suggestion, ...] = ()
    latest: tuple[Card, ...] = ()
    newer: str = ""  # addresses of the neighbouring pages, empty where there is none
    older: str = ""
    is_first: bool = True
    notes: tuple[str, ...] = ()


def read_search_page(chosen: Mapping[str, str], *, now: datetime) -> SearchPage:
    """The search page for the words of an address. At most ten queries, whatever is found and however often. Raises
    BadCursor for a page that there is not; nothing else that is asked for is wrong."""
    site = read_site(now=now)
    filters = read_filters(chosen, site, now=now)
    place = read_place(chosen.get("page", ""), chosen.get("before", ""), is_newest=filters.is_newest)
    page = SearchPage(site=site, filters=filters, notes=filters.notes, is_first=place.is_first)
    if not filters.asks:
        return replace(page, latest=_newest_cards(site, now=now))
    found, other = look(filters, place, now=now)
    if other and not found.ids and other.ids:
        found, page = other, replace(page, instead=other.asked.text)
    elif other and len(other.ids) > len(found.ids):
        page = replace(page, meant=other.asked.text, meant_url=filters.address(q=other.asked.text))
    if place.is_first and filters.asked.wanted:
        page = replace(page, names=suggested_names(filters.asked.text, now=now))
    if not found.ids and not found.older and place.is_first:
        return replace(page, total=0, latest=_newest_cards(site, now=now))
    return _with_results(page, found, place, now=now)


def _with_results(page: SearchPage, found: Found, place: Place, *, now: datetime) -> SearchPage:
    filters = replace(page.filters, asked=found.asked)  # the pages behind this one are of what is shown
    counts = not filters.is_newest or (place.is_first and not found.older)
    return replace(
        page,
        results=tuple(_results(found.ids, found.asked, page.site, now=now)),
        total=found.total if counts else None,
        more=found.more and counts,
        newer=_newer(filters, place),
        older=_older(filters, found, place),
    )


def _newer(filters: Filters, place: Place) -> str:
    if place.is_first:
        return ""
    return filters.address(page=str(place.number - 1)) if place.number > 2 else filters.address()


def _older(filters: Filters, found: Found, place: Place) -> str:
    if not found.older:
        return ""
    return filters.address(**{"before": str(found.end)} if filters.is_newest else {"page": str(place.number + 1)})


def _results(ids: Sequence[int], asked: Asked, site: Site, *, now: datetime) -> Iterable[Result]:
    """One query. A story is shown once, also if we have two versions of it."""
    wanted = [*ids, *[0] * (PAGE - len(ids))]  # nobody's id
    rows = _with_texts.rows(now=now, **{f"story{place}": story_id for place, story_id in enumerate(wanted)})
    read = {row[0]: row for row in rows}
    pattern = pattern_of(asked)
    shown: set[str] = set()
    for *fields, text in (read[story_id] for story_id in ids if story_id in read):
        teaser = next(iter(teasers_of([fields], site)), None)
        if teaser and teaser.key not in shown:
            shown.add(teaser.key)
            yield Result(card_of(teaser, site), marked(teaser.headline, pattern), excerpt(text or teaser.dek, pattern))


def _newest_cards(site: Site, *, now: datetime) -> tuple[Card, ...]:
    pool = read_pool(_latest, site, now=now)
    plan = SlotPlan("latest", size=LATEST, sources=[Source("newest on the site", pool)])
    return cards_of(allocate([plan]).slots["latest"], site)
