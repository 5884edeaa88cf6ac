"""The shapes the demo stories are written in. Plain data: saving it is the loader's work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Link = str | tuple[str, str]  # the slug of a demo story, or (title, address) of a page elsewhere
State = Literal["live", "withdrawn", "scheduled", "draft", "review"]


@dataclass(frozen=True)
class DemoSection:
    """One of the sections in the navigation, in the order of SECTIONS."""

    slug: str
    name: str
    description: str
    parent: str = ""


@dataclass(frozen=True)
class DemoPage:
    """A page that stays. `role` as in models/page.py; `body` is HTML."""

    slug: str
    title: str
    role: str
    description: str
    body: str


@dataclass(frozen=True)
class DemoTopic:
    """A subject that stories of any section share."""

    slug: str
    name: str


@dataclass(frozen=True)
class DemoContributor:
    """A person or an organisation in the byline."""

    slug: str
    name: str
    role: str
    bio: str
    organisation: bool = False


@dataclass(frozen=True)
class DemoPhoto:
    """A picture in a story. `name` is one of art.NAMES, even when the picture itself is missing. `focus`: what matters
    most in it, in thousandths from its left and top."""

    name: str
    caption: str
    credit: str
    alt: str
    missing: bool = False
    focus: tuple[int, int] = (500, 500)


@dataclass(frozen=True)
class DemoStory:
    """A story. Its times are hours before the loading of the demo (negative: ahead of it).

    `body` is in the notation of markup.py; `after_paragraph` counts its plain paragraphs from 1.
    Body, dek and captions may hold {day}, {day-1}, {day+2} …: weekdays counted from the day of publication.
    """

    slug: str
    section: str
    headline: str
    hours_ago: float
    authors: tuple[str, ...]
    body: str
    kicker: str = ""
    dek: str = ""
    dateline: str = ""
    topics: tuple[str, ...] = ()
    lead: DemoPhoto | None = None
    photos: tuple[tuple[int, DemoPhoto], ...] = ()
    gallery: tuple[DemoPhoto, ...] = ()
    related: tuple[Link, ...] = ()
    inline: tuple[tuple[int, Link], ...] = ()
    state: State = "live"
    updated_hours_ago: float | None = None
    correction: str = ""
    withdrawn_reason: str = ""


@dataclass(frozen=True)
class DemoCoverage:
    """The special coverage announced above the masthead."""

    title: str
    label: str
    updated_minutes_ago: int
    stale_after: int  # minutes; long, so that a demo that was loaded in the morning still shows something live at noon
    topic: str  # stories with it are part of the coverage
    switched_on: bool = True
