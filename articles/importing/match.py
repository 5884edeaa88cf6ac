"""Matching: is this story here already, and may the importer write over it?"""

import hashlib
import json
from dataclasses import asdict, dataclass
from enum import StrEnum

from articles.html import cut_paragraphs, plain_text
from articles.importing.story import Story
from articles.models import Article, ImportRecord
from articles.related import title_key

SAME_TEXT = 0.3  # share of paragraphs two versions of one story have in common at least


class Status(StrEnum):
    NEW = "new"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    EDITED = "edited"  # changed at the source, but a person has edited our copy since: hands off
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Match:
    status: Status
    record: ImportRecord | None
    external_id: str


def source_digest(story: Story) -> str:
    """SHA-256 of the story as the source tells it: equal digests, nothing new to import. The banner is not part
    of the story: its stamp differs in every scrape of the same page."""
    parts = {name: part for name, part in asdict(story).items() if name not in ("coverage", "warnings")}
    told = json.dumps(parts, default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def identity_of(story: Story) -> str:
    """SHA-256 of headline and time: finds a story again that comes under another file name."""
    told = f"{title_key(story.headline)}|{story.published_at.isoformat() if story.published_at else ''}"
    return hashlib.sha256(told.encode()).hexdigest()


def match_story(story: Story, *, source: str, external_id: str, path: str) -> Match:
    """Look for the story among those imported from `source`. Reads only.

    A file name alone does not make two stories one: folders of scrapes like to reuse names.
    """
    record, own_id = _find(story, source=source, external_id=external_id, path=path)
    if record is None:
        return Match(Status.NEW, None, own_id)
    if record.source_digest == source_digest(story):
        return Match(Status.UNCHANGED, record, own_id)
    edited = record.article.content_digest != record.content_digest
    return Match(Status.EDITED if edited else Status.UPDATE, record, own_id)


def _find(story: Story, *, source: str, external_id: str, path: str) -> tuple[ImportRecord | None, str]:
    records = ImportRecord.objects.select_related("article").filter(article__source=source)
    same_file = records.filter(path=path).order_by("pk").first()
    if same_file is not None and _is_same_story(same_file, story):
        return same_file, same_file.article.external_id
    same_name = records.filter(article__external_id=external_id).first()
    if same_name is not None and _is_same_story(same_name, story):
        return same_name, external_id
    for by_identity in records.filter(identity=identity_of(story)).order_by("pk"):
        if story.published_at or _shared_text(by_identity.article, story) >= SAME_TEXT:
            return by_identity, by_identity.article.external_id
    if same_name is None:
        return None, external_id
    return None, f"{external_id}-{source_digest(story)[:12]}"


def _is_same_story(record: ImportRecord, story: Story) -> bool:
    """Two scrapes under one name: the same story, changed, or another one that took its place?"""
    article = record.article
    if story.published_at and article.publish_at == story.published_at:
        return True
    if title_key(article.headline) == title_key(story.headline) and story.published_at:
        return True
    return _shared_text(article, story) >= SAME_TEXT


def _shared_text(article: Article, story: Story) -> float:
    ours = {plain_text(html) for html in cut_paragraphs(article.body)}
    theirs = {" ".join(paragraph.split()) for paragraph in story.paragraphs}
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))
