"""The home page: a lead, seconds beside it, the latest, and rivers by section. Three queries, no story twice.

Slots an editor arranges by hand do not exist yet; the order here is automatic.
"""

from dataclasses import dataclass
from datetime import datetime

from articles.queries.cards import Card, Teaser, cards_of, newest, read_pool
from articles.queries.site import NavSection, Site, read_site
from articles.related import SlotPlan, allocate

POOL = 160
SECONDS, LATEST, RIVER = 3, 8, 5

_newest = newest(POOL)


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
    latest: tuple[Card, ...]
    rivers: tuple[River, ...]


def read_home_page(*, now: datetime) -> HomePage:
    """The home page at `now`. All slots come out of one pool of the newest stories and one allocation."""
    site = read_site(now=now)
    pool = read_pool(_newest, site, now=now)
    with_picture = [teaser for teaser in pool if teaser.teaser_src]
    plans = [
        SlotPlan("lead", size=1, fill=[*with_picture, *pool]),
        SlotPlan("seconds", size=SECONDS, fill=[*with_picture, *pool]),
        SlotPlan("latest", size=LATEST, fill=pool),
        *(SlotPlan(f"river-{each.slug}", size=RIVER, fill=_of(each, pool)) for each in site.sections),
    ]
    slots = {name: cards_of(teasers, site) for name, teasers in allocate(plans).slots.items()}
    rivers = (River(f"river-{each.slug}", each, _opened(slots[f"river-{each.slug}"])) for each in site.sections)
    return HomePage(
        site=site,
        lead=slots["lead"][0] if slots["lead"] else None,
        seconds=slots["seconds"],
        latest=slots["latest"],
        rivers=tuple(river for river in rivers if river.cards),
    )


def _of(section: NavSection, pool: list[Teaser]) -> list[Teaser]:
    return [teaser for teaser in pool if teaser.section_id == section.id]


def _opened(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    """A river opens with a picture: the first card that has one goes in front, the others keep their order."""
    opener = next((card for card in cards if card.picture), None)
    return (opener, *(card for card in cards if card is not opener)) if opener else cards
