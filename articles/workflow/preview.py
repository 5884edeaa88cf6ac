"""Preview: the working copy as it would be published now, without publishing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from articles.models import Article, PublishedArticle
from articles.related.candidates import likely_stories
from articles.related.ranking import Part
from articles.workflow.likeness import traits_of
from articles.workflow.projection import project
from articles.workflow.snapshot import take_snapshot
from articles.workflow.times import publication_time


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """An unsaved readers' row, and what it has in common with published stories: points, and in what, by story id."""

    story: PublishedArticle
    likeness: Mapping[int, float]
    parts: Mapping[int, Sequence[Part]]


def project_working_copy(article_id: int, *, now: datetime) -> WorkingCopy | None:
    """The saved working copy as readers would get it at `now`, or None when there is no such story."""
    article = Article.objects.select_related("published", "coverage").filter(pk=article_id).first()
    if article is None:
        return None
    published = getattr(article, "published", None)
    snapshot = take_snapshot(article_id)
    story = project(
        article,
        snapshot,
        now=now,
        published_at=publication_time(article, published, now=now),
        updated_at=published.updated_at if published else None,
        corrections=article.corrections.all(),
    )
    likely = likely_stories(traits_of(snapshot), but_not=article_id)
    return WorkingCopy(
        story,
        {one.story_id: one.score for one in likely},
        {one.story_id: one.parts for one in likely},
    )
