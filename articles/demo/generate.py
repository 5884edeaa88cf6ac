"""Stories by the thousand, for measuring how the newsroom behaves when it is big: bulk rows, already published.

They skip the door on purpose (a door is not built for 100,000 at once), but the readers' rows are made by the same
projection, and a test holds that a generated story equals what publishing it would have made.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.html import escape

from articles.demo.words import make_headline, make_paragraph
from articles.importing import address_from
from articles.models import Article, Byline, Contributor, Photo, PublishedArticle, RelatedLink, Revision, Section, Topic
from articles.related import article_key
from articles.workflow.projection import project
from articles.workflow.snapshot import digest_of, snapshot_of

BATCH = 1000
YEARS = 6
SECTIONS = ("News", "Politics", "Business", "Science", "Culture", "Sport")
TOPICS, CONTRIBUTORS = 300, 120
REASON = "Generated for measuring"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What generated stories point at."""

    sections: list[Section]
    topics: list[Topic]
    contributors: list[Contributor]
    photos: list[Photo]


@dataclass(frozen=True, slots=True)
class Text:
    headline: str
    paragraphs: list[str]


def generate_articles(count: int, *, now: datetime, seed: int = 1, source: Path | None = None) -> Iterator[int]:
    """Make `count` published stories spread over six years before `now`; yields after each batch how many it made.

    `source` is a JSON-lines file with "headline" and "body" to take texts from, in turns. Same seed, same stories.
    Each batch is one transaction: interrupted half-way, whole batches stay.
    """
    chance = random.Random(seed)
    around = _surroundings()
    texts = _texts(chance, source)
    for done in range(0, count, BATCH):
        size = min(BATCH, count - done)
        with transaction.atomic():
            _make_batch([next(texts) for _ in range(size)], around, chance, now=now)
        yield size


def _surroundings() -> Surroundings:
    sections = [
        Section.objects.get_or_create(slug=name.lower(), defaults={"name": name, "position": place})[0]
        for place, name in enumerate(SECTIONS)
    ]
    Topic.objects.bulk_create(
        (Topic(name=f"Topic {number}", slug=f"topic-{number}") for number in range(TOPICS)), ignore_conflicts=True
    )
    Contributor.objects.bulk_create(
        (Contributor(name=f"Reporter {number}", slug=f"reporter-{number}") for number in range(CONTRIBUTORS)),
        ignore_conflicts=True,
    )
    return Surroundings(
        sections,
        list(Topic.objects.filter(slug__startswith="topic-").order_by("id")),
        list(Contributor.objects.filter(slug__startswith="reporter-").order_by("id")),
        list(Photo.objects.exclude(image="").exclude(credit="").order_by("id")[:50]),
    )


def _texts(chance: random.Random, source: Path | None) -> Iterator[Text]:
    if source is None:
        while True:
            yield Text(make_headline(chance), [make_paragraph(chance) for _ in range(chance.randint(6, 14))])
    lines = source.read_text(encoding="utf-8").splitlines()
    stories = [json.loads(line) for line in lines if line.strip()]
    if not all(isinstance(story, dict) and story.get("headline") and story.get("body") for story in stories):
        raise ValueError("Each line has to hold “headline” and “body”.")
    if not stories:
        raise ValueError("There is no story in it.")
    while True:
        for story in stories:
            paragraphs = [part.strip() for part in story["body"].split("\n") if part.strip()]
            yield Text(story["headline"].strip()[:300] or "Untitled", paragraphs or ["…"])


def _make_batch(texts: list[Text], around: Surroundings, chance: random.Random, *, now: datetime) -> None:
    articles = [_article(text, around, chance, now=now) for text in texts]
    Article.objects.bulk_create(articles)
    topics = {article.pk: _skewed(around.topics, chance) for article in articles}
    authors = {article.pk: chance.choice(around.contributors) for article in articles}
    targets = {article.pk: chance.sample(articles[:20], k=min(2, len(articles))) for article in articles}
    Article.topics.through.objects.bulk_create(
        Article.topics.through(article_id=pk, topic=topic) for pk, several in topics.items() for topic in several
    )
    Byline.objects.bulk_create(Byline(article_id=pk, contributor=author) for pk, author in authors.items())
    links = [link for article in articles for link in _links(article, targets[article.pk])]
    RelatedLink.objects.bulk_create(links)
    links_of: dict[int, list[RelatedLink]] = {}
    for link in links:
        links_of.setdefault(link.article_id, []).append(link)
    snapshots = {
        article.pk: _snapshot(article, topics[article.pk], authors[article.pk], links_of.get(article.pk, []))
        for article in articles
    }
    _publish_batch(articles, snapshots, around, now=now)


def _publish_batch(
    articles: list[Article], snapshots: dict[int, dict[str, Any]], around: Surroundings, *, now: datetime
) -> None:
    digests = {pk: digest_of(snapshot) for pk, snapshot in snapshots.items()}
    revisions = Revision.objects.bulk_create(
        Revision(article=each, number=1, content=snapshots[each.pk], digest=digests[each.pk], reason=REASON, at=now)
        for each in articles
    )
    photos = {photo.pk: photo for photo in around.photos}
    rows = []
    for article, revision in zip(articles, revisions, strict=True):
        begins = article.publish_at or now
        row = project(article, snapshots[article.pk], now=now, published_at=begins, updated_at=None, photos=photos)
        row.revision = revision
        article.content_digest = digests[article.pk]
        rows.append(row)
    PublishedArticle.objects.bulk_create(rows)
    Article.objects.bulk_update(articles, ["content_digest"], batch_size=200)


def _article(text: Text, around: Surroundings, chance: random.Random, *, now: datetime) -> Article:
    # Newer stories are not denser: a paper prints about as much every day.
    begins = now - timedelta(seconds=chance.randint(60, YEARS * 365 * 86_400))
    return Article(
        headline=text.headline,
        slug=address_from(text.headline),
        dek=text.paragraphs[0][:160],
        section=chance.choice(around.sections),
        body="\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in text.paragraphs),
        lead_photo=chance.choice(around.photos) if around.photos and chance.random() < 0.7 else None,
        stage=Article.Stage.READY,
        publish_at=begins,
        edited_at=begins,
    )


def _skewed(topics: list[Topic], chance: random.Random) -> list[Topic]:
    """A few topics are on very many stories, most on few, as in real papers."""
    wanted = {min(len(topics) - 1, int(chance.paretovariate(0.6)) - 1) for _ in range(chance.randint(1, 4))}
    return [topics[place] for place in sorted(wanted)]


def _links(article: Article, targets: list[Article]) -> list[RelatedLink]:
    places = (RelatedLink.Placement.INLINE, RelatedLink.Placement.SIDEBAR)
    return [
        RelatedLink(article=article, target=target, story_key=article_key(target.pk), placement=place, position=number)
        for number, (target, place) in enumerate(zip(targets, places, strict=False))
        if target.pk != article.pk
    ]


def _snapshot(article: Article, topics: list[Topic], author: Contributor, links: list[RelatedLink]) -> dict[str, Any]:
    """What workflow/snapshot.py would read back, without a query for each story."""
    return snapshot_of(
        article, topics=sorted(topics, key=lambda topic: topic.name), contributors=[author], photos=[], links=links
    )
