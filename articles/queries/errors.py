"""Pages for what is not there: the frame of the site and the latest stories, so that a lost reader can go on."""

from dataclasses import dataclass
from datetime import datetime

from articles.queries.cards import Card, cards_of, newest, read_pool
from articles.queries.site import Site, read_site

LATEST = 6

_latest = newest(LATEST)


@dataclass(frozen=True, slots=True)
class ErrorPage:
    site: Site
    latest: tuple[Card, ...]


def read_error_page(*, now: datetime) -> ErrorPage:
    """Three queries."""
    site = read_site(now=now)
    latest = read_pool(_latest, site, now=now)
    return ErrorPage(site=site, latest=cards_of(latest, site))
