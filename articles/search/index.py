"""Keeping the index: what of a story is searched for, and putting it there or taking it away. Which stories readers may
see is not known here: whoever shows what was found asks PublishedArticle.objects.live() first."""

import math
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db import transaction

from articles.html import plain_text
from articles.models.listing import AuthorListing
from articles.models.published import PublishedArticle
from articles.models.search import SearchEntry
from articles.search.backends import backend
from articles.search.words import LONGEST_TEXT, language, loosened

FORMAT = 1  # another way to make entries gets another number, and rebuild_search makes them anew
ID_BITS = 29  # of a place; the seconds before them reach from the year 1426 to 2514
_FURTHEST = 2**34 - 1


class Document(NamedTuple):
    """A story as the index takes it. Its parts, loosened (words.py), are worth less from one to the next; `marks` are
    what filters ask for; `text` is as printed, for excerpts."""

    place: int
    story_id: int
    headline: str
    people: str  # dek and authors
    captions: str  # captions and topics
    body: str
    marks: tuple[str, ...]
    text: str
    projected_at: datetime
    made_as: str


def place_of(published_at: datetime, story_id: int) -> int:
    """Where a story stands among all, as one number: the second it was published, then its id. A later story has a
    larger one. Times beyond the years 1426 and 2514 count as those."""
    seconds = math.floor(published_at.timestamp())
    return (max(-_FURTHEST, min(_FURTHEST, seconds)) << ID_BITS) + story_id % (1 << ID_BITS)


def moment_of(place: int) -> datetime:
    """The second that a place stands for, in UTC."""
    seconds = max(-_FURTHEST, min(_FURTHEST, place >> ID_BITS))
    return datetime.fromtimestamp(seconds, UTC)


def made_as() -> str:
    """How entries are made now; one that was made otherwise is to be made anew."""
    return f"{FORMAT} {language()}"


@transaction.atomic
def write_stories(stories: Sequence[PublishedArticle]) -> None:
    """Put stories into the index, in place of what was there of them. Searches meanwhile find the old or the new, never
    neither.

    Call it in the transaction that writes the readers' rows, after their listings, or that holds them: an older row
    must not overtake a newer one. Doing it again changes nothing.
    """
    documents = list(documents_of(list({story.pk: story for story in stories}.values())))
    if documents:
        backend().write(documents)


@transaction.atomic
def forget_stories(ids: Iterable[int]) -> None:
    """Take stories out of the index; those that are not in it are passed over."""
    wanted = list(ids)
    if wanted:
        backend().forget(wanted)


def belongs(story: PublishedArticle, *, now: datetime) -> bool:
    """Whether a story is for the index: readers have it, or will."""
    return story.withdrawn_at is None and (story.expires_at is None or story.expires_at > now)


def is_current(entry: SearchEntry, story: PublishedArticle) -> bool:
    """Whether an entry is what write_stories would make of the story."""
    return (
        entry.projected_at == story.projected_at
        and entry.made_as == made_as()
        and entry.place == place_of(story.published_at, story.pk)
    )


def documents_of(stories: Sequence[PublishedArticle]) -> Iterable[Document]:
    """What is indexed of each story. One query for all of them."""
    authors: dict[int, list[int]] = {}
    listings = AuthorListing.objects.filter(story__in=[story.pk for story in stories])
    for story_id, author_id in listings.order_by("pk").values_list("story_id", "author_id"):
        authors.setdefault(story_id, []).append(author_id)
    return (_document(story, authors.get(story.pk, [])) for story in stories)


def _document(story: PublishedArticle, authors: list[int]) -> Document:
    texts = [plain_text(block["html"]) for block in story.blocks if block["type"] == "text"]
    uses = [use for use in _uses(story) if use.get("caption")]
    captions = [use["caption"] for use in uses]
    # An excerpt must not print the words of a photo that the page has lost when its rights ended.
    lasting = [use["caption"] for use in uses if not (use.get("picture") or {}).get("until")]
    topics = [topic["name"] for topic in story.topics]
    return Document(
        place=place_of(story.published_at, story.pk),
        story_id=story.pk,
        headline=loosened(f"{story.headline} {story.kicker}"),
        people=loosened("\n".join([story.dek, *(author["name"] for author in story.authors)])),
        captions=loosened("\n".join([*captions, *topics])),
        body=loosened("\n".join([story.dateline, *texts])),
        marks=("x", f"s{story.section_id}", *(f"a{author}" for author in authors)),
        text="\n".join(part for part in (story.dek, *texts, *lasting) if part)[:LONGEST_TEXT],
        projected_at=story.projected_at,
        made_as=made_as(),
    )


def _uses(story: PublishedArticle) -> list[dict[str, Any]]:
    """Every photo of the page with its words, the lead first; as photos/stored.py has them."""
    uses = [story.lead] if story.lead else []
    for block in story.blocks:
        uses += [block] if block["type"] == "photo" else block.get("photos", ())
    return uses
