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


def pass_key_on(article_id: int) -> int:
    """Give the copies of a story, and their copies, the key it has now; returns how many had another one.

    Call it when the publication of the story has been committed, and in no transaction: each row is then written by
    itself, so two stories that name each other can be published at once. Ends in a circle of copies too, since a row
    that has the key passes nothing on. Two queries without copies.
    """
    key = PublishedArticle.objects.filter(pk=article_id).values_list("story_key", flat=True).first()
    passed, originals = 0, [article_id]
    while key and originals:
        # Without excluding "" in these words, SQLite does not use the partial index and reads the whole table.
        copies = PublishedArticle.objects.exclude(canonical_key="").exclude(pk=article_id)
        others = copies.filter(canonical_key__in=map(article_key, originals)).exclude(story_key=key)
        originals = sorted(others.values_list("pk", flat=True))
        passed += sum(PublishedArticle.objects.filter(pk=copy).update(story_key=key) for copy in originals)
    return passed


def shared_keys(keys: list[str]) -> list[str]:
    """The same keys in the same order, each of ours replaced by the one its story goes by; at most one query."""
    ids = [found for key in keys if (found := article_id_of(key)) is not None]
    known = dict(PublishedArticle.objects.filter(pk__in=ids).values_list("pk", "story_key")) if ids else {}
    return [known.get(article_id_of(key) or 0, key) for key in keys]
