"""The row of buttons under a story: one primary button, named by what will happen when it is pressed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from articles.dates import printed_soon, zone_name
from articles.models import Article, PublishedArticle
from articles.queries.site import story_path
from articles.workflow import may_publish, may_withdraw


@dataclass(frozen=True, slots=True)
class Buttons:
    """`primary` is the input's name, "" when Save is the primary button. `plain_label` is what the primary button says
    once no time in the future is set any more (desk.js keeps the label true while times are typed)."""

    primary: str
    label: str
    plain_label: str
    may_schedule: bool
    zone: str
    preview: str = ""
    on_site: str = ""
    withdraw: str = ""


def buttons_for(article: Article | None, *, user: Any, may_change: bool, now: datetime) -> Buttons:
    """What `user` may do with the story (None: not saved yet) at `now`."""
    published = published_of(article)
    publishes = may_change and (may_publish(user, article) if article else user.has_perm("articles.publish_article"))
    was_live = published is not None and published.withdrawn_at is None and published.published_at <= now
    primary, label, plain = "", "", ""
    if publishes:
        primary, plain = "_publish", _plain_label(published, was_live)
        label = plain if was_live else _with_time(article, plain, now=now)
    elif may_change and (article is None or article.stage == Article.Stage.DRAFT):
        primary, label = "_review", "Send to review"
    return Buttons(
        primary=primary,
        label=label,
        plain_label=plain,
        may_schedule=bool(publishes) and not was_live,
        zone=zone_name(now),
        preview=reverse("articles:preview", args=[article.pk]) if article else "",
        on_site=site_path(published) if published and published.is_live(now) else "",
        withdraw=_withdraw_path(article, published, user),
    )


def published_of(article: Article | None) -> PublishedArticle | None:
    return getattr(article, "published", None) if article else None


def site_path(published: PublishedArticle) -> str:
    """Where readers find a published story."""
    return story_path(published.section.slug, published.slug, published.article_id)


def _plain_label(published: PublishedArticle | None, was_live: bool) -> str:
    if was_live:
        return "Publish update"
    return "Publish again" if published and published.withdrawn_at else "Publish now"


def _with_time(article: Article | None, plain: str, *, now: datetime) -> str:
    times = [moment for moment in (article.publish_at, article.embargo_until) if moment] if article else []
    if times and max(times) > now:
        return f"Schedule for {printed_soon(max(times), now=now)}"
    return plain


def _withdraw_path(article: Article | None, published: PublishedArticle | None, user: Any) -> str:
    if article is None or published is None or published.withdrawn_at is not None or not may_withdraw(user, article):
        return ""
    return reverse("admin:articles_article_withdraw", args=[article.pk])
