"""Listing a story under its topics and authors, with every readers' row that is written. Read by queries/."""

from datetime import datetime
from typing import Any

from articles.models import AuthorListing, Contributor, PublishedArticle, Topic, TopicListing
from articles.workflow.snapshot import Snapshot


def list_story(published: PublishedArticle, snapshot: Snapshot, *, fresh: bool) -> None:
    """Bring the listings in step with what goes out; `fresh`: there are none yet. Call it in the transaction that saves
    the readers' row, after it. Topics and authors that have been deleted since (a revision goes out late) are left out.
    """
    _list(published, TopicListing, "topic_id", Topic, [topic["id"] for topic in snapshot["topics"]], fresh=fresh)
    authors = [line["id"] for line in snapshot["bylines"]]
    _list(published, AuthorListing, "author_id", Contributor, authors, fresh=fresh)


def listing_rows(
    article_id: int, published_at: datetime, snapshot: Snapshot
) -> tuple[list[TopicListing], list[AuthorListing]]:
    """Unsaved rows for stories that go out by the thousand (demo/generate.py)."""
    about: dict[str, Any] = {"story_id": article_id, "published_at": published_at}
    return (
        [TopicListing(topic_id=topic["id"], **about) for topic in snapshot["topics"]],
        [AuthorListing(author_id=line["id"], **about) for line in snapshot["bylines"]],
    )


def _list(published: PublishedArticle, model: Any, column: str, about: Any, ids: list[int], *, fresh: bool) -> None:
    rows = model.objects.filter(story=published.pk)
    there = {} if fresh else dict(rows.values_list(column, "published_at"))
    wanted = set(ids)
    if gone := there.keys() - wanted:
        rows.filter(**{f"{column}__in": gone}).delete()
    if any(moment != published.published_at for moment in there.values()):
        rows.update(published_at=published.published_at)
    if new := wanted - there.keys():
        known = about.objects.filter(pk__in=new).values_list("pk", flat=True)
        model.objects.bulk_create(
            model(story_id=published.pk, published_at=published.published_at, **{column: pk}) for pk in sorted(known)
        )
