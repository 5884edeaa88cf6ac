"""Listing a story under its topics and authors, and putting down which photos it prints, with every readers' row that
is written. Read by queries/, photos/usage.py and photo_rights.py."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from articles.models import (
    Attention,
    AuthorListing,
    Contributor,
    Photo,
    PublishedArticle,
    PublishedPhoto,
    Topic,
    TopicListing,
)
from articles.workflow.snapshot import Snapshot


def list_story(published: PublishedArticle, snapshot: Snapshot, *, fresh: bool) -> None:
    """Bring the listings in step with what goes out; `fresh`: there are none yet. Call it in the transaction that saves
    the readers' row, after it. Topics and authors that have been deleted since (a revision goes out late) are left out.
    """
    _list(published, TopicListing, "topic_id", Topic, [topic["id"] for topic in snapshot["topics"]], fresh=fresh)
    authors = [line["id"] for line in snapshot["bylines"]]
    _list(published, AuthorListing, "author_id", Contributor, authors, fresh=fresh)
    list_photos(published.pk, snapshot, fresh=fresh)


def listing_rows(
    article_id: int, published_at: datetime, snapshot: Snapshot
) -> tuple[list[TopicListing], list[AuthorListing]]:
    """Unsaved rows for stories that go out by the thousand (demo/generate.py)."""
    about: dict[str, Any] = {"story_id": article_id, "published_at": published_at}
    return (
        [TopicListing(topic_id=topic["id"], **about) for topic in snapshot["topics"]],
        [AuthorListing(author_id=line["id"], **about) for line in snapshot["bylines"]],
    )


def list_photos(article_id: int, snapshot: Snapshot, *, fresh: bool) -> None:
    """Put down which photos the published version uses, those that are taken back included: brought back, they stand in
    it again. Call it in the transaction that writes the readers' row. Photos that have been deleted are left out."""
    wanted = set(_places(snapshot))
    rows = PublishedPhoto.objects.filter(story=article_id)
    there = {} if fresh else {(place, photo): pk for pk, place, photo in rows.values_list("pk", "place", "photo_id")}
    if gone := there.keys() - wanted:
        rows.filter(pk__in=[there[use] for use in gone]).delete()
        # Nothing goes out with a photo that may not be shown, so what was to be looked at has been.
        Attention.objects.filter(article=article_id, kind__in=(Attention.Kind.PHOTO, Attention.Kind.RIGHTS)).delete()
    if new := wanted - there.keys():
        known = set(Photo.objects.filter(pk__in={photo for _, photo in new}).values_list("pk", flat=True))
        uses = sorted((place, photo) for place, photo in new if photo in known)
        PublishedPhoto.objects.bulk_create(
            PublishedPhoto(story_id=article_id, photo_id=photo, place=place) for place, photo in uses
        )


def photo_rows(article_id: int, snapshot: Snapshot) -> list[PublishedPhoto]:
    """Unsaved rows, as listing_rows."""
    return [
        PublishedPhoto(story_id=article_id, photo_id=photo, place=place)
        for place, photo in dict.fromkeys(_places(snapshot))
    ]


def photos_of(snapshot: Snapshot) -> set[int]:
    """The numbers of the photos that a version uses."""
    return {photo for _, photo in _places(snapshot)}


def _places(snapshot: Snapshot) -> Iterator[tuple[str, int]]:
    """Where a version prints which photo. The lead photo stands above the text and not again in it."""
    Place = PublishedPhoto.Place  # noqa: N806 (a class)
    top = snapshot["lead"]["photo"] if snapshot["lead"] else None
    if top is not None:
        yield Place.LEAD, top
    for use in snapshot["photos"]:
        if use["photo"] != top:
            yield Place.GALLERY if use.get("gallery") else Place.TEXT, use["photo"]
    if shared := snapshot.get("share_photo"):
        yield Place.SHARE, shared["id"]


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
