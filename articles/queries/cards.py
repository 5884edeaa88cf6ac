"""Cards: a story as a teaser. A pool is one slim read of plain rows; only what a page shows becomes cards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from articles.models.published import PublishedArticle
from articles.photos.rights import has_ended
from articles.photos.stored import NO_TEASER
from articles.queries.prepared import PreparedQuery
from articles.queries.site import NavSection, Site, story_path


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the sizes there are: `src` a middle size, `srcset` all of them, `sources` ((type, srcset), …)
    smaller files of the same for browsers that know them, the smallest first; width and height for the layout."""

    src: str
    srcset: str
    width: int
    height: int
    alt: str
    largest: str
    sources: tuple[tuple[str, str], ...] = ()

    @property
    def is_tall(self) -> bool:
        return self.height > self.width

    @classmethod
    def from_stored(cls, stored: dict[str, Any] | None, *, now: datetime) -> "Picture | None":
        """Of what publication stored (photos/printing.py); None stays None, and rights that are over leave nothing."""
        if not stored or has_ended(stored, now=now):
            return None
        return cls(
            src=stored["src"],
            srcset=stored["srcset"],
            width=stored["width"],
            height=stored["height"],
            alt=stored["alt"],
            largest=stored["largest"],
            sources=tuple((kind, srcset) for kind, srcset in stored.get("sources", ())),
        )


class CardPicture(NamedTuple):
    """The picture of a teaser, always 3:2: where its files are, how wide, of which types."""

    base: str
    widths: tuple[str, ...]
    types: tuple[str, ...]
    alt: str

    @classmethod
    def from_stored(cls, stored: str, alt: str) -> "CardPicture | None":
        """Of the line that publication stored (photos/printing.py: printed_card)."""
        if not stored:
            return None
        base, widths, types = stored.split(" ")
        return cls(base, tuple(widths.split(",")), tuple(types.split(",")), alt)

    @property
    def fallback(self) -> str:
        """The type for browsers that know nothing else; of older releases WebP."""
        return self.types[-1]

    @property
    def src(self) -> str:
        return f"{self.base}-{self.widths[len(self.widths) // 2]}.{self.fallback}"

    @property
    def smallest(self) -> str:
        return f"{self.base}-{self.widths[0]}.{self.fallback}"

    @property
    def srcset(self) -> str:
        return self._srcset(self.fallback)

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """As `Picture.sources`, without AVIF: of small pictures it saves less than its addresses cost the page."""
        return tuple((f"image/{kind}", self._srcset(kind)) for kind in self.types[:-1] if kind != "avif")

    @property
    def large(self) -> Picture:
        """For the place where readers look first: every type there is."""
        sources = tuple((f"image/{kind}", self._srcset(kind)) for kind in self.types[:-1])
        return Picture(self.src, self.srcset, 3, 2, self.alt, self.src, sources)

    @property
    def small(self) -> Picture:
        """For a place of a few dozen pixels: the smallest size alone."""
        sources = (("image/webp", f"{self.base}-{self.widths[0]}.webp"),) if "webp" in self.types[:-1] else ()
        return Picture(self.smallest, "", 3, 2, self.alt, self.smallest, sources)

    def _srcset(self, kind: str) -> str:
        return ", ".join([f"{self.base}-{width}.{kind} {width}w" for width in self.widths])


class Teaser(NamedTuple):
    """A row of a pool, as the allocator needs it. The fields are the columns that are read."""

    article_id: int
    section_id: int
    slug: str
    headline: str
    kicker: str
    dek: str
    byline: str
    teaser_picture: str
    teaser_alt: str
    printed_at: str
    published_at: datetime
    story_key: str
    wire_key: str
    opening_key: str
    coverage_id: int | None
    teaser_until: datetime | None

    @property
    def key(self) -> str:
        return self.story_key

    def as_shown(self, now: datetime) -> "Teaser":
        """Without its picture once the rights in that are over."""
        if self.teaser_until is None or self.teaser_until > now:
            return self
        return self._replace(**NO_TEASER)


@dataclass(frozen=True, slots=True)
class Card:
    """A teaser as it is printed. `key` goes into data-story; the times are those of the first publication.

    `url` may be empty: a headline whose address the source lost.
    """

    key: str
    article_id: int
    url: str
    headline: str
    kicker: str = ""
    dek: str = ""
    byline: str = ""
    picture: CardPicture | None = None
    printed_time: str = ""
    iso_time: str = ""
    section: NavSection | None = None
    repeat: bool = False
    wire_key: str = ""
    opening_key: str = ""


def newest(size: int) -> PreparedQuery:
    """The newest live stories: a pool for `read_pool(…, now=)`."""
    return PreparedQuery(
        lambda *, now: PublishedArticle.objects.live(now).newest_first().values_list(*Teaser._fields)[:size]
    )


def newest_in_section(size: int) -> PreparedQuery:
    """The newest live stories of one section: a pool for `read_pool(…, now=, section_id=)`."""
    return PreparedQuery(
        lambda *, now, section_id: (
            PublishedArticle.objects.live(now)
            .filter(section_id=section_id)
            .newest_first()
            .values_list(*Teaser._fields)[:size]
        )
    )


def read_pool(query: PreparedQuery, site: Site, **arguments: datetime | int) -> list[Teaser]:
    """The rows of a prepared query over `Teaser._fields`, in its order. One query."""
    return teasers_of(query.rows(**arguments), site)


def teasers_of(rows: Iterable[Sequence[Any]], site: Site) -> list[Teaser]:
    """Rows over `Teaser._fields` as teasers, each with the picture that readers may see now. Without stories of
    sections that this process does not know yet: their addresses could not be told."""
    return [Teaser._make(row).as_shown(site.now) for row in rows if row[1] in site.by_id]


def card_of(teaser: Teaser, site: Site) -> Card:
    """A teaser ready for printing."""
    section = site.by_id[teaser.section_id]
    return Card(
        key=teaser.key,
        article_id=teaser.article_id,
        url=story_path(section.slug, teaser.slug, teaser.article_id),
        headline=teaser.headline,
        kicker=teaser.kicker,
        dek=teaser.dek,
        byline=teaser.byline,
        picture=CardPicture.from_stored(teaser.teaser_picture, teaser.teaser_alt),
        printed_time=teaser.printed_at,
        iso_time=teaser.published_at.isoformat(timespec="seconds"),  # HTML takes no microseconds
        section=section,
        wire_key=teaser.wire_key,
        opening_key=teaser.opening_key,
    )


def cards_of(teasers: Iterable[Teaser], site: Site) -> tuple[Card, ...]:
    """Teasers ready for printing, in their order."""
    return tuple(card_of(teaser, site) for teaser in teasers)
