"""The publication checklist: what a story still lacks, as it stands in its form. The musts are the rules of
workflow/checks.py put as a list to tick off; the rest is advice. writing.js keeps the list true while somebody types.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.text import Truncator, slugify

from articles.admin.photo_seeing import seen_picture
from articles.admin.photo_uses import told_of
from articles.models import Photo, PublishedArticle
from articles.workflow.checks import MOST_LINKS, time_problems
from articles.workflow.times import Times

WORDS_A_MINUTE = 230  # desk.js says the same under the editor
WORTH_A_TIME = 120  # words; below that a reading time is noise


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What the list and the previews ask of a photo. `picture` is an address, "" when there is no picture; readers then
    get the drawn placeholder, which needs neither credit nor description."""

    id: int
    title: str
    picture: str
    has_credit: bool
    is_described: bool
    photo: Photo = field(repr=False)

    def lacks(self, *, is_described: bool = False) -> str:
        """`no credit and no description`, or nothing. `is_described`: by the story itself."""
        described = is_described or self.is_described
        return " and ".join(["no credit"] * (not self.has_credit) + ["no description"] * (not described))


@dataclass(frozen=True, slots=True)
class Writing:
    """A story as it stands in its form. `paragraphs` are plain text. `names` and `links` are numbers: of its byline, of
    its related stories in the text and outside. `section` is the address of its section, "" without one."""

    headline: str
    dek: str
    slug: str
    seo_title: str
    seo_description: str
    share_title: str
    section: str
    paragraphs: Sequence[str]
    names: int
    links: int
    lead: PhotoFacts | None
    shared: PhotoFacts | None
    photos: Sequence[PhotoFacts]  # the lead photo and those in the text, each once
    described: Collection[int]  # those of them that the story itself describes, or says are decorative
    repeated: Sequence[str]  # descriptions that only repeat the caption
    times: Times
    published: PublishedArticle | None


@dataclass(frozen=True, slots=True)
class Check:
    """`key` is known to writing.js. `todo` says what is missing; it is printed until `done`. One that is `quiet` is
    shown only while it is not done."""

    key: str
    label: str
    done: bool
    todo: str
    must: bool = True
    quiet: bool = False


def facts_of(photo: Photo) -> PhotoFacts:
    printed = seen_picture(photo)
    return PhotoFacts(
        id=photo.pk,
        title=Truncator(str(photo)).chars(60),
        picture=printed["src"] if printed else "",
        has_credit=bool(photo.credit.strip()) or not photo.has_picture,
        is_described=photo.alt_is_decided or not photo.has_picture,
        photo=photo,
    )


def checklist(writing: Writing, *, now: datetime) -> list[Check]:
    """Musts first. All of them are done when, and only when, nothing in this content keeps it from going out at `now`
    (aware)."""
    wrong_times = time_problems(writing.times, writing.published, now=now)
    return [
        Check("headline", "Headline", bool(writing.headline.strip()), "Give it one."),
        Check("section", "Section", bool(writing.section), "Choose one."),
        Check("text", "Text", bool(writing.paragraphs), "Write some."),
        Check(
            "address",
            "Web address",
            bool(writing.slug or slugify(writing.headline)),
            "Fill in “address”: the headline gives none.",
        ),
        Check("photos", "Credit and description of photos", *_photos(writing)),
        Check("links", "Number of related stories", writing.links <= MOST_LINKS, f"At most {MOST_LINKS}.", quiet=True),
        Check("times", "Times", not wrong_times, " ".join(wrong_times), quiet=True),
        Check("names", "Byline", writing.names > 0, "Nobody is named.", must=False),
        Check("dek", "Dek", bool(writing.dek.strip()), "Lists and shared cards print it.", must=False),
        Check("lead", "Lead photo", writing.lead is not None, "Stories with one are read more.", must=False),
        Check("alts", "Descriptions", not writing.repeated, _repeats(writing.repeated), must=False, quiet=True),
        # Found out by linting.js, which tells the number.
        Check("linted", "Links", True, "", must=False, quiet=True),
    ]


def _photos(writing: Writing) -> tuple[bool, str]:
    lacking = [(photo.title, photo.lacks(is_described=photo.id in writing.described)) for photo in writing.photos]
    missing = [f"“{title}”: {lacks}." for title, lacks in lacking if lacks]
    return not missing, " ".join(missing)


def _repeats(repeated: Sequence[str]) -> str:
    return " ".join(f"“{Truncator(text).chars(60)}” only repeats the caption." for text in repeated)


def missing_words(checks: Sequence[Check]) -> str:
    """`Nothing is missing.`, or how much is missing; writing.js says the same."""
    missing = sum(check.must and not check.done for check in checks)
    if not missing:
        return "Nothing is missing."
    return f"{missing} {'thing is' if missing == 1 else 'things are'} missing before it can go out."


def length_words(paragraphs: Sequence[str]) -> str:
    """`482 words · 2 min to read`"""
    total = sum(len(text.split()) for text in paragraphs)
    words = f"{total:,} {'word' if total == 1 else 'words'}"
    return f"{words} · {round(total / WORDS_A_MINUTE) or 1} min to read" if total > WORTH_A_TIME else words


def as_json(photos: Sequence[PhotoFacts], *, now: datetime) -> list[dict[str, Any]]:
    """What the scripts of the form know of photos."""
    return [
        {"id": each.id, "title": each.title, "picture": each.picture}
        | {"hasCredit": each.has_credit, "isDescribed": each.is_described}
        | told_of(each.photo, now=now)
        for each in photos
    ]
