"""The home page: a lead, seconds beside it, coverage, the latest, the most read, and rivers by section. No story twice.

Slots an editor arranges by hand do not exist yet; the order here is automatic.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from articles.queries.cards import Card, Teaser, cards_of
from articles.queries.pool import Pool, read_front_pool, with_wider
from articles.queries.site import NavSection, Site, read_site
from articles.related import Allocation, SlotPlan, Source, allocate

SECONDS, COVERAGE, LATEST, READ, RIVER = 3, 4, 8, 5, 5
# Of each section: enough for its river though every story above came from it.
POOL = 1 + SECONDS + COVERAGE + LATEST + READ + RIVER


@dataclass(frozen=True, slots=True)
class River:
    """The stories of one section on the home page; `name` goes into data-slot."""

    name: str
    section: NavSection
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    site: Site
    lead: Card | None
    seconds: tuple[Card, ...]
    coverage: tuple[Card, ...]
    latest: tuple[Card, ...]
    most_read: tuple[Card, ...]
    rivers: tuple[River, ...]


def read_home_page(*, now: datetime) -> HomePage:
    """The home page at `now`. All slots come out of one pool and one allocation. Three queries, and a fourth when so
    many of its stories have one headline that they could not fill it."""
    site = read_site(now=now)
    coverage_id = site.banner.coverage_id if site.banner else 0
    pool = read_front_pool(site, coverage_id=coverage_id, size=POOL, now=now)
    allocation = allocate(_plans(site, pool, coverage_id))
    if _could_be_fuller(allocation, pool, site):
        pool = replace(pool, stories=with_wider(pool.stories, site, now=now))
        allocation = allocate(_plans(site, pool, coverage_id))
    slots = {name: cards_of(teasers, site) for name, teasers in allocation.slots.items()}
    rivers = (River(f"river-{each.slug}", each, _opened(slots[f"river-{each.slug}"])) for each in site.sections)
    return HomePage(
        site=site,
        lead=slots["lead"][0] if slots["lead"] else None,
        seconds=slots["seconds"],
        coverage=slots["coverage"],
        latest=slots["latest"],
        most_read=slots["most-read"],
        rivers=tuple(river for river in rivers if river.cards),
    )


def _plans(site: Site, pool: Pool, coverage_id: int) -> list[SlotPlan[Teaser]]:
    """The modules in editorial priority; where they stand on the page is the template's business."""
    newest = Source("newest on the site", pool.stories)
    with_picture = Source("newest with a picture", [teaser for teaser in pool.stories if teaser.teaser_src])
    return [
        SlotPlan("lead", size=1, sources=[with_picture, newest]),
        SlotPlan("seconds", size=SECONDS, sources=[with_picture, newest]),
        SlotPlan("coverage", size=COVERAGE, sources=[Source("same coverage", pool.in_coverage(coverage_id or None))]),
        SlotPlan("latest", size=LATEST, sources=[newest]),
        SlotPlan("most-read", size=READ, sources=[Source("read most now", pool.most_read())]),
        *(
            SlotPlan(f"river-{each.slug}", size=RIVER, sources=[Source("newest in it", pool.in_section(each.id))])
            for each in site.sections
        ),
    ]


def _could_be_fuller(allocation: Allocation[Teaser], pool: Pool, site: Site) -> bool:
    """Whether a module stayed short although a section has more stories than the pool held."""
    having_more = {each.slug for each in site.sections if len(pool.in_section(each.id)) >= POOL}
    wanted = {"seconds", "latest"} if having_more else set()
    return not (wanted | {f"river-{slug}" for slug in having_more}).isdisjoint(allocation.short)


def _opened(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    """A river opens with a picture: the first card that has one goes in front, the others keep their order."""
    opener = next((card for card in cards if card.picture), None)
    return (opener, *(card for card in cards if card is not opener)) if opener else cards
