"""Opening: what the address of a preview link shows, or why it shows nothing any more."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from articles.dates import printed_near
from articles.models import PreviewLink, PublishedArticle, SpecialCoverage
from articles.related import story_path
from articles.sharing.tokens import link_id_of
from articles.workflow.projection import project
from articles.workflow.times import publication_time, times_of


class Reason(Enum):
    """Why a link shows nothing any more."""

    PUBLISHED = "published"
    REVOKED = "revoked"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Shown:
    """The version a link shows, as readers would get it, and what its banner says. Times are printed."""

    link_id: int
    story: PublishedArticle
    made_for: str
    made_by: str
    version_of: str
    works_until: str


@dataclass(frozen=True, slots=True)
class Over:
    """A link that shows nothing any more. `live_path`: where readers find the story, empty while they do not."""

    reason: Reason
    live_path: str = ""


def open_link(token: str, *, now: datetime) -> Shown | Over | None:
    """What to show for an address at `now` (aware); None when it never was the address of a link.

    A link is dead for good as soon as readers have got anything of the story after it was made: they then have the
    story itself, and two versions of it should not go round. Publication is told before the other reasons, since then
    there is somewhere to go.
    """
    link_id = link_id_of(token)
    links = PreviewLink.objects.select_related("article", "revision", "made_by")
    link = links.filter(pk=link_id).first() if link_id is not None else None
    if link is None:
        return None
    published = PublishedArticle.objects.select_related("section").filter(pk=link.article_id).first()
    if published is not None and went_out_since(published, link, now=now):
        return Over(Reason.PUBLISHED, _live_path(published, now=now))
    if link.revoked_at is not None:
        return Over(Reason.REVOKED)
    if link.expires_at <= now:
        return Over(Reason.EXPIRED)
    return Shown(
        link_id=link.pk,
        story=_as_printed(link, published, now=now),
        made_for=link.made_for,
        made_by=_name(link.made_by),
        version_of=printed_near(link.revision.at, now=now),
        works_until=printed_near(link.expires_at, now=now),
    )


def went_out_since(published: PublishedArticle | None, link: PreviewLink, *, now: datetime) -> bool:
    """Whether readers got the story, or a new version of it, between the making of the link and `now`. One that is
    scheduled has not gone out, one that was withdrawn afterwards has."""
    if published is None:
        return False
    went_out = max(published.published_at, published.projected_at)
    return published.published_at <= now and link.made_at < went_out <= now


def _live_path(published: PublishedArticle, *, now: datetime) -> str:
    if not published.is_live(now):
        return ""
    return story_path(published.section.slug, published.slug, published.pk)


def _as_printed(link: PreviewLink, published: PublishedArticle | None, *, now: datetime) -> PublishedArticle:
    """The version as an unsaved readers' row, with the corrections that readers have had."""
    content = link.revision.content
    row = project(
        link.article,
        content,
        now=now,
        published_at=publication_time(times_of(content), published, now=now),
        updated_at=published.updated_at if published else None,
        corrections=link.article.corrections.all(),
    )
    if row.coverage_id and not SpecialCoverage.objects.filter(pk=row.coverage_id).exists():
        row.coverage_id = None  # deleted since the link was made
    return row


def _name(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""
