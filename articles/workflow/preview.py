"""Preview: the working copy as it would be published now, without publishing it."""

from datetime import datetime

from articles.models import Article, PublishedArticle
from articles.workflow.projection import project
from articles.workflow.snapshot import take_snapshot
from articles.workflow.times import publication_time


def project_working_copy(article_id: int, *, now: datetime) -> PublishedArticle | None:
    """The saved working copy as an unsaved readers' row, or None when there is no such story."""
    article = Article.objects.select_related("published").filter(pk=article_id).first()
    if article is None:
        return None
    published = getattr(article, "published", None)
    return project(
        article,
        take_snapshot(article_id),
        now=now,
        published_at=publication_time(article, published, now=now),
        updated_at=published.updated_at if published else None,
        corrections=article.corrections.all(),
    )
