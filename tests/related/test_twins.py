"""A syndicated copy is the same story as its original."""

import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, PublishedArticle
from articles.queries.article import find_story, read_article_page
from articles.related import pass_key_on
from articles.workflow import publish_article
from tests.factories import NOW, ArticleFactory, link, live_story

pytestmark = pytest.mark.django_db

ELSEWHERE = "https://agency.example/2026/11/pier-closes.html"


def key_of(pk: int) -> str:
    return PublishedArticle.objects.get(pk=pk).story_key


def shown(page):
    return [card.key for slot in page.slots for card in slot.cards]


def test_a_story_is_itself_unless_it_names_an_original():
    assert key_of(live_story().pk) != key_of(live_story().pk)
    first, second = live_story(canonical_url=ELSEWHERE), live_story(canonical_url=f"{ELSEWHERE}?utm_source=feed")
    assert key_of(first.pk) == key_of(second.pk) == "url:" + ELSEWHERE


def test_a_copy_of_our_own_story_shares_its_key_even_through_a_chain():
    original = live_story()
    copy = live_story(canonical_url=f"http://testserver/politics/x-{original.pk}/")
    of_the_copy = live_story(canonical_url=f"http://testserver/politics/x-{copy.pk}/")
    assert key_of(copy.pk) == key_of(of_the_copy.pk) == f"article:{original.pk}"


def test_two_stories_that_name_each_other_do_not_turn_in_circles():
    first = live_story()
    second = live_story(canonical_url=f"http://testserver/politics/x-{first.pk}/")
    first.article.canonical_url = f"http://testserver/politics/x-{second.pk}/"
    first.article.save()
    publish_article(first.pk, by=None, now=NOW)
    assert key_of(first.pk) == key_of(second.pk)


def test_a_copy_follows_when_its_original_turns_out_to_be_a_copy_itself(django_capture_on_commit_callbacks):
    original = live_story()
    copy = live_story(canonical_url=f"http://testserver/politics/x-{original.pk}/")
    original.article.canonical_url = ELSEWHERE
    original.article.save()
    with django_capture_on_commit_callbacks(execute=True):
        publish_article(original.pk, by=None, now=NOW)
    assert key_of(copy.pk) == key_of(original.pk) == "url:" + ELSEWHERE


def test_the_front_page_of_a_source_is_no_original():
    assert key_of(live_story(canonical_url="https://agency.example/").pk).startswith("article:")


def test_of_twins_a_page_shows_one_and_the_page_of_a_twin_none():
    live_story(canonical_url=ELSEWHERE, headline="Pier closes until spring")
    twin = live_story(canonical_url=ELSEWHERE, headline="No way onto the old pier this winter")
    other = live_story(headline="Bakers ask for longer nights")
    assert shown(read_article_page(find_story(other.pk), now=NOW)).count("url:" + ELSEWHERE) == 1
    assert shown(read_article_page(find_story(twin.pk), now=NOW)) == [f"article:{other.pk}"]


def test_a_link_to_the_original_and_a_pick_of_our_copy_are_the_same_story():
    copy = live_story(canonical_url=ELSEWHERE)
    article = ArticleFactory()
    link(article, url=ELSEWHERE, title="The pier", placement="inline", after_paragraph=1)
    link(article, copy.article)
    publish_article(article.pk, by=None, now=NOW)
    page = read_article_page(find_story(article.pk), now=NOW)
    assert shown(page) == []
    assert [(line.slot, line.accepted) for line in page.ledger][:2] == [("inline", True), ("picked", False)]


@pytest.mark.parametrize("form", ["/politics/old-words-{}/", "http://testserver/amp/x/y-{}/?utm_source=a"])
def test_what_the_running_text_links_to_is_no_automatic_neighbour(form):
    linked = live_story()
    article = ArticleFactory(body=f'<p>See <a href="{form.format(linked.pk)}">this</a>.</p>')
    publish_article(article.pk, by=None, now=NOW)
    page = read_article_page(find_story(article.pk), now=NOW)
    assert shown(page) == []
    assert [line.reason for line in page.ledger if line.slot == "next"][:1] == ["linked in the text already"]


def test_copies_of_copies_share_the_key_whatever_is_published_first(django_capture_on_commit_callbacks):
    chain = [ArticleFactory() for _ in range(5)]
    for copy, original in zip(chain[1:], chain, strict=False):
        copy.canonical_url = f"http://testserver/politics/x-{original.pk}/"
        copy.save()
    for article in reversed(chain):
        with django_capture_on_commit_callbacks(execute=True):
            publish_article(article.pk, by=None, now=NOW)
    assert {key_of(article.pk) for article in chain} == {f"article:{chain[0].pk}"}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads a table of a few rows whole, and rightly")
def test_passing_a_key_on_walks_an_index():
    story = live_story()
    with CaptureQueriesContext(connection) as asked:
        pass_key_on(story.pk)
    assert len(asked) == 2
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[1]['sql']}")
        assert "published_copies" in str(cursor.fetchall())


@pytest.mark.django_db(transaction=True)
def test_two_stories_that_name_each_other_can_be_published_at_once():
    pair = [live_story().pk, live_story().pk]
    faults, together = [], threading.Barrier(2)

    def publish_again_and_again(mine: int, its: int) -> None:
        try:
            for number in range(15):
                address = f"http://testserver/politics/x-{its}/" if number % 2 else ""
                Article.objects.filter(pk=mine).update(dek=f"Version {number}", canonical_url=address)
                together.wait(timeout=20)
                publish_article(mine, by=None, now=NOW)
        except Exception as fault:
            faults.append(fault)
            together.abort()
        finally:
            connection.close()

    threads = [threading.Thread(target=publish_again_and_again, args=each) for each in (pair, pair[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
