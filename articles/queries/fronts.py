"""What a producer has arranged, as the pages of readers need it: the layout that shows, and its stories as teasers."""

from datetime import datetime
from functools import cache

from articles.fronts.layout import Layout, stored_layout
from articles.models.front import FrontEdition
from articles.models.published import PublishedArticle
from articles.queries.cards import Teaser, teasers_of
from articles.queries.pool import numbered, size_for
from articles.queries.prepared import PreparedQuery
from articles.queries.site import Site
from articles.related import Pin, article_key

_home = PreparedQuery(lambda *, now: FrontEdition.objects.of(None).showing(now).values_list("layout")[:1])
_section = PreparedQuery(
    lambda *, now, section_id: FrontEdition.objects.of(section_id).showing(now).values_list("layout")[:1]
)


def read_layout(*, now: datetime, section_id: int | None = None) -> Layout:
    """The layout that shows at `now` (aware) on the home page, or on the front of a section. One query."""
    rows = _home.rows(now=now) if section_id is None else _section.rows(now=now, section_id=section_id)
    return stored_layout(rows[0][0]) if rows else Layout()


def read_pins(layout: Layout, site: Site, *, now: datetime) -> dict[int, Pin[Teaser]]:
    """Every story of the layout as a pin, by its number; what readers cannot see at `now` has no teaser. One query,
    none for an empty layout."""
    ids = list(layout.stories())
    rows = _pinned(size_for(ids)).rows(now=now, **numbered("story", ids)) if ids else []
    teasers = {teaser.article_id: teaser for teaser in teasers_of(rows, site)}
    pins = {}
    for one in ids:
        teaser = teasers.get(one)
        key, title = (teaser.key, teaser.headline) if teaser else (article_key(one), "")
        pins[one] = Pin(key, title, teaser)
    return pins


@cache
def _pinned(size: int) -> PreparedQuery:
    return PreparedQuery(
        lambda *, now, **stories: (
            PublishedArticle.objects.live(now).filter(pk__in=list(stories.values())).values_list(*Teaser._fields)
        )
    )
