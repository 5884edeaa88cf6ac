"""A story as it comes from outside, before it touches the database: plain, frozen, typed.

Every format (formats/<format>.py) returns this; matching and saving (match.py, save.py) take it.
"""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class StoryAuthor:
    """A name as it should be printed; `kind` is "person" or "organisation"."""

    name: str
    kind: str = "person"


@dataclass(frozen=True, slots=True)
class StoryPhoto:
    """A picture with the words around it. `after_paragraph` 0 is the lead; n stands below the n-th paragraph.
    `filename` is the picture's file name where the source tells it, else empty."""

    caption: str = ""
    credit: str = ""
    after_paragraph: int = 0
    filename: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class StoryLink:
    """A related headline. `url` is empty where the source (a text scrape) lost it."""

    title: str
    url: str = ""
    after_paragraph: int = 0


@dataclass(frozen=True, slots=True)
class StoryCoverage:
    """The special-coverage banner that stood above the story; `updated_at` is aware, or None when none was printed."""

    title: str
    label: str = ""
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """`published_at` is aware, in the newsroom's zone. `dateline` is as printed, with its dash ("CHICAGO --").
    `paragraphs` are plain text in order, the dateline removed from the first."""

    headline: str
    dek: str = ""
    authors: tuple[StoryAuthor, ...] = ()
    published_at: datetime | None = None
    dateline: str = ""
    photos: tuple[StoryPhoto, ...] = ()
    related: tuple[StoryLink, ...] = ()
    paragraphs: tuple[str, ...] = ()
    coverage: StoryCoverage | None = None
    warnings: tuple[str, ...] = field(default=())


class StoryUnreadable(ValueError):
    """The source cannot be read as a story. The message is a sentence for the person who ran the import."""
