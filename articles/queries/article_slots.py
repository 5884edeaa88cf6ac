"""What stands around a story: links in its text, picks, and the automatic slots, allocated together so that no story
appears twice. The slots' order here is editorial priority (DESIGN: inline, picked, coverage, subjects, section, read).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from django.utils.translation import gettext

from articles.models.published import PublishedArticle
from articles.queries.cards import Card, Teaser, card_of, read_pool
from articles.queries.pool import IN_SECTION, NEWEST, Pool, numbered, read_article_pool, size_for, with_wider
from articles.queries.prepared import PreparedQuery
from articles.queries.site import NavSection, Site
from articles.related import Allocation, LedgerLine, Pin, SlotPlan, Source, allocate, article_key

COVERAGE, NEXT, SECTION, READ = 4, 6, 5, 5  # stories in each automatic slot
# Links whose stories are looked up, and that the pool's query is told to pass over. No story goes out with as many
# (workflow/checks.py); the preview of one that has more must not ask the database for a hundred thousand.
MOST_LEFT_OUT = 300
FEWEST_READ = 3  # a ranking of two is none

Item = Card | Teaser


@dataclass(frozen=True, slots=True)
class Slot:
    """A list of teasers; `name` goes into data-slot. Slots without cards are never made."""

    name: str
    heading: str
    cards: tuple[Card, ...]

    @property
    def is_ranking(self) -> bool:
        """Its order means something: printed with numbers."""
        return self.name == "most-read"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`inline` are the accepted links in the text, by the number of their block."""

    inline: Mapping[int, Card]
    slots: tuple[Slot, ...]
    ledger: tuple[LedgerLine, ...]
    pool: Pool


def fill_slots(
    story: PublishedArticle,
    site: Site,
    section: NavSection | None,
    *,
    now: datetime,
    likeness: Mapping[int, float] | None = None,
) -> Surroundings:
    """Read what is needed (two queries, rarely three) and allocate the page of a story. `likeness` as in pool.py."""
    places = [place for place, block in enumerate(story.blocks) if block["type"] == "related"]
    links = [story.blocks[place] for place in places] + story.picked
    linked = _linked(links[:MOST_LEFT_OUT], site, now=now)
    pins = [_pin(link, linked) for link in links]
    inline, picked = pins[: len(places)], pins[len(places) :]
    pool = read_article_pool(
        site,
        story_id=story.article_id,
        section_id=story.section_id or 0,
        coverage_id=story.coverage_id or 0,
        without=[link["article_id"] for link in links[:MOST_LEFT_OUT] if link["article_id"]],
        now=now,
        likeness=likeness,
    )
    allocation = _allocated(story, site, inline, picked, pool, now=now)
    if _could_be_fuller(allocation, pool, story):
        pool = replace(pool, stories=with_wider(pool.stories, site, now=now))
        allocation = _allocated(story, site, inline, picked, pool, now=now)
    accepted = {id(card) for card in allocation.slots["inline"]}
    by_place = {place: pin.item for place, pin in zip(places, inline, strict=True) if id(pin.item) in accepted}
    return Surroundings(by_place, _slots(allocation, story, site, section), tuple(allocation.ledger), pool)  # type: ignore[arg-type]


def _allocated(
    story: PublishedArticle,
    site: Site,
    inline: Sequence[Pin[Item]],
    picked: Sequence[Pin[Item]],
    pool: Pool,
    *,
    now: datetime,
) -> Allocation[Item]:
    in_coverage: Source[Item] = Source("same coverage", pool.in_coverage(story.coverage_id))
    alike: Source[Item] = Source(
        "has something in common", pool.alike(section_id=story.section_id, by_id=site.by_id, now=now)
    )
    in_section: Source[Item] = Source("newest in the section", pool.in_section(story.section_id))
    newest: Source[Item] = Source("newest on the site", pool.stories)
    hot: Source[Item] = Source("read most now", pool.most_read())
    is_ranking = len(pool.heat) >= FEWEST_READ
    plans: list[SlotPlan[Item]] = [
        SlotPlan("inline", pins=inline),
        SlotPlan("picked", pins=picked),
        SlotPlan("coverage", size=COVERAGE, sources=[in_coverage]),
        SlotPlan("next", size=NEXT, sources=[alike, in_section, newest]),
        SlotPlan("section", size=SECTION, sources=[in_section]),
        SlotPlan("most-read", size=READ, sources=[hot])
        if is_ranking
        else SlotPlan("latest", size=READ, sources=[newest]),
    ]
    own_keys = (article_key(story.article_id), story.story_key)
    return allocate(plans, own_keys=own_keys, own=story, in_text=story.text_keys)


def _could_be_fuller(allocation: Allocation[Item], pool: Pool, story: PublishedArticle) -> bool:
    """Whether a slot stayed short although there are more stories than the pool held: many of them were alike."""
    in_section = len(pool.in_section(story.section_id))
    return (not {"next", "latest"}.isdisjoint(allocation.short) and len(pool.stories) >= NEWEST) or (
        "section" in allocation.short and in_section >= IN_SECTION
    )


@cache
def _linked_query(size: int) -> PreparedQuery:
    """Live stories among `size` ids, given as id0, id1, …"""
    return PreparedQuery(
        lambda *, now, **ids: (
            PublishedArticle.objects.live(now).filter(pk__in=list(ids.values())).values_list(*Teaser._fields)
        )
    )


def _linked(links: Sequence[Mapping[str, Any]], site: Site, *, now: datetime) -> dict[int, Card]:
    """Live stories among the links by id. Always one query, also without links, so that the count never varies."""
    ids = sorted({link["article_id"] for link in links if link["article_id"]})
    pool = read_pool(_linked_query(size_for(ids)), site, now=now, **numbered("id", ids))
    return {teaser.article_id: card_of(teaser, site) for teaser in pool}


def _pin(link: Mapping[str, Any], linked: Mapping[int, Card]) -> Pin[Item]:
    """A link as a card: a live story of ours, another site's page, or a headline whose address was lost."""
    title = link["title"]
    if link["article_id"]:
        found = linked.get(link["article_id"])
        if found is None:
            return Pin(link["key"], title, None, link["repeat"])
        card = replace(found, headline=title or found.headline, repeat=link["repeat"])
        return Pin(found.key, card.headline, card, link["repeat"])
    card = Card(link["key"], 0, link["url"], title, repeat=link["repeat"])
    return Pin(link["key"], title, card if title else None, link["repeat"])


def _slots(
    allocation: Allocation[Item], story: PublishedArticle, site: Site, section: NavSection | None
) -> tuple[Slot, ...]:
    """The sidebars that have something to show. Picks are cards already, the rest become cards here."""
    headings = {
        "picked": gettext("Related"),
        "coverage": story.coverage.title if story.coverage else "",
        "next": gettext("Read next"),
        "section": gettext("More in %(section)s") % {"section": section.name} if section else gettext("More stories"),
        "most-read": gettext("Most read"),
        "latest": gettext("Latest"),
    }
    found = {name: stories for name, stories in allocation.slots.items() if stories and name in headings}
    return tuple(Slot(name, headings[name], _cards(stories, site)) for name, stories in found.items())


def _cards(stories: Sequence[Item], site: Site) -> tuple[Card, ...]:
    return tuple(each if isinstance(each, Card) else card_of(each, site) for each in stories)
