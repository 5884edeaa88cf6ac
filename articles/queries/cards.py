"""Cards: a story as a teaser. One slim read (values_list), one frozen dataclass, no story object behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from articles.models.published import PublishedArticle
from articles.queries.site import NavSection, story_path
from articles.related import article_key

COLUMNS = (
    "article_id", "section_id", "slug", "headline", "kicker", "dek", "byline", "lead__picture", "printed_at",
    "published_at",
)  # fmt: skip


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
    def from_stored(cls, stored: dict[str, Any] | None) -> "Picture | None":
        """Of what publication stored (photos/printing.py); None stays None."""
        if not stored:
            return None
        sizes = stored["sizes"]
        return cls(
            src=next((address for width, address in sizes if width >= 640), sizes[-1][1]),
            srcset=", ".join(f"{address} {width}w" for width, address in sizes),
            width=stored["width"],
            height=stored["height"],
            alt=stored["alt"],
            largest=sizes[-1][1],
        )


@dataclass(frozen=True, slots=True)
class Card:
    """A teaser. `key` goes into data-story; `iso_time` and `printed_time` are the first publication."""

    key: str
    article_id: int
    url: str
    headline: str
    kicker: str = ""
    dek: str = ""
    byline: str = ""
    picture: Picture | None = None
    printed_time: str = ""
    iso_time: str = ""
    section: NavSection | None = None
    published_at: datetime | None = None
    repeat: bool = False


def read_cards(stories: QuerySet[PublishedArticle], sections: Iterable[NavSection]) -> list[Card]:
    """The stories of a queryset as cards, in its order, in one query."""
    by_id = {section.id: section for section in sections}
    return [_card(row, by_id[row[1]]) for row in stories.values_list(*COLUMNS) if row[1] in by_id]


def _card(row: tuple[Any, ...], section: NavSection) -> Card:
    article_id, _, slug, headline, kicker, dek, byline, picture, printed_at, published_at = row
    return Card(
        key=article_key(article_id),
        article_id=article_id,
        url=story_path(section.slug, slug, article_id),
        headline=headline,
        kicker=kicker,
        dek=dek,
        byline=byline,
        picture=Picture.from_stored(picture),
        printed_time=printed_at,
        iso_time=published_at.isoformat(timespec="seconds"),  # HTML takes no microseconds
        section=section,
        published_at=published_at,
    )
