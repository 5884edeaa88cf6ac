"""Rebuilding, publishing and searching at the same time: nobody waits for each other for good, and the newest stays."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from articles.models import Article, PublishedArticle, SearchEntry
from articles.queries.search import read_search_page
from articles.search.index import is_current
from articles.workflow import publish_article
from tests.factories import NOW, live_story

pytestmark = pytest.mark.django_db(transaction=True)


def in_own_connection(job):
    try:
        return job()
    finally:
        connection.close()


def rebuild():
    for _ in range(3):
        call_command("rebuild_search", "--all", "--batch", "4", stdout=StringIO())


def update(ids, word):
    for story_id in ids:
        Article.objects.filter(pk=story_id).update(body=f"<p>The {word} came, {story_id}.</p>")
        publish_article(story_id, by=None, now=NOW + timedelta(minutes=story_id))


def search(all_of_them):
    for _ in range(20):
        page = read_search_page({"q": "ferry"}, now=NOW + timedelta(hours=2))
        assert {result.card.article_id for result in page.results} == all_of_them


def test_whoever_comes_last_the_index_has_what_readers_have():
    ids = [live_story(headline=f"Ferry {number}").pk for number in range(12)]
    jobs = [rebuild, lambda: update(ids, "heron"), lambda: update(ids[::-1], "osprey"), lambda: search(set(ids))]
    with ThreadPoolExecutor(len(jobs)) as pool:
        for done in [pool.submit(in_own_connection, job) for job in jobs]:
            done.result(timeout=60)
    stories = PublishedArticle.objects.in_bulk(ids)
    entries = list(SearchEntry.objects.all())
    assert len(entries) == len(ids)
    assert all(is_current(entry, stories[entry.story_id]) for entry in entries)
    for entry in entries:
        shown = stories[entry.story_id].blocks[0]["html"]
        assert entry.text.splitlines()[-1] in shown
