"""Twins: the key of a story that repeats another one. A syndicated copy is the same story as its original, wherever
either stands. Worked out at publication, so that a page only compares keys."""

from typing import Protocol

from articles.models import PublishedArticle
from articles.related.identity import article_id_of, article_key, original_key


class Copy(Protocol):
    article_id: int
    canonical_url: str
    canonical_key: str
    story_key: str


def give_key(story: Copy) -> None:
    """Set `canonical_key` and `story_key` of a row that is about to be saved; at most one query.

    A story without an original address, or with its own, is itself. The original of an original counts.
    """
    own = article_key(story.article_id)
    key = original_key(story.canonical_url)
    story.canonical_key = "" if key == own else key
    original = article_id_of(story.canonical_key)
    if original is not None:
        found = PublishedArticle.objects.filter(pk=original).values_list("story_key", flat=True).first()
        key = found or story.canonical_key
    story.story_key = key or own


def pass_key_on(story: PublishedArticle) -> int:
    """Give the copies of a story the key it has now; returns how many had another one. Call when it was saved."""
    copies = PublishedArticle.objects.filter(canonical_key=article_key(story.article_id)).exclude(pk=story.pk)
    return copies.exclude(story_key=story.story_key).update(story_key=story.story_key)


def shared_keys(keys: list[str]) -> list[str]:
    """The same keys in the same order, each of ours replaced by the one its story goes by; at most one query."""
    ids = [found for key in keys if (found := article_id_of(key)) is not None]
    known = dict(PublishedArticle.objects.filter(pk__in=ids).values_list("pk", "story_key")) if ids else {}
    return [known.get(article_id_of(key) or 0, key) for key in keys]
