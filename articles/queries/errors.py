"""Pages for what is not there: the frame of the site and the latest stories, so that a lost reader can go on."""

from dataclasses import dataclass
from datetime import datetime

from articles.queries.cards import Card, cards_of, newest, read_pool
from articles.queries.site import Site, read_site
from articles.related import SlotPlan, Source, allocate

LATEST = 6

_newest = newest(3 * LATEST)


@dataclass(frozen=True, slots=True)
class ErrorPage:
    site: Site
    latest: tuple[Card, ...]


def read_error_page(*, now: datetime) -> ErrorPage:
    """Three queries."""
    site = read_site(now=now)
    newest = Source("newest on the site", read_pool(_newest, site, now=now))
    slots = allocate([SlotPlan("latest", size=LATEST, sources=[newest])]).slots
    return ErrorPage(site=site, latest=cards_of(slots["latest"], site))
