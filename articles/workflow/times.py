"""When a story begins to be live: the one rule that publication, its checks and the desk's buttons share."""

from datetime import datetime

from articles.models import Article, PublishedArticle


def publication_time(article: Article, published: PublishedArticle | None, *, now: datetime) -> datetime:
    """When readers see (or saw) the story first, if someone presses Publish at `now`. All aware.

    A story readers have had keeps its time, unless the desk sets another one. The embargo always wins.
    """
    already = published.published_at if published and published.published_at <= now else None
    begins = article.publish_at or already or now
    return max(begins, article.embargo_until) if article.embargo_until else begins
