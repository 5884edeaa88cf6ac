"""Photos in the rows that readers have: taking one out of every story at once, and changing until when it may be shown.
In portions, so that a photo in thousands of stories needs no more memory than one in a few. Called by photo_rights.py.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from articles.models import Photo, PublishedArticle
from articles.photos.addresses import FOLDER
from articles.photos.hidden import stems_in
from articles.photos.stored import NO_TEASER, pictures_in, prints, story_without
from articles.search.index import write_stories

PORTION = 500
PICTURES = ("lead", "blocks", "share_picture", *NO_TEASER)


def take_out(photo: Photo, stories: Sequence[int]) -> set[str]:
    """Leave a photo and its words out of these published stories, and out of what is searched for. Call it in a
    transaction that holds the stories' rows. Returns the beginnings of the fingerprints of the pictures that were
    printed: a story may have gone out before the photo was given another one."""
    gone, printed = prints(photo.pk, photo.fingerprint), set()
    for portion in _portions(stories):
        changed = []
        for story in portion:
            left = story_without(story, gone)
            if left is story:
                continue
            printed |= {stem for picture in pictures_in(story) if gone(picture) for stem in stems_in(picture["src"])}
            if story.lead and not left.lead and (caption := story.lead["caption"]):
                left.search_text = "\n".join(line for line in story.search_text.split("\n") if line != caption)
            left.save(update_fields=[*PICTURES, "search_text"])
            changed.append(left)
        write_stories([story for story in changed if story.withdrawn_at is None])
    return {stem.removeprefix(FOLDER).replace("/", "") for stem in printed}


def set_until(photo: Photo, stories: Sequence[int], *, now: datetime) -> None:
    """Write until when a photo may be shown into these published stories: its end, or `now` when it is barred."""
    is_of = prints(photo.pk, photo.fingerprint)
    ends = [moment for moment in (photo.rights_end_at, now if photo.do_not_publish else None) if moment]
    until = min(ends, default=None)
    stored = until.isoformat() if until else None
    for portion in _portions(stories):
        excerpts = []
        for story in portion:
            found = [picture for picture in pictures_in(story) if is_of(picture)]
            # An excerpt says the caption only of what has no end (search/index.py).
            changes_excerpt = any((picture.get("until") is None) != (stored is None) for picture in found)
            for picture in found:
                picture.update(photo=photo.pk, until=stored)
            lead = (story.lead or {}).get("picture")
            if lead and is_of(lead):
                story.teaser_until = until
            if found:
                story.save(update_fields=PICTURES)
            if changes_excerpt and story.withdrawn_at is None:
                excerpts.append(story)
        write_stories(excerpts)


def _portions(stories: Sequence[int]) -> Iterator[list[PublishedArticle]]:
    rest = iter(stories)
    while numbers := list(islice(rest, PORTION)):
        held = PublishedArticle.objects.select_for_update(of=("self",)).filter(pk__in=numbers)
        yield list(held.order_by("pk"))
