"""Releases: one content of a story on its way to readers, from the checks to everything that is written. Used by the
verbs of publish.py, which hold the story's row and ask who may; the finished row itself is made in projection.py."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.models import (
    Article,
    AuditLine,
    Correction,
    Errand,
    Photo,
    PublishedArticle,
    Revision,
    Section,
    SpecialCoverage,
)
from articles.related.candidates import index_story
from articles.search.index import write_stories
from articles.workflow.checks import content_problems, note_problems, rights_problems, time_problems
from articles.workflow.errands import write_errands
from articles.workflow.kinds import EFFECTS, UpdateKind
from articles.workflow.likeness import traits_of
from articles.workflow.listings import list_story, photos_of
from articles.workflow.picture_sizes import prints_pictures
from articles.workflow.projection import project
from articles.workflow.snapshot import Snapshot, digest_of, take_revision
from articles.workflow.times import publication_time, times_of

log = logging.getLogger("newsroom.workflow")


@dataclass(frozen=True, slots=True)
class Release:
    """`before`: what readers have, or had. `version`: the working copy's with this content. `is_old`: the content is a
    revision's, and the working copy may have moved on. `by`, `kind` and `note` as in publish_article."""

    article: Article
    before: PublishedArticle | None
    snapshot: Snapshot
    version: int | None
    kind: UpdateKind
    note: str
    by: Any
    now: datetime
    is_old: bool = False

    @property
    def was_live(self) -> bool:
        return self.before is not None and self.before.published_at <= self.now

    @property
    def told(self) -> bool:
        return self.was_live and EFFECTS[self.kind].moves_updated

    @property
    def note_kind(self) -> Correction.Kind | None:
        """None: no note goes with it."""
        return EFFECTS[self.kind].note if self.was_live else None


def release_problems(out: Release) -> list[str]:
    """What keeps this from going out, in sentences. Call it in the transaction that puts it out."""
    problems = note_problems(out.kind, out.note) if out.was_live or EFFECTS[out.kind].takes_down else []
    # Who takes a photo back now waits for this, or this for them: whatever comes second knows of the other.
    Photo.objects.filter(pk__in=photos_of(out.snapshot)).hold_for_printing()
    at = publication_time(times_of(out.snapshot), out.before, now=out.now)
    problems += content_problems(out.snapshot)
    problems += rights_problems(out.article.pk, out.snapshot, at=max(at, out.now), now=out.now)
    section = out.snapshot["section"]
    if out.is_old and section and not Section.objects.filter(pk=section["id"]).exists():
        problems.append(f"The section “{section['name']}” is gone. Publish a version that is in another one.")
    return problems + time_problems(times_of(out.snapshot), out.before, now=out.now)


def is_old_news(out: Release) -> bool:
    """Whether readers have exactly this already, note included; a second click on the button brings the same again."""
    before = out.before
    if before is None or before.withdrawn_at is not None or before.content_digest != digest_of(out.snapshot):
        return False
    if out.note_kind is None:
        return True
    return Correction.objects.filter(after=before.revision_id, kind=out.note_kind, note=out.note.strip()).exists()


def put_out(out: Release) -> PublishedArticle:
    """Revision, correction, the new readers' row, and the errands that follow. Call it in a transaction that holds the
    story's row."""
    revision = take_revision(
        out.article.pk,
        out.snapshot,
        kind=Revision.Kind.PUBLISHED,
        version=out.version,
        reason=f"Published: {out.kind.label}" if out.was_live else "Published",
        now=out.now,
        by=out.by,
    )
    if out.before is not None and out.note_kind is not None:
        Correction.objects.create(
            article=out.article,
            kind=out.note_kind,
            note=out.note.strip(),
            before=out.before.revision,
            after=revision,
            at=out.now,
            by=out.by,
        )
    published = _readers_row(out)
    published.revision = revision
    published.save(force_insert=out.before is None, force_update=out.before is not None)
    list_story(published, out.snapshot, fresh=out.before is None)
    _keep_working_copy_true(out, published)
    _write_errands(out, published, indexed=_indexed(out, published))
    return published


def _readers_row(out: Release) -> PublishedArticle:
    before = out.before
    row = project(
        out.article,
        out.snapshot,
        now=out.now,
        published_at=publication_time(times_of(out.snapshot), before, now=out.now),
        updated_at=out.now if out.told else before.updated_at if before else None,
        corrections=out.article.corrections.all(),
    )
    if out.is_old and row.coverage_id and not SpecialCoverage.objects.filter(pk=row.coverage_id).exists():
        row.coverage_id = None
    return row


def _keep_working_copy_true(out: Release, published: PublishedArticle) -> None:
    article = Article.objects.filter(pk=out.article.pk)
    if out.is_old and out.article.content_digest != published.content_digest:
        article.update(has_been_out=True, is_changed=True)
    else:
        digest = published.content_digest
        article.update(has_been_out=True, stage=Article.Stage.READY, content_digest=digest, is_changed=False)


def _indexed(out: Release, published: PublishedArticle) -> bool:
    """Whether it worked out which stories are alike, and whether readers can search for it. The story goes out without,
    and both are tried again. Each is in a savepoint of its own."""
    worked = True
    try:
        index_story(out.article.pk, traits_of(out.snapshot))
    except Exception:
        log.exception("story %s went out, but could not be compared with others", out.article.pk)
        worked = False
    try:
        write_stories([published])
    except Exception:
        log.exception("story %s went out, but cannot be searched for yet", out.article.pk)
        worked = False
    return worked


def _write_errands(out: Release, published: PublishedArticle, *, indexed: bool) -> None:
    Step = Errand.Step  # noqa: N806 (a class)
    due = {Step.ANNOUNCE: max(published.published_at, out.now), Step.KEYS: out.now}
    if published.expires_at is not None:
        due[Step.EXPIRE] = published.expires_at
    if not indexed:
        due[Step.INDEX] = out.now
    if prints_pictures(published):
        due[Step.PICTURES] = out.now
    write_errands(published.pk, due, now=out.now, first=not out.was_live, fresh=out.before is None)


def verb_of(out: Release, published: PublishedArticle) -> AuditLine.Verb:
    """What the log calls it."""
    if published.published_at > out.now:
        return AuditLine.Verb.SCHEDULED
    if out.before is None or out.before.withdrawn_at is not None or not out.was_live:
        return AuditLine.Verb.PUBLISHED
    return AuditLine.Verb.UPDATED
