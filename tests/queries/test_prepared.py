"""Prepared queries answer exactly what their queryset would, whatever the arguments."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import PublishedArticle
from articles.queries import corrections
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


def test_constants_with_quotes_and_percent_signs_ask_for_themselves():
    wanted = live_story(headline="The council's 100%s plan \\ 'as is'")
    live_story(headline="Another")
    in_the_code = {"headline": wanted.headline}
    query = PreparedQuery(lambda *, now: PublishedArticle.objects.live(now).filter(**in_the_code).values_list("pk"))
    assert query.rows(now=NOW) == query.rows(now=NOW) == [(wanted.pk,)]
    assert query.rows(now=NOW - timedelta(days=9)) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite plans with the values it is given.")
def test_a_plan_without_parameters_finds_the_partial_index_of_withdrawals():
    with CaptureQueriesContext(connection) as asked:
        corrections._withdrawn.rows(at=NOW, below=5)
    compiled = corrections._withdrawn.by_database["postgresql"]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        sql = compiled.sql
        for number in range(len(compiled.names)):
            sql = sql.replace("%s", f"${number + 1}", 1)
        cursor.execute(f"PREPARE withdrawals AS {sql.replace('%%', '%')}")
        arguments = ", ".join(f"'{NOW.isoformat()}'" if name == "at" else "5" for name in compiled.names)
        cursor.execute(f"EXPLAIN EXECUTE withdrawals ({arguments})")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert len(asked) == 1
    assert "published_withdrawn_note" in plan
