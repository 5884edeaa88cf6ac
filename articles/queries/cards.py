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
    """A picture in the sizes there are: `src` a middle size, `srcset` all of them, width and height for the layout."""

    src: str
    srcset: str
    width: int
    height: int
    alt: str
    largest: str

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
        )


class CardPicture(NamedTuple):
    """The picture of a teaser, always 3:2."""

    src: str
    srcset: str
    alt: str


class Teaser(NamedTuple):
    """A row of a pool, as the allocator needs it. The fields are the columns that are read."""

    article_id: int
    section_id: int
    slug: str
    headline: str
    kicker: str
    dek: str
    byline: str
    teaser_src: str
    teaser_srcset: str
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
    has_picture = bool(teaser.teaser_src)
    return Card(
        key=teaser.key,
        article_id=teaser.article_id,
        url=story_path(section.slug, teaser.slug, teaser.article_id),
        headline=teaser.headline,
        kicker=teaser.kicker,
        dek=teaser.dek,
        byline=teaser.byline,
        picture=CardPicture(teaser.teaser_src, teaser.teaser_srcset, teaser.teaser_alt) if has_picture else None,
        printed_time=teaser.printed_at,
        iso_time=teaser.published_at.isoformat(timespec="seconds"),  # HTML takes no microseconds
        section=section,
        wire_key=teaser.wire_key,
        opening_key=teaser.opening_key,
    )


def cards_of(teasers: Iterable[Teaser], site: Site) -> tuple[Card, ...]:
    """Teasers ready for printing, in their order."""
    return tuple(card_of(teaser, site) for teaser in teasers)
