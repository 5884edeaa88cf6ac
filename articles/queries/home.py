"""The home page: a lead, top stories beside it, packages, coverage, the latest, the most read, and rivers by section.
No story twice. What a producer arranged comes first (fronts/), everything else fills itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from articles.fronts.layout import Layout, RiverPlan
from articles.queries.cards import Card, Teaser, cards_of
from articles.queries.fronts import read_layout, read_pins
from articles.queries.pool import Pool, read_front_pool, with_wider
from articles.queries.site import NavSection, Site, read_site
from articles.related import Allocation, Pin, SlotPlan, Source, allocate

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
class PackageOfCards:
    """Stories that a producer put under a heading; `name` goes into data-slot."""

    name: str
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    site: Site
    lead: Card | None
    seconds: tuple[Card, ...]
    packages: tuple[PackageOfCards, ...]
    coverage: tuple[Card, ...]
    latest: tuple[Card, ...]
    most_read: tuple[Card, ...]
    rivers: tuple[River, ...]


def read_home_page(*, now: datetime, layout: Layout | None = None) -> HomePage:
    """The home page at `now`. All slots come out of one pool and one allocation. Four queries, a fifth for the stories
    that somebody has pinned, and one more when so many have one headline that the pool could not fill the page.

    `layout` is one that is not put up yet: that is the preview.
    """
    site = read_site(now=now)
    layout = read_layout(now=now) if layout is None else layout
    pins = read_pins(layout, site, now=now)
    rivers = list(_rivers(site, layout))
    coverage_id = site.banner.first.coverage_id if site.banner else 0
    pool = read_front_pool(site, coverage_id=coverage_id, size=POOL, now=now)
    allocation = allocate(_plans(site, pool, coverage_id, layout, pins, rivers))
    if _could_be_fuller(allocation, pool, site):
        pool = replace(pool, stories=with_wider(pool.stories, site, now=now))
        allocation = allocate(_plans(site, pool, coverage_id, layout, pins, rivers))
    slots = {name: cards_of(teasers, site) for name, teasers in allocation.slots.items()}
    packages = (
        PackageOfCards(f"package-{number}", package.title, slots[f"package-{number}"])
        for number, package in enumerate(layout.packages, start=1)
    )
    return HomePage(
        site=site,
        lead=slots["lead"][0] if slots["lead"] else None,
        seconds=slots["seconds"],
        packages=tuple(package for package in packages if package.cards),
        coverage=slots["coverage"],
        latest=slots["latest"],
        most_read=slots["most-read"],
        rivers=tuple(
            River(f"river-{section.slug}", section, _opened(slots[f"river-{section.slug}"], plan))
            for section, plan in rivers
            if slots[f"river-{section.slug}"]
        ),
    )


def _rivers(site: Site, layout: Layout) -> Iterator[tuple[NavSection, RiverPlan]]:
    """The sections with their plans in the producer's order, those nobody placed behind them. A section inside another
    has no river of its own: its stories flow in that of the other."""
    placed = {plan.section for plan in layout.rivers}
    for plan in layout.rivers:
        section = site.by_id.get(plan.section)
        if plan.shown and section is not None and section.parent_id is None:
            yield section, plan
    yield from ((section, RiverPlan(section.id)) for section in site.menu if section.id not in placed)


def _plans(
    site: Site,
    pool: Pool,
    coverage_id: int,
    layout: Layout,
    pins: dict[int, Pin[Teaser]],
    rivers: list[tuple[NavSection, RiverPlan]],
) -> list[SlotPlan[Teaser]]:
    """The modules in editorial priority; where they stand on the page is the template's business."""
    newest = Source("newest on the site", pool.stories)
    with_picture = Source("newest with a picture", [teaser for teaser in pool.stories if teaser.teaser_picture])
    lead = [pins[layout.lead]] if layout.lead is not None else []
    top = [pins[one] for one in layout.top]
    packages = (
        SlotPlan(f"package-{number}", pins=[pins[one] for one in package.stories])
        for number, package in enumerate(layout.packages, start=1)
    )
    return [
        SlotPlan("lead", pins=lead, size=1, sources=[with_picture, newest]),
        SlotPlan("seconds", pins=top, size=max(SECONDS, len(top)), sources=[with_picture, newest]),
        *packages,
        SlotPlan("coverage", size=COVERAGE, sources=[Source("same coverage", pool.in_coverage(coverage_id or None))]),
        SlotPlan("latest", size=LATEST, sources=[newest]),
        SlotPlan("most-read", size=READ, sources=[Source("read most now", pool.most_read())]),
        *(
            SlotPlan(
                f"river-{section.slug}",
                pins=[pins[one] for one in plan.pins],
                size=RIVER,
                sources=[Source("newest in it", _flowing(section, site, pool))],
            )
            for section, plan in rivers
        ),
    ]


def _flowing(section: NavSection, site: Site, pool: Pool) -> list[Teaser]:
    """The newest of a section and of those inside it."""
    ids = {section.id, *(each.id for each in site.within(section))}
    return [one for one in pool.stories if one.section_id in ids]


def _could_be_fuller(allocation: Allocation[Teaser], pool: Pool, site: Site) -> bool:
    """Whether a module stayed short although a section has more stories than the pool held."""
    having_more = {each.slug for each in site.menu if len(pool.in_section(each.id)) >= POOL}
    wanted = {"seconds", "latest"} if having_more else set()
    return not (wanted | {f"river-{slug}" for slug in having_more}).isdisjoint(allocation.short)


def _opened(cards: tuple[Card, ...], plan: RiverPlan) -> tuple[Card, ...]:
    """A river opens with a picture: the first card that has one goes in front, the others keep their order. Where a
    producer chose, their order stands."""
    if plan.pins:
        return cards
    opener = next((card for card in cards if card.picture), None)
    return (opener, *(card for card in cards if card is not opener)) if opener else cards
