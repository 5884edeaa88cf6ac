"""The factories take a short way to a saved story; what stands in the database is what saving it leaves."""

from datetime import timedelta
from unittest import mock

import pytest

from articles.models import Article, AuditLine, Revision
from articles.workflow import note_save
from tests import factories
from tests.factories import NOW, ArticleFactory, PhotoFactory, SpecialCoverageFactory, UserFactory

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
