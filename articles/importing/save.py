"""Saving an imported story as a working copy, through the same verbs as the desk. Pictures are pictures.py."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.html import escape
from django.utils.text import slugify

from articles.html import one_line
from articles.importing.match import Match, identity_of, source_digest
from articles.importing.pictures import place_photos
from articles.importing.story import Story, StoryAuthor, StoryCoverage, StoryUnreadable
from articles.models import (
    Article,
    AuditLine,
    Byline,
    Contributor,
    ImportRecord,
    PublishedArticle,
    RelatedLink,
    Section,
    SpecialCoverage,
)
from articles.related import link_key, title_key
from articles.workflow import note_save

LONGEST_HEADLINE = 300


class EditedMeanwhile(Exception):
    """A person saved the story between the importer's look at it and its writing: hands off."""


PLACED_NAMES = 120


def save_story(
    story: Story, match: Match, *, source: str, path: str, section: Section, by: Any, now: datetime
) -> Article:
    """Write the story over the matched working copy, or as a new draft; all or nothing. Returns the saved Article.

    Raises StoryUnreadable when the story cannot be a story here (a headline of 5,000 characters), and EditedMeanwhile.
    """
    if len(story.headline) > LONGEST_HEADLINE:
        raise StoryUnreadable(f"The headline is longer than {LONGEST_HEADLINE} characters, so this is hardly a story.")
    with transaction.atomic():
        article = _held(match.record) if match.record else Article(source=source, section=section, created_by=by)
        _fill(article, story, external_id=match.external_id)
        article.save()
        _set_bylines(article, story.authors)
        place_photos(article, story.photos)
        _set_related(article, story, now=now)
        note_save(article.pk, by=by, now=now)
        article.refresh_from_db()
        _remember(article, story, path=path, now=now)
        AuditLine.objects.create(article=article, verb=AuditLine.Verb.IMPORTED, detail=path[-400:], at=now, by=by)
    return article


def save_coverage(coverage: StoryCoverage) -> SpecialCoverage:
    """The banner as a special coverage that is not switched on. One that is here keeps its switch; its stamp only moves
    forward, and only while the banner is off: a live banner belongs to the desk."""
    title = one_line(coverage.title)[:120]
    found, created = SpecialCoverage.objects.get_or_create(
        slug=slugify(title)[:120] or "coverage",
        defaults={
            "title": title,
            "label": one_line(coverage.label)[:60],
            "data_updated_at": coverage.updated_at,
            "stale_after": None,  # printed as the source prints it, however long ago that was
        },
    )
    newer = coverage.updated_at and (found.data_updated_at is None or found.data_updated_at < coverage.updated_at)
    if not created and newer and not found.is_on:
        found.data_updated_at = coverage.updated_at
        found.save(update_fields=["data_updated_at"])
    return found


def _held(record: ImportRecord) -> Article:
    """The working copy with its row held until the import of it is through. Raises EditedMeanwhile."""
    article = Article.objects.select_for_update().get(pk=record.article_id)
    if article.content_digest != record.content_digest:
        raise EditedMeanwhile
    return article


def address_from(headline: str) -> str:
    """A slug of whole words, at most 80 characters."""
    slug = slugify(headline)
    if len(slug) > 80:
        slug = slug[:81].rpartition("-")[0] or slug[:80]
    return slug or "story"


def _fill(article: Article, story: Story, *, external_id: str) -> None:
    article.external_id = external_id
    article.headline = story.headline
    article.slug = article.slug or address_from(story.headline)
    article.dek = story.dek
    article.dateline = story.dateline.rstrip(" -–—")[:120]
    article.body = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
    article.publish_at = story.published_at


def _set_bylines(article: Article, authors: tuple[StoryAuthor, ...]) -> None:
    article.bylines.all().delete()
    contributors = dict.fromkeys(contributor_for(author) for author in authors)
    Byline.objects.bulk_create(
        Byline(article=article, contributor=contributor, position=position)
        for position, contributor in enumerate(contributors)
    )


def contributor_for(author: StoryAuthor) -> Contributor:
    """The contributor of this name and kind, made if there is none."""
    name = one_line(author.name)[:PLACED_NAMES]
    found = Contributor.objects.filter(name=name, kind=author.kind).first()
    if found:
        return found
    slug = _free(slugify(name)[:100] or "author", lambda slug: Contributor.objects.filter(slug=slug).exists())
    return Contributor.objects.create(name=name, kind=author.kind, slug=slug)


def _free(slug: str, taken: Callable[[str], bool]) -> str:
    number, candidate = 1, slug
    while taken(candidate):
        number += 1
        candidate = f"{slug}-{number}"
    return candidate


def _set_related(article: Article, story: Story, *, now: datetime) -> None:
    """Related headlines as links in the text, each story once, never the story itself. A headline that readers can find
    here becomes a link to our story; one whose address the source lost keeps its words."""
    article.related_links.all().delete()
    seen = {title_key(story.headline), link_key(target_id=article.pk)}
    for position, link in enumerate(story.related):
        title = one_line(link.title)[:300]
        target = None if link.url else _live_story_called(title, now=now, but_not=article.pk)
        key = link_key(target_id=target, url=link.url, title=title) or link_key(title=title)
        if not title or not key or key in seen or title_key(title) in seen:
            continue
        seen |= {key, title_key(title)}
        RelatedLink.objects.create(
            article=article,
            target_id=target,
            url=link.url[:2000] if key.startswith("url:") else "",
            title="" if target else title,
            placement=RelatedLink.Placement.INLINE,
            after_paragraph=link.after_paragraph,
            position=position,
        )


def _live_story_called(title: str, *, now: datetime, but_not: int) -> int | None:
    live = PublishedArticle.objects.live(now).exclude(pk=but_not)
    return live.filter(headline_key=title_key(title)).values_list("pk", flat=True).first()


def _remember(article: Article, story: Story, *, path: str, now: datetime) -> None:
    ImportRecord.objects.update_or_create(
        article=article,
        defaults={
            "path": path[-500:],
            "source_digest": source_digest(story),
            "content_digest": article.content_digest,
            "identity": identity_of(story),
            "imported_at": now,
        },
    )
