"""Snapshots: the whole working copy of a story as plain JSON, and the revisions and digests made of it."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db.models import Max

from articles.models import Article, ArticlePhoto, Contributor, RelatedLink, Revision, Topic
from articles.workflow.photo_uses import as_counted, photo_use

Snapshot = dict[str, Any]
_MAY_BE_MISSING = ("coverage", "share_title", "share_photo")  # from snapshots of older releases


def take_snapshot(article_id: int) -> Snapshot:
    """The working copy as saved, inlines included, in JSON types."""
    article = Article.objects.for_snapshot().get(pk=article_id)
    return snapshot_of(
        article,
        topics=article.topics.all(),
        contributors=[line.contributor for line in article.bylines.all()],
        photos=article.photos.all(),
        links=article.related_links.all(),
    )


def snapshot_of(
    article: Article,
    *,
    topics: Iterable[Topic],
    contributors: Iterable[Contributor],
    photos: Iterable[ArticlePhoto],
    links: Iterable[RelatedLink],
) -> Snapshot:
    """A snapshot of rows already read. Names stand beside ids, so that a revision still reads well when a section has
    been renamed or a contributor is gone."""
    plain = {name: getattr(article, name) for name in ("headline", "slug", "kicker", "dek", "dateline", "body")}
    times = {name: _iso(getattr(article, name)) for name in ("publish_at", "expires_at", "embargo_until")}
    search = {name: getattr(article, name) for name in ("seo_title", "seo_description", "canonical_url", "share_title")}
    section, coverage, shared = article.section, article.coverage, article.share_photo
    return {
        **plain,
        "section": {"id": section.pk, "name": section.name} if section else None,
        "coverage": {"id": coverage.pk, "title": coverage.title} if coverage else None,
        "topics": [{"id": topic.pk, "name": topic.name, "slug": topic.slug} for topic in topics],
        "bylines": [{"id": each.pk, "name": each.name, "kind": each.kind} for each in contributors],
        "lead": _lead(article),
        "photos": [_row(use) for use in photos],
        "related": [_related(link) for link in links],
        **times,
        **search,
        "share_photo": {"id": shared.pk, "title": str(shared)} if shared else None,
    }


def digest_of(snapshot: Snapshot) -> str:
    """SHA-256 over the snapshot's canonical JSON: equal digests, equal content.

    The names of section, coverage and the photo that is shared, and the headlines of linked stories, are recorded for
    people who read the history; readers get them as they are now, so a change of theirs is no change of
    this story. What a snapshot of an older release does not have is left out where it is empty, so that an upgrade
    changes no digest.
    """
    counted = {name: value for name, value in snapshot.items() if name not in _MAY_BE_MISSING}
    counted["lead"] = as_counted(snapshot["lead"])
    counted["photos"] = [as_counted(use) for use in snapshot["photos"]]
    counted["section"] = snapshot["section"] and snapshot["section"]["id"]
    counted["related"] = [
        {name: value for name, value in link.items() if name != "title"} for link in snapshot["related"]
    ]
    for name in _MAY_BE_MISSING:
        if value := snapshot.get(name):
            counted[name] = value["id"] if isinstance(value, dict) else value
    canonical = json.dumps(counted, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def take_revision(
    article_id: int,
    snapshot: Snapshot,
    *,
    reason: str,
    now: datetime,
    by: Any,
    kind: Revision.Kind = Revision.Kind.SAVED,
    version: int | None = None,
    tab: str = "",
) -> Revision:
    """Append a revision. Call inside a transaction that holds the story's row, which keeps the numbers gapless.

    `version` is the story's lock_version with this content, None when the content never was its working copy.
    """
    newest = Revision.objects.filter(article_id=article_id).aggregate(newest=Max("number"))["newest"] or 0
    return Revision.objects.create(
        article_id=article_id,
        number=newest + 1,
        content=snapshot,
        digest=digest_of(snapshot),
        kind=kind,
        version=version,
        tab=tab,
        reason=reason,
        at=now,
        by=by,
    )


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None


def _lead(article: Article) -> dict[str, Any] | None:
    if article.lead_photo is None:
        return None
    return photo_use(
        article.lead_photo,
        caption=article.lead_caption,
        alt_decision=article.lead_alt_decision,
        alt_text=article.lead_alt_text,
        crop=article.lead_crop,
    )


def _row(use: ArticlePhoto) -> dict[str, Any]:
    """`after_paragraph` None: it stands where its mark is in the body."""
    return {
        **photo_use(
            use.photo, caption=use.caption, alt_decision=use.alt_decision, alt_text=use.alt_text, crop=use.crop
        ),
        "after_paragraph": None if use.in_text else use.after_paragraph,
        "gallery": use.in_gallery and not use.in_text,
    }


def _related(link: Any) -> dict[str, Any]:
    return {
        "key": link.story_key,
        "article_id": link.target_id,
        "title": link.title or (link.target.headline if link.target else ""),
        "own_title": link.title,
        "url": link.url,
        "placement": link.placement,
        "after_paragraph": link.after_paragraph,
        "repeat": link.repeat_on_purpose,
    }
