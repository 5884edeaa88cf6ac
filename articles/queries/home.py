"""The home page: a lead, seconds beside it, the latest, and rivers by section. Three queries, no story twice.

Slots an editor arranges by hand do not exist yet; the order here is automatic.
"""

from dataclasses import dataclass
from datetime import datetime

from articles.models.published import PublishedArticle
from articles.queries.cards import Card, read_cards
from articles.queries.site import NavSection, Site, read_site
from articles.related import SlotPlan, allocate

POOL = 160
SECONDS, LATEST, RIVER = 3, 8, 5


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
    pool = read_cards(PublishedArticle.objects.live(now).newest_first()[:POOL], site.sections)
    with_picture = [card for card in pool if card.picture]
    plans = [
        SlotPlan("lead", size=1, fill=[*with_picture, *pool]),
        SlotPlan("seconds", size=SECONDS, fill=[*with_picture, *pool]),
        SlotPlan("latest", size=LATEST, fill=pool),
        *(SlotPlan(f"river-{each.slug}", size=RIVER, fill=_of(each, pool)) for each in site.sections),
    ]
    slots = allocate(plans).slots
    rivers = (River(f"river-{each.slug}", each, tuple(slots[f"river-{each.slug}"])) for each in site.sections)
    return HomePage(
        site=site,
        lead=slots["lead"][0] if slots["lead"] else None,
        seconds=tuple(slots["seconds"]),
        latest=tuple(slots["latest"]),
        rivers=tuple(river for river in rivers if river.cards),
    )


def _of(section: NavSection, pool: list[Card]) -> list[Card]:
    """Stories of one section, the first with a picture in front: a river opens with one."""
    cards = [card for card in pool if card.section == section]
    opener = next((card for card in cards[:RIVER] if card.picture), None)
    return [opener, *cards] if opener else cards
