"""Preview: the working copy as it would be published now, without publishing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from articles.models import Article, Likeness, PublishedArticle
from articles.related.candidates import KEPT, likely_stories
from articles.related.ranking import Part
from articles.workflow.checks import rights_problems
from articles.workflow.likeness import traits_of
from articles.workflow.projection import project
from articles.workflow.snapshot import take_snapshot
from articles.workflow.times import publication_time


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """An unsaved readers' row, and what it has in common with published stories: points, and in what, by story id.
    `lost` says which photos readers would not get, and why."""

    story: PublishedArticle
    likeness: Mapping[int, float]
    parts: Mapping[int, Sequence[Part]]
    lost: tuple[str, ...] = ()


def project_working_copy(article_id: int, *, now: datetime) -> WorkingCopy | None:
    """The saved working copy as readers would get it at `now`, or None when there is no such story."""
    article = Article.objects.select_related("published", "coverage").filter(pk=article_id).first()
    if article is None:
        return None
    published = getattr(article, "published", None)
    snapshot = take_snapshot(article_id)
    begins = publication_time(article, published, now=now)
    story = project(
        article,
        snapshot,
        now=now,
        published_at=begins,
        updated_at=published.updated_at if published else None,
        corrections=article.corrections.all(),
    )
    found = likely_stories(traits_of(snapshot), but_not=article_id)
    # Publication keeps no more than the best, and those that are on record from the other side. Were others looked at
    # here, the page would differ from its preview.
    on_record = set(Likeness.objects.filter(story=article_id).values_list("other_id", flat=True))
    likely = found[:KEPT] + [one for one in found[KEPT:] if one.story_id in on_record]
    return WorkingCopy(
        story,
        {one.story_id: one.score for one in likely},
        {one.story_id: one.parts for one in likely},
        tuple(rights_problems(article_id, snapshot, at=max(begins, now), now=now)),
    )
