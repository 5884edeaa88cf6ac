"""States: where a story stands, told from its working copy and from what readers see."""

from datetime import datetime
from enum import Enum

from articles.dates import printed_soon
from articles.models import Article, PublishedArticle


class State(Enum):
    DRAFT = "Draft"
    IN_REVIEW = "In review"
    READY = "Ready"
    SCHEDULED = "Scheduled"
    LIVE = "Live"
    LIVE_CHANGED = "Live with unpublished changes"
    EXPIRED = "Taken down"
    WITHDRAWN = "Withdrawn"


_STAGES = {Article.Stage.DRAFT: State.DRAFT, Article.Stage.IN_REVIEW: State.IN_REVIEW, Article.Stage.READY: State.READY}


def published_of(article: Article) -> PublishedArticle | None:
    """What readers have of this story, or None if it was never published."""
    return getattr(article, "published", None)


def story_state(article: Article, *, now: datetime) -> State:
    """Where the story stands at `now`. Reads `article.published`: select it along when asking for many."""
    published = published_of(article)
    if published is None:
        return _STAGES[Article.Stage(article.stage)]
    if published.withdrawn_at is not None:
        return State.WITHDRAWN
    if published.published_at > now:
        return State.SCHEDULED
    if published.expires_at is not None and published.expires_at <= now:
        return State.EXPIRED
    return State.LIVE if article.content_digest == published.content_digest else State.LIVE_CHANGED


def state_words(article: Article, *, now: datetime) -> str:
    """The state as the desk prints it: "Live", "Scheduled for 6:00 AM ET"."""
    state = story_state(article, now=now)
    published = published_of(article)
    if state is State.SCHEDULED and published is not None:
        return f"Scheduled for {printed_soon(published.published_at, now=now)}"
    return state.value
