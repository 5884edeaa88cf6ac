"""A new story on the short way to readers, for factories.py: what the door (articles/workflow/publish.py) leaves of it,
without asking the database for what a new story cannot have. tests/test_factories.py holds the two together."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from articles.models import Article, AuditLine, Contributor, Errand, Likeness, PublishedArticle, Revision, Topic, Trait
from articles.related.candidates import KEPT, likely_stories, likeness_rows
from articles.search.index import write_stories
from articles.workflow import UpdateKind
from articles.workflow.checks import refuse_if
from articles.workflow.errands import write_errands
from articles.workflow.likeness import traits_of
from articles.workflow.listings import list_story
from articles.workflow.picture_sizes import prints_pictures
from articles.workflow.projection import project
from articles.workflow.release import Release, release_problems, verb_of
from articles.workflow.snapshot import Snapshot, digest_of, snapshot_of
from articles.workflow.times import publication_time, times_of


@transaction.atomic
def release_new(
    article: Article, *, topics: Sequence[Topic], authors: Sequence[Contributor], at: datetime
) -> PublishedArticle:
    """Publish a story just made, with one revision, these topics and authors, and no photos or links beside it."""
    topics = sorted(topics, key=lambda topic: topic.name)
    snapshot = snapshot_of(article, topics=topics, contributors=authors, photos=(), links=())
    out = Release(
        article=article,
        before=None,
        snapshot=snapshot,
        version=article.lock_version,
        kind=UpdateKind.SILENT,
        note="",
        by=None,
        now=at,
    )
    refuse_if(release_problems(out))
    published = _readers_row(out, authors)
    list_story(published, snapshot, fresh=True)
    digest = published.content_digest
    Article.objects.filter(pk=article.pk).update(
        has_been_out=True, stage=Article.Stage.READY, content_digest=digest, is_changed=False
    )
    _index(published, snapshot)
    _write_errands(out, published)
    AuditLine.objects.create(
        article_id=article.pk,
        verb=verb_of(out, published),
        detail=f"for {published.printed_at}",
        revision=published.revision,
        at=at,
        by=None,
    )
    return published


def _readers_row(out: Release, authors: Sequence[Contributor]) -> PublishedArticle:
    published = project(
        out.article,
        out.snapshot,
        now=out.now,
        published_at=publication_time(times_of(out.snapshot), None, now=out.now),
        updated_at=None,
        addresses={author.pk: author.slug for author in authors},
    )
    published.revision = Revision.objects.create(
        article_id=out.article.pk,
        number=2,
        content=out.snapshot,
        digest=digest_of(out.snapshot),
        kind=Revision.Kind.PUBLISHED,
        version=out.version,
        reason="Published",
        at=out.now,
    )
    published.save(force_insert=True)
    return published


def _index(published: PublishedArticle, snapshot: Snapshot) -> None:
    traits = traits_of(snapshot)
    numbers = sorted({trait.trait for trait in traits})
    Trait.objects.bulk_create(Trait(trait=number, story_id=published.pk) for number in numbers)
    likely = likely_stories(traits, but_not=published.pk, limit=KEPT)
    Likeness.objects.bulk_create(likeness_rows(published.pk, likely))
    write_stories([published])


def _write_errands(out: Release, published: PublishedArticle) -> None:
    Step = Errand.Step  # noqa: N806 (a class)
    due = {Step.ANNOUNCE: max(published.published_at, out.now), Step.KEYS: out.now}
    if published.expires_at is not None:
        due[Step.EXPIRE] = published.expires_at
    if prints_pictures(published):
        due[Step.PICTURES] = out.now
    write_errands(published.pk, due, now=out.now, first=True, fresh=True)
