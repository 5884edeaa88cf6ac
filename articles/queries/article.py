"""The article page: one story with everything around it. Six queries, whatever the story and the size of the site.

1 the story, 2 the sections (mostly from memory), 3 the banner, 4 the stories its links point at, 5 the latest of its
section, 6 the latest of all.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS

from articles.dates import in_newsroom_zone
from articles.models.published import PublishedArticle
from articles.queries.cards import Card, Picture, Teaser, card_of, cards_of, newest, newest_in_section, read_pool
from articles.queries.prepared import PreparedQuery
from articles.queries.site import NavSection, Site, read_site, section_slug, story_path
from articles.related import Allocation, LedgerLine, Pin, SlotPlan, allocate, article_key

IN_SECTION, LATEST = 6, 6
POOL = 20  # enough to fill a slot when most of the newest stories are on the page already


STORY_FIELDS = [field.attname for field in PublishedArticle._meta.concrete_fields if field.name != "search_text"]

_story = PreparedQuery(lambda *, article_id: PublishedArticle.objects.filter(pk=article_id).values_list(*STORY_FIELDS))
_in_section = newest_in_section(POOL)
_latest = newest(POOL)


@cache
def _linked_query(size: int) -> PreparedQuery:
    """Live stories among `size` ids, given as id0, id1, …"""
    return PreparedQuery(
        lambda *, now, **ids: (
            PublishedArticle.objects.live(now).filter(pk__in=list(ids.values())).values_list(*Teaser._fields)
        )
    )


@dataclass(frozen=True, slots=True)
class Photo:
    """`picture` None: the words are here and the picture is not; the page draws a placeholder."""

    picture: Picture | None
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the body: `type` is text (`html`), photo (`photo`) or related (`card`)."""

    type: str
    html: str = ""
    photo: Photo | None = None
    card: Card | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A list of teasers; `name` goes into data-slot. Slots without cards are never made."""

    name: str
    heading: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    site: Site
    story: PublishedArticle
    key: str
    section: NavSection | None
    path: str
    lead: Photo | None
    blocks: tuple[Block, ...]
    slots: tuple[Slot, ...]
    ledger: tuple[LedgerLine, ...]

    @property
    def canonical_url(self) -> str:
        return self.story.canonical_url or self.site.url + self.path

    @property
    def published_iso(self) -> str:
        """For machines, in the newsroom's zone: `2014-05-08T12:30:00-04:00`."""
        return _iso(self.story.published_at)

    @property
    def updated_iso(self) -> str:
        return _iso(self.story.updated_at) if self.story.updated_at else ""

    @property
    def share_title(self) -> str:
        return self.story.seo_title or self.story.headline

    @property
    def share_description(self) -> str:
        return self.story.seo_description or self.story.dek

    @property
    def share_image(self) -> str:
        """Absolute address of the largest size of the lead picture, or empty."""
        if self.lead is None or self.lead.picture is None:
            return ""
        address = self.lead.picture.largest
        return address if address.startswith("http") else self.site.url + address


def find_story(article_id: int) -> PublishedArticle | None:
    """The story with this id as readers' code may know it: live, scheduled or withdrawn. One query."""
    rows = _story.rows(article_id=article_id)
    return PublishedArticle.from_db(DEFAULT_DB_ALIAS, STORY_FIELDS, rows[0]) if rows else None


def path_of(story: PublishedArticle, *, fresh: bool = False) -> str:
    """Where the page of a story is. `fresh` is explained at section_slug(); at most one query."""
    return story_path(section_slug(story.section_id, fresh=fresh), story.slug, story.article_id)


def read_article_page(story: PublishedArticle, *, now: datetime) -> ArticlePage:
    """Everything the page of a story prints. The story may be an unsaved projection: that is the preview."""
    site = read_site(now=now, needs=story.section_id)
    section = site.by_id.get(story.section_id)
    allocation = _allocate(story, site, now=now)
    return ArticlePage(
        site=site,
        story=story,
        key=article_key(story.article_id),
        section=section,
        path=story_path(section.slug if section else "", story.slug, story.article_id),
        lead=_photo(story.lead) if story.lead else None,
        blocks=_blocks(story, allocation.slots["inline"]),
        slots=_slots(allocation, site, section),
        ledger=tuple(allocation.ledger),
    )


def _iso(moment: datetime) -> str:
    return in_newsroom_zone(moment).isoformat(timespec="seconds")  # HTML takes no microseconds


def _links(story: PublishedArticle) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    inline = [block for block in story.blocks if block["type"] == "related"]
    return inline, story.picked


def _linked(story: PublishedArticle, site: Site, *, now: datetime) -> dict[int, Card]:
    """Live stories among the links by id. Always one query, also without links, so that the count never varies."""
    inline, picked = _links(story)
    ids = sorted({link["article_id"] for link in [*inline, *picked] if link["article_id"]})
    size = 1 << max(0, len(ids) - 1).bit_length()  # few sizes, so few statements; 0 is no story's id
    arguments = {f"id{place}": ids[place] if place < len(ids) else 0 for place in range(size)}
    pool = read_pool(_linked_query(size), site, now=now, **arguments)
    return {teaser.article_id: card_of(teaser, site) for teaser in pool}


def _allocate(story: PublishedArticle, site: Site, *, now: datetime) -> Allocation[Card | Teaser]:
    linked = _linked(story, site, now=now)
    in_section = read_pool(_in_section, site, now=now, section_id=story.section_id or 0)
    latest = read_pool(_latest, site, now=now)
    inline, picked = _links(story)
    plans: list[SlotPlan[Card | Teaser]] = [
        SlotPlan("inline", pins=[_pin(link, linked) for link in inline]),
        SlotPlan("picked", pins=[_pin(link, linked) for link in picked]),
        SlotPlan("section", size=IN_SECTION, fill=in_section),
        SlotPlan("latest", size=LATEST, fill=latest),
    ]
    return allocate(plans, page_key=article_key(story.article_id))


def _pin(link: dict[str, Any], linked: dict[int, Card]) -> Pin[Card | Teaser]:
    """A link as a card: a live story of ours, another site's page, or a headline whose address was lost."""
    title = link["title"]
    card: Card | None = None
    if link["article_id"]:
        found = linked.get(link["article_id"])
        card = replace(found, headline=title or found.headline, repeat=link["repeat"]) if found else None
    elif title:
        card = Card(link["key"], 0, link["url"], title, repeat=link["repeat"])
    return Pin(link["key"], card.headline if card else title, card, link["repeat"])


def _photo(stored: dict[str, Any]) -> Photo:
    return Photo(Picture.from_stored(stored["picture"]), stored["caption"], stored["credit"])


def _blocks(story: PublishedArticle, accepted: Iterable[Any]) -> tuple[Block, ...]:
    """The body in print order. An inline link is printed where it stands if the allocator accepted it."""
    waiting = list(accepted)
    blocks = []
    for stored in story.blocks:
        if stored["type"] == "text":
            blocks.append(Block("text", html=stored["html"]))
        elif stored["type"] == "photo":
            blocks.append(Block("photo", photo=_photo(stored)))
        elif waiting and waiting[0].key == stored["key"] and waiting[0].repeat == stored["repeat"]:
            blocks.append(Block("related", card=waiting.pop(0)))
    return tuple(blocks)


def _slots(allocation: Allocation[Any], site: Site, section: NavSection | None) -> tuple[Slot, ...]:
    """The sidebars that have something to show. Picks are cards already, the rest become cards here."""
    in_section = f"More in {section.name}" if section else "More stories"
    slots = (
        Slot("picked", "Related", tuple(allocation.slots["picked"])),
        Slot("section", in_section, cards_of(allocation.slots["section"], site)),
        Slot("latest", "Latest", cards_of(allocation.slots["latest"], site)),
    )
    return tuple(slot for slot in slots if slot.cards)
