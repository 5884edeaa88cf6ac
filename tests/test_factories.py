"""The factories take short ways to a saved story and to a published one; what stands in the database is what saving and
publishing leave."""

from collections.abc import Callable
from datetime import timedelta
from unittest import mock

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from articles.models import Article, AuditLine, PublishedArticle, Revision
from articles.workflow import PublicationRefused, note_save, publish_article
from tests import factories
from tests.factories import (
    NOW,
    ArticleFactory,
    ContributorFactory,
    PhotoFactory,
    SpecialCoverageFactory,
    TopicFactory,
    UserFactory,
    live_story,
    photo_with_picture,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
FULL = {
    "headline": " The   count\nbegins ",
    "kicker": "Analysis",
    "dateline": "COLUMBUS, Ohio",
    "body": '<p>One &amp; <em>two</em><script>three()</script></p><div data-related="7">x</div>',
    "publish_at": NOW + HOUR,
    "embargo_until": NOW + HOUR,
    "expires_at": NOW + 2 * HOUR,
    "seo_title": "A title in “quotes”",
    "canonical_url": "https://example.org/story",
    "lead_caption": "The harbor.",
    "stage": "review",
    "lock_version": 4,
}


def on_record(article: Article) -> list[dict[str, object]]:
    """The rows of a story, its revisions and its log, without the numbers that the database gives."""
    rows = [
        Article.objects.get(pk=article.pk),
        *Revision.objects.filter(article=article),
        *AuditLine.objects.filter(article=article),
    ]
    given = {"id", "article_id", "revision_id"}
    fields = [[field.attname for field in row._meta.concrete_fields] for row in rows]
    return [
        {name: getattr(row, name) for name in names if name not in given}
        for row, names in zip(rows, fields, strict=True)
    ]


@pytest.mark.parametrize("boxes", [{}, {"section": None}, FULL], ids=["plain", "no section", "full"])
@pytest.mark.parametrize("is_signed", [True, False])
def test_a_story_of_the_factory_is_what_saving_one_leaves(boxes, is_signed, time_machine):
    time_machine.move_to(NOW, tick=False)
    by = UserFactory() if is_signed else None
    boxes = {"headline": "The count", "slug": "the-count", "created_by": by, **boxes}
    if "kicker" in boxes:
        boxes |= {"lead_photo": PhotoFactory(), "coverage": SpecialCoverageFactory()}
    quick = ArticleFactory(**boxes)
    found = on_record(quick)

    def the_long_way(article: Article, *, by: object) -> None:
        note_save(article.pk, by=by, now=NOW)

    with mock.patch.object(factories, "_note_first_save", the_long_way):
        slow = ArticleFactory(**boxes)
    assert found == on_record(slow)
    assert len(found) == (3 if is_signed else 2)


def all_rows() -> dict[str, list[object]]:
    """Everything the newsroom has on record, the index of words included."""
    models = apps.get_app_config("articles").get_models(include_auto_created=True)
    rows: dict[str, list[object]] = {
        model.__name__: list(model._base_manager.order_by("pk").values()) for model in models
    }
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            rows["words"] = cursor.execute("SELECT rowid, * FROM articles_searchtext ORDER BY rowid").fetchall()
    return rows


def left_by(make: Callable[[], object]) -> dict[str, list[object]]:
    """The rows there are when it is made, with the same numbers every time; then it is undone."""
    models = apps.get_app_config("articles").get_models(include_auto_created=True)
    with transaction.atomic():
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
                cursor.execute(statement)
        make()
        rows = all_rows()
        transaction.set_rollback(True)
    return rows


def published_through_the_door(article: Article, **kwargs: object) -> PublishedArticle:
    return publish_article(article.pk, by=None, now=kwargs["at"])


WITH_LINKS = (
    '<p>The <a href="/council-approves-harbor-plan-1/">council</a> <em>approved</em> the harbor plan.</p>'
    '<div data-related="1"></div><h2>Next</h2><p>Work begins in <a href="https://example.org/a">spring</a>.</p>'
)


@pytest.mark.parametrize(
    "boxes",
    [
        {},
        {"publish_at": NOW + HOUR, "expires_at": NOW + 2 * HOUR, "embargo_until": NOW + HOUR},
        {"canonical_url": "https://example.org/story", "body": WITH_LINKS, "dateline": "COLUMBUS, Ohio"},
        {"kicker": "Analysis", "seo_title": "A title", "source": "wire", "external_id": "7"},
    ],
    ids=["plain", "for later", "links", "words"],
)
@pytest.mark.parametrize("has_company", [True, False])
def test_a_live_story_of_the_factory_is_what_the_door_leaves(boxes, has_company, time_machine):
    time_machine.move_to(NOW, tick=False)
    boxes = {"headline": "Council approves the harbor", "slug": "harbor", "created_by": UserFactory(), **boxes}
    if has_company:
        live_story(topics=[TopicFactory()], authors=[ContributorFactory()])
        boxes |= {
            "topics": [TopicFactory(name="Water"), TopicFactory(name="Boats")],
            "coverage": SpecialCoverageFactory(),
        }
        boxes |= {"authors": ContributorFactory.create_batch(2), "lead_photo": photo_with_picture()}
        boxes |= {"share_photo": photo_with_picture(color="teal")}
    quick = left_by(lambda: live_story(**boxes))
    with mock.patch.object(factories, "release_new", published_through_the_door):
        slow = left_by(lambda: live_story(**boxes))
    assert quick == slow
    assert len(quick["PublishedArticle"]) == 1 + has_company
    assert len(quick["Likeness"]) == 2 * has_company


def test_what_the_door_refuses_the_factory_refuses():
    with pytest.raises(PublicationRefused, match="no text"):
        live_story(body="")
    assert not PublishedArticle.objects.exists()
