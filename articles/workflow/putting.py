"""Putting a snapshot into the rows of a story: its own row, topics, names, photos, related stories. What has been
deleted since is left out and told of. Rows that are there already are kept, so that forms which show them still know
them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from articles.models import (
    Article,
    ArticlePhoto,
    Byline,
    Contributor,
    Photo,
    RelatedLink,
    Section,
    SpecialCoverage,
    Topic,
)
from articles.related import link_key
from articles.workflow.older import TEXTS, TIMES, in_todays_shape
from articles.workflow.snapshot import Snapshot

LONGEST_URL = 2000


def put_content(article_id: int, content: Snapshot) -> list[str]:
    """Write a snapshot into the working copy. Call it inside a transaction that holds the story's row, and note_save()
    afterwards. Returns a sentence for each thing that could not be brought back; everything else is.

    Where nothing is gone, the working copy then has the digest of the snapshot.
    """
    content = in_todays_shape(content)
    article = Article.objects.get(pk=article_id)
    photos = _found(Photo.objects.all(), [content["lead"], *content["photos"]], "photo")
    gone = [
        *_put_row(article, content, photos),
        *_put_topics(article, content),
        *_put_bylines(article, content),
        *_put_photos(article, content, photos),
        *_put_links(article, content),
    ]
    return list(dict.fromkeys(gone))


def _put_row(article: Article, content: Snapshot, photos: dict[int, Photo]) -> list[str]:
    gone = []
    for name in TEXTS:
        longest = getattr(Article._meta.get_field(name), "max_length", None)
        setattr(article, name, content[name][:longest])
    gone += _put_section(article, content["section"])
    gone += _put_coverage(article, content["coverage"])
    gone += _put_share_photo(article, content["share_photo"])
    if lead := content["lead"]:
        article.lead_photo = photos.get(lead["photo"])
        article.lead_caption = _own_caption(lead, article.lead_photo)
        article.lead_alt_decision, article.lead_alt_text = lead["own_alt"]["decision"], lead["own_alt"]["text"][:300]
        article.lead_crop = lead["crop"]
        gone += [] if article.lead_photo else [f"The lead photo {_quoted(lead['caption'])} has been deleted."]
    else:
        article.lead_photo, article.lead_crop = None, None
        article.lead_alt_decision = article.lead_alt_text = ""
    gone += _put_times(article, content)
    lead_columns = ("lead_photo", "lead_caption", "lead_alt_decision", "lead_alt_text", "lead_crop")
    article.save(update_fields=[*TEXTS, *TIMES, *lead_columns, "section", "coverage", "share_photo"])
    return gone


def _put_section(article: Article, section: dict[str, Any] | None) -> list[str]:
    """A story without a section cannot go out, so it stays where it is rather than in none."""
    if section is None:
        article.section = None
        return []
    found = Section.objects.filter(pk=section["id"]).first()
    if found:
        article.section = found
        return []
    stays = f"the story stays in {_quoted(article.section.name)}" if article.section else "choose another one"
    return [f"The section {_quoted(section['name'])} has been deleted: {stays}."]


def _put_coverage(article: Article, coverage: dict[str, Any] | None) -> list[str]:
    article.coverage = SpecialCoverage.objects.filter(pk=coverage["id"]).first() if coverage else None
    if coverage and not article.coverage:
        return [f"The special coverage {_quoted(coverage['title'])} has been deleted."]
    return []


def _put_share_photo(article: Article, photo: dict[str, Any] | None) -> list[str]:
    article.share_photo = Photo.objects.filter(pk=photo["id"]).first() if photo else None
    if photo and not article.share_photo:
        return [f"The photo for sharing {_quoted(photo['title'])} has been deleted."]
    return []


def _put_times(article: Article, content: Snapshot) -> list[str]:
    times = {name: _moment(content[name]) for name in TIMES}
    unread = any(content[name] and times[name] is None for name in TIMES)
    publish_at, expires_at = times["publish_at"], times["expires_at"]
    if unread or (publish_at and expires_at and expires_at <= publish_at):
        return ["The times of that version could not be read. Look at the Publishing tab."]
    for name, moment in times.items():
        setattr(article, name, moment)
    return []


def _moment(value: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if value else None
    except ValueError:
        return None
    return timezone.make_aware(moment) if moment and timezone.is_naive(moment) else moment


def _put_topics(article: Article, content: Snapshot) -> list[str]:
    found = _found(Topic.objects.all(), content["topics"], "id")
    article.topics.set(found.values())
    return [
        f"The topic {_quoted(topic['name'])} has been deleted."
        for topic in content["topics"]
        if topic["id"] not in found
    ]


def _put_bylines(article: Article, content: Snapshot) -> list[str]:
    found = _found(Contributor.objects.all(), content["bylines"], "id")
    wanted = list(dict.fromkeys(line["id"] for line in content["bylines"] if line["id"] in found))
    rows = {row.contributor_id: row for row in article.bylines.all()}
    if wanted != list(rows):
        article.bylines.exclude(contributor_id__in=wanted).delete()
        for position, contributor_id in enumerate(wanted):
            row = rows.get(contributor_id) or Byline(article=article, contributor_id=contributor_id)
            row.position = position
            row.save()
    return [
        f"{_quoted(line['name'])} has been deleted from the contributors."
        for line in content["bylines"]
        if line["id"] not in found
    ]


def _put_photos(article: Article, content: Snapshot, photos: dict[int, Photo]) -> list[str]:
    wanted = {use["photo"]: use for use in content["photos"] if use["photo"] in photos}
    rows = {row.photo_id: row for row in article.photos.all()}
    in_order = list(rows) == list(wanted)
    article.photos.exclude(photo_id__in=wanted).delete()
    for position, (photo_id, use) in enumerate(wanted.items()):
        row = rows.get(photo_id) or ArticlePhoto(article=article, photo_id=photo_id)
        row.position = row.position if in_order else position
        row.caption = _own_caption(use, photos[photo_id])
        row.alt_decision, row.alt_text = use["own_alt"]["decision"], use["own_alt"]["text"][:300]
        row.crop, row.in_gallery = use["crop"], use["gallery"]
        row.in_text = use["after_paragraph"] is None
        row.after_paragraph = row.after_paragraph if row.in_text else use["after_paragraph"]
        row.save()
    return [
        f"The photo {_quoted(use['caption'])} has been deleted."
        for use in content["photos"]
        if use["photo"] not in photos
    ]


def _put_links(article: Article, content: Snapshot) -> list[str]:
    targets = [link for link in content["related"] if link["article_id"]]
    found = _found(Article.objects.only("pk"), targets, "article_id")
    rows: dict[tuple[str, bool], list[RelatedLink]] = {}
    for row in article.related_links.all():
        rows.setdefault((row.story_key, row.repeat_on_purpose), []).append(row)
    gone: list[str] = []
    wanted: list[tuple[tuple[str, bool], RelatedLink]] = []
    for link in content["related"]:
        new = _link_of(article, link)
        known = (new.story_key, new.repeat_on_purpose)
        if not _can_stand(new, found) or (not new.repeat_on_purpose and known in {each[0] for each in wanted}):
            gone.append(f"The related story {_quoted(link['own_title'] or link['title'] or link['url'])} is gone.")
            continue
        waiting = rows.get(known)
        new.pk = waiting.pop(0).pk if waiting else None
        wanted.append((known, new))
    article.related_links.exclude(pk__in=[new.pk for _known, new in wanted if new.pk]).delete()
    for position, (_known, new) in enumerate(wanted):
        new.position = position
        new.save()
    return gone


def _link_of(article: Article, link: dict[str, Any]) -> RelatedLink:
    target, url = link["article_id"], link["url"]
    title = link["own_title"] if target else link["own_title"] or link["title"]
    return RelatedLink(
        article=article,
        target_id=target,
        url=url,
        title=title[:300],
        placement=link["placement"] if link["placement"] in RelatedLink.Placement.values else "sidebar",
        after_paragraph=link["after_paragraph"],
        repeat_on_purpose=link["repeat"],
        story_key=link_key(target_id=target, url=url, title=title[:300]),
    )


def _can_stand(link: RelatedLink, found: dict[int, Any]) -> bool:
    """What the database asks of a related story."""
    if link.target_id:
        return link.target_id in found and link.target_id != link.article_id
    return bool(link.title and link.story_key) and len(link.url) <= LONGEST_URL


def _own_caption(use: dict[str, Any], photo: Photo | None) -> str:
    """The caption of the story itself. Versions of older releases do not tell it from the photo's own."""
    if "own_caption" in use:
        return str(use["own_caption"] or "")
    caption = str(use["caption"])
    return "" if photo and caption == photo.caption else caption


def _found(rows: QuerySet[Any], named: Iterable[dict[str, Any] | None], key: str) -> dict[int, Any]:
    """The rows that are still there of those that a snapshot names, by their number."""
    return dict(rows.in_bulk([each[key] for each in named if each]))


def _quoted(name: str) -> str:
    return f"“{name[:80]}”" if name else "without a name"
