"""The article page: one story with everything around it. Five queries, whatever the story and the size of the site.

1 the story, 2 the sections (mostly from memory), 3 the banner, 4 the stories its links point at, 5 the pool of the
automatic slots (a sixth when that could not fill them). Results of contests in the text are two more. Which stories
stand around it is decided in article_slots.py.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS

from articles.dates import in_newsroom_zone
from articles.models.coverage import SpecialCoverage
from articles.models.published import PublishedArticle
from articles.photos.rights import story_as_shown
from articles.queries.article_slots import Slot, Surroundings, fill_slots
from articles.queries.cards import Card, Picture
from articles.queries.pool import Pool
from articles.queries.prepared import PreparedQuery
from articles.queries.results import read_cards
from articles.queries.results_shapes import ContestCard
from articles.queries.site import NavSection, Site, read_site, section_slug, story_path
from articles.related import LedgerLine

WORDS_A_MINUTE = (
    230  # of a grown-up reading English in silence: Brysbaert 2019, doi.org/10.1016/j.jml.2019.104047 (238)
)

STORY_FIELDS = [field.attname for field in PublishedArticle._meta.concrete_fields if field.name != "search_text"]

_story = PreparedQuery(
    lambda *, article_id: PublishedArticle.objects.filter(pk=article_id).values_list(*STORY_FIELDS, "coverage__title")
)


@dataclass(frozen=True, slots=True)
class Photo:
    """`picture` None: the words are here and the picture is not; the page draws a placeholder."""

    picture: Picture | None
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the body: `type` is text (`html`), photo (`photo`), gallery (`photos`), related (`card`) or contest
    (`contest`, as it stands now)."""

    type: str
    html: str = ""
    photo: Photo | None = None
    photos: tuple[Photo, ...] = ()
    card: Card | None = None
    contest: ContestCard | None = None


@dataclass(frozen=True, slots=True)
class SharePicture:
    """`src` is a whole web address. Without width and height (0) they are not known."""

    src: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """`story` is as readers may see it now: without the photos whose rights are over."""

    site: Site
    story: PublishedArticle
    key: str
    section: NavSection | None
    path: str
    lead: Photo | None
    blocks: tuple[Block, ...]
    slots: tuple[Slot, ...]
    ledger: tuple[LedgerLine, ...]
    pool: Pool  # what the automatic slots were filled from; the desk is told why (reasons.py)

    @property
    def has_contest(self) -> bool:
        return any(block.contest for block in self.blocks)

    @property
    def has_gallery(self) -> bool:
        return any(block.photos for block in self.blocks)

    @property
    def read_url(self) -> str:
        """Where a reader's browser says that the story was read (views/read.py)."""
        return f"/read/{self.story.article_id}/"

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
    def minutes(self) -> int:
        """How long the story takes to read, begun minutes counted whole."""
        return -(-self.story.word_count // WORDS_A_MINUTE)

    @property
    def share_title(self) -> str:
        return self.story.share_title or self.story.seo_title or self.story.headline

    @property
    def search_title(self) -> str:
        return self.story.seo_title or self.story.headline

    @property
    def share_description(self) -> str:
        return self.story.seo_description or self.story.dek

    @property
    def share_pictures(self) -> tuple[SharePicture, ...]:
        """The picture that stands for the story elsewhere, in up to three shapes, the widest first; empty without one.
        The editor's choice counts before the lead photo."""
        stored = self.story.share_picture or (self.story.lead or {}).get("picture")
        if not stored:
            return ()
        shares = stored.get("shares") or [{"src": stored["largest"], "width": 0, "height": 0}]  # of an older release
        return tuple(
            SharePicture(
                one["src"] if one["src"].startswith("http") else self.site.url + one["src"],
                one["width"],
                one["height"],
                stored["alt"],
            )
            for one in shares
        )

    @property
    def share_image(self) -> SharePicture | None:
        """The one that networks show."""
        return next(iter(self.share_pictures), None)


def find_story(article_id: int) -> PublishedArticle | None:
    """The story with this id as readers' code may know it: live, scheduled or withdrawn. One query."""
    rows = _story.rows(article_id=article_id)
    if not rows:
        return None
    *values, coverage_title = rows[0]
    story = PublishedArticle.from_db(DEFAULT_DB_ALIAS, STORY_FIELDS, values)
    if story.coverage_id:
        story.coverage = SpecialCoverage(pk=story.coverage_id, title=coverage_title)
    return story


def path_of(story: PublishedArticle, *, fresh: bool = False) -> str:
    """Where the page of a story is. `fresh` is explained at section_slug(); at most one query."""
    return story_path(section_slug(story.section_id, fresh=fresh), story.slug, story.article_id)


def read_article_page(
    story: PublishedArticle, *, now: datetime, likeness: Mapping[int, float] | None = None
) -> ArticlePage:
    """Everything the page of a story prints. The story may be an unsaved projection: that is the preview, which gives
    `likeness` (points by story id) because publication has stored none yet."""
    site = read_site(now=now, needs=story.section_id)
    story = story_as_shown(story, now=now)
    section = site.by_id.get(story.section_id)
    around = fill_slots(story, site, section, now=now, likeness=likeness)
    return ArticlePage(
        site=site,
        story=story,
        key=story.story_key,
        section=section,
        path=story_path(section.slug if section else "", story.slug, story.article_id),
        lead=_photo(story.lead, now=now) if story.lead else None,
        blocks=tuple(_blocks(story, around, now=now)),
        slots=around.slots,
        ledger=around.ledger,
        pool=around.pool,
    )


def _iso(moment: datetime) -> str:
    return in_newsroom_zone(moment).isoformat(timespec="seconds")  # HTML takes no microseconds


def _photo(stored: dict[str, Any], *, now: datetime) -> Photo:
    return Photo(Picture.from_stored(stored["picture"], now=now), stored["caption"], stored["credit"])


def _blocks(story: PublishedArticle, around: Surroundings, *, now: datetime) -> Iterable[Block]:
    """The body in print order. An inline link is printed where it stands if the allocator accepted it."""
    wanted = [stored["contest_id"] for stored in story.blocks if stored["type"] == "contest"]
    contests = {card.id: card for card in read_cards(wanted, now=now)} if wanted else {}
    for place, stored in enumerate(story.blocks):
        if stored["type"] == "text":
            yield Block("text", html=stored["html"])
        elif stored["type"] == "photo":
            yield Block("photo", photo=_photo(stored, now=now))
        elif stored["type"] == "gallery":
            yield Block("gallery", photos=tuple(_photo(one, now=now) for one in stored["photos"]))
        elif stored["type"] == "contest":
            if found := contests.get(stored["contest_id"]):  # else it was deleted since: nothing is printed
                yield Block("contest", contest=found)
        elif place in around.inline:
            yield Block("related", card=around.inline[place])
