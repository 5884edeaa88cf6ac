"""The row of buttons under a story: one primary button, named by what will happen when it is pressed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from articles.dates import printed_soon, zone_name
from articles.models import Article, PublishedArticle
from articles.queries.site import story_path
from articles.workflow import may_publish, may_withdraw
from articles.workflow.permissions import may_take_back, why_not_publish

# The name of the button says what whoever presses it knows of the story: a form that was opened while readers had it
# does not bring it back when it was withdrawn meanwhile.
PUBLISH, PUBLISH_AGAIN = "_publish", "_publish_again"
DRAFT, IN_REVIEW, READY = Article.Stage.DRAFT, Article.Stage.IN_REVIEW, Article.Stage.READY


@dataclass(frozen=True, slots=True)
class Buttons:
    """`primary` is the input's name, "" when Save is the primary button. `plain_label` is what the primary button says
    once no time in the future is set any more (desk.js keeps the label true while times are typed). `others` are the
    names and words of the buttons that hand the story over. All of them save first."""

    primary: str
    label: str
    plain_label: str
    may_schedule: bool
    zone: str
    others: tuple[tuple[str, str], ...] = ()
    preview: str = ""
    on_site: str = ""
    withdraw: str = ""
    why_not: str = ""  # why an editor finds no button to publish with


def buttons_for(article: Article | None, *, user: Any, may_change: bool, now: datetime) -> Buttons:
    """What `user` may do with the story (None: not saved yet) at `now`."""
    published = published_of(article)
    publishes = bool(
        may_change and (may_publish(user, article) if article else user.has_perm("articles.publish_article"))
    )
    had_readers = published is not None and published.published_at <= now
    primary, label, plain = "", "", ""
    if publishes:
        is_withdrawn = published is not None and published.withdrawn_at is not None
        primary, plain = PUBLISH_AGAIN if is_withdrawn else PUBLISH, _plain_label(published, had_readers)
        label = plain if had_readers else _with_time(article, plain, now=now)
    elif may_change and _may_be_sent(article, published):
        primary, label = "_review", "Send to review"
    return Buttons(
        primary=primary,
        label=label,
        plain_label=plain,
        may_schedule=publishes and not had_readers,
        zone=zone_name(now),
        others=_hand_overs(article, user, publishes=publishes) if may_change else (),
        preview=reverse("articles:preview", args=[article.pk]) if article else "",
        on_site=site_path(published) if published and published.is_live(now) else "",
        withdraw=_withdraw_path(article, published, user),
        why_not=_why_not(article, user) if may_change and not publishes else "",
    )


def published_of(article: Article | None) -> PublishedArticle | None:
    return getattr(article, "published", None) if article else None


def site_path(published: PublishedArticle) -> str:
    """Where readers find a published story."""
    return story_path(published.section.slug, published.slug, published.article_id)


def _may_be_sent(article: Article | None, published: PublishedArticle | None) -> bool:
    """A draft, and a published story: what is typed into its form now may be sent with the same press."""
    return article is None or article.stage == DRAFT or (article.stage == READY and published is not None)


def _hand_overs(article: Article | None, user: Any, *, publishes: bool) -> tuple[tuple[str, str], ...]:
    stage = article.stage if article else DRAFT
    if not publishes:
        mine = article is not None and stage == IN_REVIEW and may_take_back(user, article)
        return (("_take_back", "Take back"),) if mine else ()
    if stage == DRAFT:
        return (("_review", "Send to review"),)
    if stage == IN_REVIEW:
        return (("_ready", "Mark ready"), ("_send_back", "Send back…"))
    return () if published_of(article) else (("_send_back", "Send back…"),)


def _plain_label(published: PublishedArticle | None, had_readers: bool) -> str:
    """The dots say that a page asks first: what readers are told about the change."""
    if published is not None and published.withdrawn_at is not None:
        return "Publish again"
    return "Publish update…" if had_readers else "Publish now"


def _with_time(article: Article | None, plain: str, *, now: datetime) -> str:
    times = [moment for moment in (article.publish_at, article.embargo_until) if moment] if article else []
    if times and max(times) > now:
        return f"Schedule for {printed_soon(max(times), now=now)}"
    return plain


def _why_not(article: Article | None, user: Any) -> str:
    """Said to those who publish elsewhere. A reporter knows who publishes, and is not told each time."""
    return why_not_publish(user, article) if article and user.has_perm("articles.publish_article") else ""


def _withdraw_path(article: Article | None, published: PublishedArticle | None, user: Any) -> str:
    if article is None or published is None or published.withdrawn_at is not None or not may_withdraw(user, article):
        return ""
    return reverse("admin:articles_article_withdraw", args=[article.pk])
