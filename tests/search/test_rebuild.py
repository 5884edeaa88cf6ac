"""manage.py rebuild_search: the index is right afterwards, and was never worse on the way."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.management.commands import rebuild_search
from articles.models import PublishedArticle, SearchEntry
from articles.queries.search import read_search_page
from articles.search import index
from tests.factories import NOW, ArticleFactory, live_story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _election_night(time_machine):
    time_machine.move_to(NOW, tick=False)


def rebuild(*words) -> str:
    out = StringIO()
    call_command("rebuild_search", *words, stdout=out)
    return out.getvalue()


def found(typed="ferry") -> set[int]:
    page = read_search_page({"q": typed}, now=NOW)
    return set() if page.instead else {result.card.article_id for result in page.results}


@pytest.fixture
def stories() -> set[int]:
    return {live_story(headline=f"Ferry number {number}").pk for number in range(5)}


def test_what_is_missing_or_out_of_date_is_written(stories):
    one, other, *_ = sorted(stories)
    SearchEntry.objects.filter(story=one).delete()
    SearchEntry.objects.filter(story=other).update(made_as="0 klingon")
    assert found() == stories - {one}
    assert rebuild() == "Wrote 2 stories, took out 0 that are no more.\n"
    assert found() == stories
    assert rebuild() == "Wrote 0 stories, took out 0 that are no more.\n"


def test_another_language_makes_all_entries_anew(stories, settings):
    settings.LANGUAGE_CODE = "es"
    assert rebuild() == "Wrote 5 stories, took out 0 that are no more.\n"
    assert found() == stories
    assert found("numbering") == set(), "English endings mean nothing in Spanish"
    settings.LANGUAGE_CODE = "en"
    rebuild()
    assert found("numbering") == stories


def test_nothing_vanishes_while_it_runs(stories, monkeypatch):
    seen = []
    write = rebuild_search.write_stories

    def look_before_and_after(some):
        seen.append(found())
        write(some)
        seen.append(found())

    monkeypatch.setattr(rebuild_search, "write_stories", look_before_and_after)
    assert rebuild("--all", "--batch", "2").startswith("Wrote 5")
    assert len(seen) == 6
    assert all(each == stories for each in seen)


def test_what_is_no_more_is_taken_out(stories):
    one, other, third, *_ = sorted(stories)
    PublishedArticle.objects.filter(pk=one).update(withdrawn_at=NOW)
    PublishedArticle.objects.filter(pk=other).update(expires_at=NOW)
    assert rebuild("--batch", "1") == "Wrote 0 stories, took out 2 that are no more.\n"
    assert set(SearchEntry.objects.values_list("story", flat=True)) == stories - {one, other}
    SearchEntry.objects.filter(story=third).delete()  # its text stays behind on SQLite
    rebuild()
    assert found() == stories - {one, other}
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM articles_searchtext")
            assert cursor.fetchone() == (3,)


def test_a_run_that_was_interrupted_goes_on_where_it_stopped(stories, monkeypatch, capsys):
    write, calls = rebuild_search.write_stories, []

    def stop_at_the_third(some):
        calls.append([story.pk for story in some])
        if len(calls) == 3:
            raise KeyboardInterrupt
        write(some)

    monkeypatch.setattr(rebuild_search, "write_stories", stop_at_the_third)
    errors = StringIO()
    with pytest.raises(KeyboardInterrupt):
        call_command("rebuild_search", "--all", "--batch", "1", stdout=StringIO(), stderr=errors)
    second = sorted(stories)[1]
    assert f"--after {second}" in errors.getvalue()
    monkeypatch.setattr(rebuild_search, "write_stories", write)
    assert rebuild("--all", "--after", str(second)).startswith("Wrote 3")
    assert found() == stories


def test_a_story_that_cannot_be_read_is_named_and_stops_nothing(stories):
    broken = sorted(stories)[2]
    PublishedArticle.objects.filter(pk=broken).update(blocks=[{"type": "text"}])
    with pytest.raises(CommandError, match=rf"index: {broken}\."):
        rebuild("--all")
    assert found() == stories, "the old entry stays"


def test_stories_for_later_are_written_and_not_found(stories):
    article = ArticleFactory(headline="Ferry to come", embargo_until=NOW + timedelta(hours=1))
    from articles.workflow import publish_article

    publish_article(article.pk, by=None, now=NOW)
    SearchEntry.objects.all().delete()
    assert rebuild().startswith("Wrote 6")
    assert found() == stories


def test_it_waits_for_no_reader_and_reads_what_a_publication_left(stories, monkeypatch):
    """A story published between the reading of the ids and the writing is written as it is now."""
    batches = rebuild_search._batches

    def publish_meanwhile(**about):
        for ids in batches(**about):
            PublishedArticle.objects.filter(pk=ids[0]).update(headline="Bridge opens")
            yield ids

    monkeypatch.setattr(rebuild_search, "_batches", publish_meanwhile)
    rebuild("--all")
    assert found("bridge") == {sorted(stories)[0]}


@pytest.mark.parametrize(("words", "sentence"), [(("--batch", "0"), "1 or more"), (("--after", "-1"), "number of a")])
def test_numbers_that_make_no_sense_are_explained(words, sentence):
    with pytest.raises(CommandError, match=sentence):
        rebuild(*words)


def test_the_migration_fills_the_index_as_publication_does(stories):
    from importlib import import_module

    from django.apps import apps

    def entries():
        return list(
            SearchEntry.objects.order_by("place").values_list("place", "story", "text", "projected_at", "made_as")
        )

    before = entries()
    index.forget_stories(stories)
    assert found() == set()
    with connection.schema_editor(atomic=False) if connection.vendor == "postgresql" else _editor() as editor:
        import_module("articles.migrations.0007_search").fill(apps, editor)
    assert entries() == before
    assert found() == stories
    assert rebuild().startswith("Wrote 0")


class _editor:  # noqa: N801
    """SQLite's own refuses to begin inside a test's transaction."""

    def __enter__(self):
        self.connection = connection
        return self

    def __exit__(self, *fault):
        return False

    def execute(self, sql):
        with connection.cursor() as cursor:
            cursor.execute(sql)
