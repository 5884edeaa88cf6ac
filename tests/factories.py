"""Rows for tests, as a newsroom would make them: saved through the same verbs, published through the door."""

import hashlib
import io
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import factory
from django.contrib.auth.models import Group, User
from django.db.models import F
from factory.django import DjangoModelFactory
from PIL import Image

from articles.models import (
    Article,
    AuditLine,
    Byline,
    Choice,
    Contest,
    Contributor,
    LivePost,
    Photo,
    PublishedArticle,
    RelatedLink,
    ReportingArea,
    Revision,
    Section,
    SpecialCoverage,
    Topic,
)
from articles.photos import attach_picture
from articles.workflow import note_save, publish_article
from articles.workflow.snapshot import digest_of, snapshot_of
from tests.releasing import release_new

NOW = datetime(2026, 11, 3, 22, 0, tzinfo=UTC)  # 5 PM in New York, on an election night


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    first_name = factory.Sequence(lambda n: f"Pat{n}")
    last_name = "Doe"
    is_staff = True

    @factory.post_generation
    def role(self, create, role, **kwargs):
        if role:
            self.groups.add(Group.objects.get(name=role))


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = Section
        django_get_or_create = ("slug",)

    name = "Politics"
    slug = factory.LazyAttribute(lambda section: section.name.lower().replace(" ", "-"))


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic

    name = factory.Sequence(lambda n: f"Topic {n}")
    slug = factory.Sequence(lambda n: f"topic-{n}")


class ContributorFactory(DjangoModelFactory):
    class Meta:
        model = Contributor

    name = factory.Sequence(lambda n: f"Ann Writer{n}")
    slug = factory.Sequence(lambda n: f"ann-writer{n}")


class PhotoFactory(DjangoModelFactory):
    class Meta:
        model = Photo

    caption = factory.Sequence(lambda n: f"The harbor at dawn, picture {n}.")
    credit = "Jo Lens/The Meridian"
    alt_decision = Photo.Alt.CAPTION


class ArticleFactory(DjangoModelFactory):
    class Meta:
        model = Article

    headline = factory.Sequence(lambda n: f"Council approves harbor plan number {n}")
    slug = factory.Sequence(lambda n: f"council-approves-harbor-plan-{n}")
    dek = "The vote came after midnight."
    section = factory.SubFactory(SectionFactory)
    body = "<p>The council approved the plan.</p><p>Work begins in spring.</p><p>It ends in fall.</p>"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        article = super()._create(model_class, *args, **kwargs)
        if "data-photo" in article.body or not {"id", "pk"}.isdisjoint(kwargs):
            note_save(article.pk, by=kwargs.get("created_by"), now=NOW)
        else:
            _note_first_save(article, by=kwargs.get("created_by"))
        article.refresh_from_db()
        return article


def _note_first_save(article: Article, *, by: User | None) -> None:
    """What note_save leaves of a story that is new, and so has no rows beside it that would have to be asked for: tests
    make some ten thousand stories. tests/test_factories.py holds the two together."""
    snapshot = snapshot_of(article, topics=(), contributors=(), photos=(), links=())
    digest, version = digest_of(snapshot), article.lock_version + 1
    Article.objects.filter(pk=article.pk).update(
        content_digest=digest, edited_at=NOW, edited_by=by, lock_version=version, is_changed=False
    )
    revision = Revision.objects.create(
        article=article, number=1, content=snapshot, digest=digest, version=version, at=NOW, by=by
    )
    if by is not None:
        AuditLine.objects.create(article=article, verb=AuditLine.Verb.SAVED, revision=revision, at=NOW, by=by)


class SpecialCoverageFactory(DjangoModelFactory):
    class Meta:
        model = SpecialCoverage

    title = "The Night of the Count 2026"
    slug = factory.Sequence(lambda n: f"night-of-the-count-{n}")
    label = "Live results"
    is_on = True


class ReportingAreaFactory(DjangoModelFactory):
    class Meta:
        model = ReportingArea
        django_get_or_create = ("coverage", "code")

    coverage = factory.SubFactory(SpecialCoverageFactory)
    code = factory.Sequence(lambda n: f"A{n}")
    name = factory.LazyAttribute(lambda area: f"Area {area.code}")


class ContestFactory(DjangoModelFactory):
    class Meta:
        model = Contest
        skip_postgeneration_save = True

    coverage = factory.SubFactory(SpecialCoverageFactory)
    title = factory.Sequence(lambda n: f"Mayor of District {n}")
    slug = factory.Sequence(lambda n: f"mayor-of-district-{n}")
    area = factory.SubFactory(ReportingAreaFactory, coverage=factory.SelfAttribute("..coverage"))

    @factory.post_generation
    def choices(self, create, names, **kwargs):
        """By name; keys are the names in small letters. “Yes” and “No” are the answers of a measure."""
        for place, name in enumerate(("Ames", "Birch") if names is None else names):
            side = name.lower() if name in ("Yes", "No") else ""
            Choice.objects.create(
                contest=self, key=name.lower(), name=name, party=f"{name} party", side=side, position=place
            )


class LivePostFactory(DjangoModelFactory):
    """A post that readers have had since a minute before NOW."""

    class Meta:
        model = LivePost

    coverage = factory.SubFactory(SpecialCoverageFactory)
    headline = factory.Sequence(lambda n: f"Polls close in ward {n}")
    body = "<p>The last voters left at nine.</p>"
    published_at = NOW - timedelta(minutes=1)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        post = super()._create(model_class, *args, **kwargs)
        SpecialCoverage.objects.filter(pk=post.coverage_id).update(posts_version=F("posts_version") + 1)
        return post


def picture_bytes(*, width: int = 900, height: int = 600, color: str = "navy", kind: str = "JPEG") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), color).save(buffer, kind)
    return buffer.getvalue()


def plain_picture(name: str) -> bytes:
    """A quick stand-in for a drawing of the demo, another one for each name."""
    return picture_bytes(color="#" + hashlib.sha256(name.encode()).hexdigest()[:6])


def photo_with_picture(*, color: str = "navy", **kwargs) -> Photo:
    return attach_picture(PhotoFactory(**kwargs), picture_bytes(color=color), name="harbor.jpg")


def live_story(
    *, at: datetime | None = None, topics: Iterable[Topic] = (), authors: Iterable[Contributor] = (), **kwargs
) -> PublishedArticle:
    """A story that readers have had since `at` (an hour before NOW, if not said)."""
    at = at or NOW - timedelta(hours=1)
    topics, authors = list(topics), list(authors)
    article = ArticleFactory(**kwargs)
    if topics:
        article.topics.add(*topics)
    Byline.objects.bulk_create(
        Byline(article=article, contributor=author, position=place) for place, author in enumerate(authors)
    )
    if "data-photo" in article.body:
        return publish_article(article.pk, by=None, now=at)
    return release_new(article, topics=topics, authors=authors, at=at)


def link(article: Article, target: Article | None = None, **kwargs) -> RelatedLink:
    made = RelatedLink.objects.create(article=article, target=target, **kwargs)
    note_save(article.pk, by=None, now=NOW)
    return made


def byline(article: Article, *names: str, kind: str = "person") -> None:
    for position, name in enumerate(names):
        contributor = ContributorFactory(name=name, kind=kind)
        Byline.objects.create(article=article, contributor=contributor, position=position)
    note_save(article.pk, by=None, now=NOW)
