"""Pages for what is not there: the frame of the site and the latest stories, so that a lost reader can go on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from articles.queries.cards import Card, Teaser, cards_of, newest, read_pool
from articles.queries.pool import with_wider
from articles.queries.site import Site, read_site
from articles.related import Allocation, SlotPlan, Source, allocate

LATEST = 6
POOL = 3 * LATEST

_newest = newest(POOL)


@dataclass(frozen=True, slots=True)
class ErrorPage:
    site: Site
    latest: tuple[Card, ...]


def read_error_page(*, now: datetime) -> ErrorPage:
    """Three queries, and a fourth when the newest stories are all alike."""
    site = read_site(now=now)
    found = read_pool(_newest, site, now=now)
    allocation = _allocated(found)
    if allocation.short and len(found) >= POOL:
        allocation = _allocated(with_wider(found, site, now=now))
    return ErrorPage(site=site, latest=cards_of(allocation.slots["latest"], site))


def _allocated(stories: Iterable[Teaser]) -> Allocation[Teaser]:
    return allocate([SlotPlan("latest", size=LATEST, sources=[Source("newest on the site", stories)])])
