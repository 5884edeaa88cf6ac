"""Publication checks: everything that keeps a story from going out, in sentences an editor can act on."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from articles.html import Mark, cut_body, cut_paragraphs, plain_text
from articles.models import Article, Contest, Photo, PublishedArticle
from articles.photos.rights import named, why_not_shown
from articles.photos.usage import Uses, uses_by_photo
from articles.workflow.kinds import EFFECTS, LONGEST_NOTE, UpdateKind
from articles.workflow.listings import photos_of
from articles.workflow.photo_uses import is_described
from articles.workflow.snapshot import Snapshot, take_snapshot
from articles.workflow.times import Times, publication_time, times_of

MOST_CONTESTS = 20  # results in one text: open tabs keep asking for each
MOST_LINKS = 100  # related stories of one story; with more, the page would be a directory


class PublicationRefused(Exception):
    """The story did not go out. `problems` are plain sentences, one for each thing to mend."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        super().__init__(" ".join(problems))


def publication_problems(article: Article, *, now: datetime) -> list[str]:
    """What must be mended before the saved working copy may go out at `now`; empty means: ready to publish."""
    snapshot = take_snapshot(article.pk)
    published = PublishedArticle.objects.filter(pk=article.pk).first()
    at = publication_time(times_of(snapshot), published, now=now)
    problems = content_problems(snapshot) + rights_problems(article.pk, snapshot, at=at, now=now)
    return problems + time_problems(times_of(snapshot), published, now=now)


def content_problems(snapshot: Snapshot) -> list[str]:
    """What must be mended in this content, whenever it goes out: a working copy or a version that waits for its time.
    One query when the story has photos, and one when it has results."""
    problems = []
    if not snapshot["headline"].strip():
        problems.append("The story has no headline.")
    if not snapshot["slug"]:
        problems.append("The story has no web address. Fill in “address”.")
    if snapshot["section"] is None:
        problems.append("The story is in no section. Choose one.")
    if not any(plain_text(html) for html in cut_paragraphs(snapshot["body"])):
        problems.append("The story has no text.")
    return problems + _link_problems(snapshot) + contest_problems(snapshot["body"]) + _photo_problems(snapshot)


def rights_problems(article_id: int, snapshot: Snapshot, *, at: datetime, now: datetime) -> list[str]:
    """The photos that may not go out with this content when readers get it `at` a time: taken back, barred, rights that
    are over by then, or in as many stories as was agreed already. At most two queries. All times aware."""
    library = Photo.objects.in_bulk(sorted(photos_of(snapshot)))
    return rights_problems_of(library.values(), at=at, now=now, story=article_id)


def rights_problems_of(
    photos: Collection[Photo], *, at: datetime, now: datetime, story: int | None = None, post: int | None = None
) -> list[str]:
    """The same for photos that are to stand in a story, or in a post of a live blog, which is None while it is new. One
    query where one of them may not be used without end."""
    uses = uses_by_photo([each.pk for each in photos if each.most_uses is not None], at=at, story=story, post=post)
    problems = []
    for photo in photos:
        if why := why_not_shown(photo, at=at, now=now):
            out_of = "post" if story is None else "story"
            problems.append(f"The photo {named(photo)} {why}. Take it out of the {out_of}, or choose another one.")
        elif photo.most_uses is not None and uses[photo.pk].all >= photo.most_uses:
            problems.append(_used_up(photo, uses[photo.pk]))
    return problems


def time_problems(times: Times, published: PublishedArticle | None, *, now: datetime) -> list[str]:
    """What is wrong with these times if the story is published, or its update goes out, at `now`."""
    problems = []
    begins = publication_time(times, published, now=now)
    if published and published.published_at <= now < begins:
        problems.append(
            "Readers have this story already, so it cannot be scheduled. Empty “publish at” and “embargo until”: when "
            "an update goes out is asked as you publish it."
            if published.withdrawn_at is None
            else "This story was withdrawn. It can be published again now, but not scheduled: empty “publish at”."
        )
    if times.expires_at and times.expires_at <= max(now, begins):
        problems.append("The story would be taken down before anyone could read it. Check “take down at”.")
    return problems


def note_problems(kind: UpdateKind, note: str) -> list[str]:
    """What is wrong with what readers are to be told of an update."""
    if EFFECTS[kind].takes_down:
        return ["Withdrawing is not publishing: use “Withdraw…”."]
    if EFFECTS[kind].needs_note and not note.strip():
        return [f"A {EFFECTS[kind].name.lower()} needs a note that tells readers of it."]
    if len(note.strip()) > LONGEST_NOTE:
        return [f"The note to readers is longer than {LONGEST_NOTE:,} characters. Shorten it."]
    return []


def refuse_if(problems: list[Any]) -> None:
    """Raises PublicationRefused when there is anything to mend."""
    if problems:
        raise PublicationRefused(problems)


def _link_problems(snapshot: Snapshot) -> list[str]:
    in_text = sum(isinstance(piece, Mark) and piece.kind == "related" for piece in cut_body(snapshot["body"]))
    links = len(snapshot["related"]) + in_text
    if links <= MOST_LINKS:
        return []
    return [f"The story has {links:,} related stories; readers get {MOST_LINKS} at most. Take some of them out."]


def contest_problems(body: str) -> list[str]:
    """Results in the text that readers would not get: of contests that are gone, or of a rehearsal. One query when
    there are results in it."""
    if "data-contest" not in body:
        return []
    marks = [piece for piece in cut_body(body) if isinstance(piece, Mark) and piece.kind == "contest"]
    wanted = list(dict.fromkeys(mark.pk for mark in marks))
    if len(wanted) > MOST_CONTESTS:
        return [f"The text has results of {len(wanted):,} contests, at most {MOST_CONTESTS} can stand there."]
    known = {contest.pk: contest for contest in Contest.objects.filter(pk__in=wanted).select_related("coverage")}
    problems = []
    for number in wanted:
        if number not in known:
            problems.append(f"The text has results of a contest that was deleted (number {number}). Take them out.")
        elif known[number].coverage.is_rehearsal:
            problems.append(f"“{known[number]}” in the text is a rehearsal, which readers never see. Take it out.")
    return problems


def _used_up(photo: Photo, uses: Uses) -> str:
    most = "one story" if photo.most_uses == 1 else f"{photo.most_uses:,} stories"
    there = "It is in that many" if uses == Uses(photo.most_uses or 0) else f"It is in {uses}"
    counted = " Posts of live blogs count as stories." if uses.posts else ""
    return (
        f"The photo {named(photo)} may stand in {most} at most. {there} already: choose another one, or take it out of "
        f"one of those first.{counted}"
    )


def _photo_problems(snapshot: Snapshot) -> list[str]:
    """In printed order. As the library has the photos now: what was mended there is mended everywhere."""
    uses = [use for use in (snapshot["lead"], *snapshot["photos"]) if use]
    used = dict.fromkeys(use["photo"] for use in uses)
    # A photo that is the lead too is printed on top only: its first use counts.
    undescribed = {number for number in used if not is_described(next(use for use in uses if use["photo"] == number))}
    library = Photo.objects.in_bulk(list(used)) if used else {}
    problems = []
    for photo in (library[number] for number in used if number in library):
        problems += photo_problems(photo, is_described=photo.pk not in undescribed)
    return problems


def photo_problems(photo: Photo, *, is_described: bool = False) -> list[str]:
    """What a photo lacks for readers. `is_described`: where it stands says itself what is read out. One without a
    picture lacks nothing: readers get the drawn placeholder, or none."""
    problems: list[str] = []
    if not photo.has_picture:
        return problems
    if not photo.credit.strip():
        problems.append(f"The photo “{photo}” has no credit. Write who took it.")
    if not photo.alt_is_decided and not is_described:
        problems.append(
            f"The photo “{photo}” has no description for readers who cannot see it. "
            "Describe it, or say that the caption is enough or that it is decorative."
        )
    return problems
