"""Stories by the thousand, for measuring how the newsroom behaves when it is big: bulk rows, already published.

They skip the door on purpose (a door is not built for 100,000 at once), but the readers' rows are made by the same
projection, and a test holds that a generated story equals what publishing it would have made. How they are related is
worked out in relating.py.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.html import escape

from articles.demo.relating import Relating
from articles.demo.texts import Text, made_up_texts, texts_from
from articles.importing import address_from
from articles.models import (
    Article,
    AuthorListing,
    Byline,
    Contributor,
    Photo,
    PublishedArticle,
    PublishedPhoto,
    RelatedLink,
    Revision,
    Section,
    SpecialCoverage,
    Topic,
    TopicListing,
)
from articles.related import article_key
from articles.related.traits import StoryTrait, story_traits
from articles.search.index import write_stories
from articles.workflow.listings import listing_rows, photo_rows
from articles.workflow.projection import project
from articles.workflow.snapshot import digest_of, snapshot_of

BATCH = 1000
YEARS = 6
SECTIONS = ("News", "Politics", "Business", "Science", "Culture", "Sport")
TOPICS, CONTRIBUTORS = 300, 120
COVERAGES, IN_COVERAGE = 5, 0.05
REASON = "Generated for measuring"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What generated stories point at."""

    sections: list[Section]
    topics: list[Topic]
    coverages: list[SpecialCoverage]
    contributors: list[Contributor]
    photos: list[Photo]


def generate_articles(count: int, *, now: datetime, seed: int = 1, source: Path | None = None) -> Iterator[int]:
    """Make `count` published stories spread over six years before `now`; yields after each batch how many it made.

    `source` is a JSON-lines file with "headline" and "body" to take texts from, in turns. Same seed, same stories.
    Each batch is one transaction: interrupted half-way, whole batches stay.
    """
    chance = random.Random(seed)
    around = _surroundings()
    texts = texts_from(source) if source else made_up_texts(chance)
    relating = Relating()
    for done in range(0, count, BATCH):
        size = min(BATCH, count - done)
        with transaction.atomic():
            _make_batch([next(texts) for _ in range(size)], around, relating, chance, now=now)
        yield size


def _surroundings() -> Surroundings:
    sections = [
        Section.objects.get_or_create(slug=name.lower(), defaults={"name": name, "position": place})[0]
        for place, name in enumerate(SECTIONS)
    ]
    Topic.objects.bulk_create(
        (Topic(name=f"Topic {number}", slug=f"topic-{number}") for number in range(TOPICS)), ignore_conflicts=True
    )
    SpecialCoverage.objects.bulk_create(
        (SpecialCoverage(title=f"Event {number}", slug=f"event-{number}") for number in range(COVERAGES)),
        ignore_conflicts=True,
    )
    Contributor.objects.bulk_create(
        (Contributor(name=f"Reporter {number}", slug=f"reporter-{number}") for number in range(CONTRIBUTORS)),
        ignore_conflicts=True,
    )
    return Surroundings(
        sections,
        list(Topic.objects.filter(slug__startswith="topic-").order_by("id")),
        list(SpecialCoverage.objects.filter(slug__startswith="event-").order_by("id")),
        list(Contributor.objects.filter(slug__startswith="reporter-").order_by("id")),
        list(Photo.objects.exclude(image="").exclude(credit="").order_by("id")[:50]),
    )


def _make_batch(
    texts: list[Text], around: Surroundings, relating: Relating, chance: random.Random, *, now: datetime
) -> None:
    articles = [_article(text, around, chance, now=now) for text in texts]
    Article.objects.bulk_create(articles)
    topics = {article.pk: _topics(text, around.topics, chance) for article, text in zip(articles, texts, strict=True)}
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
    for article, text in zip(articles, texts, strict=True):
        relating.add(article.pk, _traits(snapshots[article.pk], text))
    relating.save()


def _publish_batch(
    articles: list[Article], snapshots: dict[int, dict[str, Any]], around: Surroundings, *, now: datetime
) -> None:
    digests = {pk: digest_of(snapshot) for pk, snapshot in snapshots.items()}
    revisions = Revision.objects.bulk_create(
        Revision(
            article=each,
            number=1,
            version=each.lock_version,
            kind=Revision.Kind.PUBLISHED,
            content=snapshots[each.pk],
            digest=digests[each.pk],
            reason=REASON,
            at=now,
        )
        for each in articles
    )
    photos = {photo.pk: photo for photo in around.photos}
    addresses = {author.pk: author.slug for author in around.contributors}
    rows, in_topics, by_authors, printed = [], [], [], []
    for article, revision in zip(articles, revisions, strict=True):
        begins = article.publish_at or now
        snapshot = snapshots[article.pk]
        row = project(
            article, snapshot, now=now, published_at=begins, updated_at=None, photos=photos, addresses=addresses
        )
        row.revision = revision
        article.content_digest = digests[article.pk]
        rows.append(row)
        topics, authors = listing_rows(article.pk, begins, snapshot)
        in_topics += topics
        by_authors += authors
        printed += photo_rows(article.pk, snapshot)
    PublishedArticle.objects.bulk_create(rows)
    TopicListing.objects.bulk_create(in_topics)
    AuthorListing.objects.bulk_create(by_authors)
    PublishedPhoto.objects.bulk_create(printed)
    write_stories(rows)
    Article.objects.bulk_update(articles, ["content_digest"], batch_size=200)


def _article(text: Text, around: Surroundings, chance: random.Random, *, now: datetime) -> Article:
    # Newer stories are not denser: a paper prints about as much every day.
    begins = (now - timedelta(seconds=chance.randint(60, YEARS * 365 * 86_400))).replace(microsecond=0)
    return Article(
        headline=text.headline,
        slug=address_from(text.headline),
        dek=text.paragraphs[0][:160],
        section=around.sections[text.matter % len(around.sections)]
        if text.matter is not None
        else chance.choice(around.sections),
        coverage=chance.choice(around.coverages) if chance.random() < IN_COVERAGE else None,
        body="\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in text.paragraphs),
        lead_photo=chance.choice(around.photos) if around.photos and chance.random() < 0.7 else None,
        stage=Article.Stage.READY,
        has_been_out=True,
        publish_at=begins,
        edited_at=begins,
    )


def _of_matter(text: Text, rows: list[Any]) -> Any:
    """The one of these rows that every story about the same matter gets."""
    return rows[text.matter % len(rows)] if text.matter is not None else None


def _topics(text: Text, topics: list[Topic], chance: random.Random) -> list[Topic]:
    """That of its matter, and others: a few are on very many stories, most on few, as in real papers."""
    places = {min(len(topics) - 1, int(chance.paretovariate(0.6)) - 1) for _ in range(chance.randint(1, 3))}
    chosen = [topics[place] for place in sorted(places)]
    own = _of_matter(text, topics)
    return chosen if own is None or own in chosen else [*chosen, own]


def _traits(snapshot: dict[str, Any], text: Text) -> list[StoryTrait]:
    """What workflow/likeness.py would find, without taking the body apart that was just put together."""
    coverage = snapshot["coverage"]
    return story_traits(
        headline=snapshot["headline"],
        dek=snapshot["dek"],
        text="\n".join(text.paragraphs),
        topics=[(topic["id"], topic["name"]) for topic in snapshot["topics"]],
        coverage=(coverage["id"], coverage["title"]) if coverage else None,
    )


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
