"""One text scrape from top to bottom: the steps in order. Each step lives in the module of its name."""

import zoneinfo
from collections.abc import Sequence
from dataclasses import replace

from articles.importing.story import Story, StoryPhoto, StoryUnreadable

from .banner import coverage, take_banner
from .body import Body, read_body
from .dateline import opens_with_dateline, split_dateline
from .furniture import is_prose, without_furniture
from .head import Head, read_head
from .lines import Line, is_flat, read_lines, unwrapped
from .photos import are_twins, lead_photos

_LARGEST_LEAD_BLOCK = 9
_PARAGRAPH, _LONE_PARAGRAPH = 45, 30  # words from which on a line below the time is text and no caption


def read_scrape(data: bytes, *, zone: zoneinfo.ZoneInfo) -> Story:
    """The story in the bytes of a text scrape. Times without a zone of their own are in `zone`, the newsroom's.

    Raises StoryUnreadable, with a sentence that says why, when there is no headline or no text; nothing else.
    """
    banner, lines = take_banner(without_furniture(read_lines(data)), zone)
    if not lines:
        raise StoryUnreadable("There is no headline and no text in the file.")
    head = read_head(lines, zone)
    rest = lines[head.end :]
    flat = is_flat(rest)
    block = 0 if flat else _lead_block(rest, head)
    body = read_body(unwrapped(rest[block:]), head.headline, flat)
    dateline, paragraphs = _without_dateline(body.paragraphs)
    if len(paragraphs) < len(body.paragraphs):
        body = _one_up(body)
    if not paragraphs:
        raise StoryUnreadable("There is a headline but no text below it.")
    return Story(
        headline=head.headline,
        dek=head.dek,
        authors=head.authors,
        published_at=head.published_at,
        dateline=dateline,
        photos=_each_once((*head.photos, *lead_photos(rest[:block]), *body.photos)),
        related=body.related,
        paragraphs=paragraphs,
        coverage=coverage(banner, zone, head.published_at) if banner else None,
        warnings=tuple(_warnings(head, body)),
    )


def _lead_block(rest: Sequence[Line], head: Head) -> int:
    """The number of lines that hang on the time line without an empty line between: the lead photo's words."""
    if not head.signed or not rest or rest[0].gap:
        return 0
    end = next((index for index, line in enumerate(rest) if line.gap), len(rest))
    if end >= len(rest) or end > _LARGEST_LEAD_BLOCK:
        return 0
    longest = _LONE_PARAGRAPH if end == 1 else _PARAGRAPH
    for index, line in enumerate(rest[:end]):
        twin = any(are_twins(line.text, rest[n].text) for n in (index - 1, index + 1) if 0 <= n < end)
        if opens_with_dateline(line.text) or (not twin and is_prose(line.text, longest)):
            return index
    return end


def _without_dateline(paragraphs: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The dateline off the first paragraph, or off the first two lines when it stands in a line of its own."""
    if not paragraphs:
        return "", paragraphs
    dateline, first = split_dateline(paragraphs[0])
    return dateline, ((first, *paragraphs[1:]) if first else paragraphs[1:])


def _one_up(body: Body) -> Body:
    """Places below the n-th paragraph, after a dateline in a line of its own has gone."""
    return replace(
        body,
        related=tuple(replace(link, after_paragraph=max(0, link.after_paragraph - 1)) for link in body.related),
        photos=tuple(replace(photo, after_paragraph=max(0, photo.after_paragraph - 1)) for photo in body.photos),
    )


def _each_once(photos: Sequence[StoryPhoto]) -> tuple[StoryPhoto, ...]:
    """A photo that the page shows again further down is kept in its first place."""
    seen: dict[tuple[str, str], StoryPhoto] = {}
    for photo in photos:
        seen.setdefault((photo.caption.casefold(), photo.credit.casefold()), photo)
    return tuple(seen.values())


def _warnings(head: Head, body: Body) -> list[str]:
    warnings = []
    if not head.authors:
        warnings.append("No byline was found.")
    if head.published_at is None:
        warnings.append("No publication time was found.")
    elif not head.timed:
        warnings.append("The page prints a date but no time of day.")
    if sum(len(paragraph) for paragraph in body.paragraphs) < 200:
        warnings.append("The text is very short.")
    return warnings
