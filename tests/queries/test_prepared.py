"""Prepared queries answer exactly what their queryset would, whatever the arguments."""

from datetime import timedelta

import pytest

from articles.models import PublishedArticle
from articles.queries.prepared import PreparedQuery
from tests.factories import NOW, SectionFactory, live_story, photo_with_picture

pytestmark = pytest.mark.django_db
COLUMNS = ("article_id", "headline", "published_at", "expires_at", "lead", "blocks")


def in_section(*, now, section_id):
    return PublishedArticle.objects.live(now).filter(section_id=section_id).newest_first().values_list(*COLUMNS)[:5]


def test_the_same_rows_as_the_queryset_for_every_argument(django_assert_num_queries):
    sport, news = SectionFactory(name="Sport"), SectionFactory(name="News")
    photo = photo_with_picture()
    for number in range(8):
        live_story(
            section=sport if number % 2 else news,
            at=NOW - timedelta(hours=number),
            lead_photo=photo,
            expires_at=NOW + timedelta(hours=1) if number == 3 else None,
        )
    query = PreparedQuery(in_section)
    for now in (NOW, NOW - timedelta(hours=2), NOW + timedelta(hours=2), NOW - timedelta(days=2)):
        for section in (sport, news):
            with django_assert_num_queries(1):
                rows = query.rows(now=now, section_id=section.pk)
            assert rows == list(in_section(now=now, section_id=section.pk))


def test_an_argument_that_is_no_plain_parameter_is_refused():
    query = PreparedQuery(lambda *, now, size: PublishedArticle.objects.live(now).values_list("pk")[:size])
    with pytest.raises(TypeError, match="size"):
        query.rows(now=NOW, size=3)
