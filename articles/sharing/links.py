"""Links: making a preview link for one version of a story, revoking it, and the list of a story's links."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, QuerySet

from articles.html import one_line
from articles.models import Article, AuditLine, PreviewLink, Revision
from articles.workflow.permissions import may_publish, may_share, require
from articles.workflow.saving import keep_base
from articles.workflow.snapshot import digest_of, take_revision, take_snapshot

HOURS = (24, 48, 168)  # what the desk offers
LONGEST_HOURS = 168
MOST_OPEN = 20  # links of one story that work at the same time


class LinkRefused(Exception):
    """The link was not made. The message is a sentence for whoever asked."""


@transaction.atomic
def make_link(
    article_id: int, *, revision_id: int | None = None, made_for: str, by: Any, now: datetime, hours: int = 48
) -> PreviewLink:
    """A link that shows one version of the story for `hours` (1 to 168) from `now` (aware).

    Without `revision_id` that is the working copy as it is saved. Raises NotAllowed, LinkRefused, or
    Article.DoesNotExist.
    """
    story = Article.objects.select_for_update(of=("self",)).get(pk=article_id)
    require(may_share(by, story), "You may not edit this story, so you cannot show it to others either.")
    if not 1 <= hours <= LONGEST_HOURS:
        raise LinkRefused(f"A link works for 1 to {LONGEST_HOURS} hours.")
    if PreviewLink.objects.filter(article=story, revoked_at=None, expires_at__gt=now).count() >= MOST_OPEN:
        raise LinkRefused(f"{MOST_OPEN} links to this story are open already. Revoke those that nobody needs.")
    revision = _as_saved(story, now=now) if revision_id is None else _version(story, revision_id)
    link = PreviewLink.objects.create(
        article=story,
        revision=revision,
        made_for=one_line(made_for)[:120],
        made_at=now,
        made_by=by,
        expires_at=now + timedelta(hours=hours),
    )
    _note(link, AuditLine.Verb.LINK_MADE, by=by, now=now)
    return link


@transaction.atomic
def revoke_link(link_id: int, *, by: Any, now: datetime) -> PreviewLink:
    """Make a link show nothing from `now` on. Whoever made it may, and whoever may publish the story.

    Revoking what is revoked changes nothing. Raises NotAllowed, or PreviewLink.DoesNotExist.
    """
    link = PreviewLink.objects.select_for_update(of=("self",)).select_related("article").get(pk=link_id)
    allowed = link.made_by_id == by.pk or may_publish(by, link.article)
    require(allowed, "Only whoever made this link may revoke it, or somebody who may publish the story.")
    if link.revoked_at is None:
        link.revoked_at, link.revoked_by = now, by
        link.save(update_fields=["revoked_at", "revoked_by"])
        _note(link, AuditLine.Verb.LINK_REVOKED, by=by, now=now)
    return link


def links_of(article_id: int) -> QuerySet[PreviewLink]:
    """The links of a story, newest first, with `opened`: how often each was opened. One query, without the texts."""
    links = PreviewLink.objects.filter(article_id=article_id).select_related("made_by", "revoked_by", "revision")
    return links.defer("revision__content").annotate(opened=Count("openings"))


def _as_saved(story: Article, *, now: datetime) -> Revision:
    """The newest revision of the working copy's version. A photo mended in the library changes a story without a new
    version: what is shown is what would go out, so that takes a revision of its own."""
    keep_base(story.pk, now=now)
    revision = Revision.objects.filter(article=story, version=story.lock_version).order_by("-number").first()
    snapshot = take_snapshot(story.pk)
    if revision is not None and revision.digest == digest_of(snapshot):
        return revision
    reason = "For a preview link"
    return take_revision(story.pk, snapshot, version=story.lock_version, reason=reason, now=now, by=None)


def _version(story: Article, revision_id: int) -> Revision:
    revision = Revision.objects.filter(article=story, pk=revision_id).first()
    if revision is None:
        raise LinkRefused("This version is not one of the story’s, or it is gone. Choose another.")
    return revision


def _note(link: PreviewLink, verb: AuditLine.Verb, *, by: Any, now: datetime) -> None:
    detail = f"for {link.made_for}" if link.made_for else ""
    AuditLine.objects.create(
        article_id=link.article_id, verb=verb, detail=detail, revision_id=link.revision_id, at=now, by=by
    )
