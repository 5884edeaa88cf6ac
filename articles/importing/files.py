"""Importing files: each one read, matched, saved and published on its own, so that a bad one never stops the rest."""

import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import IntegrityError

from articles.dates import newsroom_zone
from articles.importing.formats.scrape import read_scrape
from articles.importing.match import Match, Status, identity_of, match_story, source_digest
from articles.importing.pictures import attach_pictures
from articles.importing.save import EditedMeanwhile, save_coverage, save_story
from articles.importing.story import Story, StoryUnreadable
from articles.models import Article, PublishedArticle, Section
from articles.workflow import PublicationRefused, publish_article

log = logging.getLogger("newsroom.importing")
SOURCE = "scrape"
LARGEST_FILE = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Options:
    """What the person who runs the import asked for. `photos` is a folder of pictures or None."""

    section: Section | None
    publish: bool = False
    dry_run: bool = False
    photos: Path | None = None
    by: Any = None


@dataclass(slots=True)
class Outcome:
    """What became of one file. `error` is a sentence, empty when all went well; `notes` are further sentences."""

    path: Path
    status: Status
    error: str = ""
    story: Story | None = None
    article_id: int | None = None
    published: bool = False
    notes: list[str] = field(default_factory=list)


def story_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files behind the paths, folders searched for .txt files in the order of their names, each file once."""
    seen: set[Path] = set()
    for path in paths:
        for file in _text_files(path) if path.is_dir() else [path]:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _text_files(folder: Path) -> list[Path]:
    """What is hidden, a file or a whole folder, stays out."""
    found = (path for path in folder.rglob("*") if path.suffix.lower() == ".txt" and path.is_file())
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))


def printable(path: Path) -> str:
    """A path for the screen and the database: on disk it may hold bytes that are no text."""
    return os.fsencode(path).decode(errors="replace")


def import_file(path: Path, options: Options, *, now: datetime, seen: dict[str, str] | None = None) -> Outcome:
    """Import one file; never raises for what is wrong with the file. `seen` lives as long as a run: by it a dry run,
    which saves nothing, knows a story again that came under another name before."""
    try:
        return _import(path, options, now=now, seen={} if seen is None else seen)
    except (StoryUnreadable, PublicationRefused) as refused:
        return Outcome(path, Status.ERROR, error=str(refused))
    except OSError as error:
        return Outcome(path, Status.ERROR, error=f"The file cannot be read: {error.strerror or error}.")
    except IntegrityError:
        log.warning("Import of %s met a simultaneous one", path, exc_info=True)
        return Outcome(
            path, Status.ERROR, error="Somebody else is saving this story at this moment. Run the import again."
        )
    except Exception:
        log.exception("Import of %s failed", path)
        return Outcome(path, Status.ERROR, error="The file could not be imported; the reason is in the log.")


def _import(path: Path, options: Options, *, now: datetime, seen: dict[str, str]) -> Outcome:
    if path.stat().st_size > LARGEST_FILE:
        raise StoryUnreadable(
            f"The file is larger than {LARGEST_FILE // (1024 * 1024)} MB, so this is hardly one story."
        )
    story = read_scrape(path.read_bytes(), zone=newsroom_zone())
    resolved = printable(path.resolve())
    match = match_story(story, source=SOURCE, external_id=Path(resolved).stem[:180], path=resolved[-500:])
    outcome = Outcome(path, match.status, story=story, notes=list(story.warnings))
    if match.record:
        outcome.article_id = match.record.article_id
    if options.dry_run:
        outcome.status = _as_if_saved(story, match.status, seen)
        return outcome
    try:
        article = _saved(story, match, path=resolved, options=options, now=now)
    except EditedMeanwhile:
        outcome.status = Status.EDITED
        return outcome
    if story.coverage:
        save_coverage(story.coverage)
    outcome.article_id = article.pk
    if options.photos:
        outcome.notes += attach_pictures(article, options.photos, stem=path.stem, by=options.by, now=now)
    if options.publish and match.status is not Status.EDITED:
        _publish(article, outcome, by=options.by, now=now)
    return outcome


def _as_if_saved(story: Story, status: Status, seen: dict[str, str]) -> Status:
    """What the status would be if the files before this one had been saved."""
    identity, digest = identity_of(story), source_digest(story)
    before = seen.get(identity)
    seen[identity] = digest
    if status is not Status.NEW or before is None:
        return status
    return Status.UNCHANGED if before == digest else Status.UPDATE


def _saved(story: Story, match: Match, *, path: str, options: Options, now: datetime) -> Article:
    if match.record and match.status in (Status.UNCHANGED, Status.EDITED):
        return match.record.article
    assert options.section is not None  # only a dry run goes without one, and it does not come here
    return save_story(story, match, source=SOURCE, path=path, section=options.section, by=options.by, now=now)


def _publish(article: Article, outcome: Outcome, *, by: Any, now: datetime) -> None:
    """Publish what is new here. What the desk has withdrawn stays withdrawn, and what a person changed since the last
    publication goes out by that person's hand only."""
    published = PublishedArticle.objects.filter(pk=article.pk).first()
    if published and published.withdrawn_at:
        outcome.notes.append("The desk has withdrawn this story; it stays withdrawn.")
        return
    record = article.import_record
    if article.content_digest != record.content_digest:
        if published is None or published.content_digest != article.content_digest:
            outcome.notes.append("Somebody has edited this story here since; publish it from the desk.")
        return
    try:
        story = publish_article(article.pk, by=by, now=now)
    except PublicationRefused as refused:
        outcome.status, outcome.error = Status.ERROR, f"Saved as a draft, but not published. {refused}"
        return
    if published is None or published.revision_id != story.revision_id:
        outcome.published = True
        outcome.notes.append("Published." if story.published_at <= now else f"Scheduled for {story.printed_at}.")
