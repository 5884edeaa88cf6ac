"""Where links stand, in words an editor can follow, for live stories only and in bounded portions."""

from datetime import timedelta

import pytest

from articles.links.places import collect_links
from articles.workflow import publish_article, withdraw_article
from tests.factories import NOW, ArticleFactory, link, live_story

pytestmark = pytest.mark.django_db

SITE = "https://news.example"


def places_in(story) -> dict[str, list[str]]:
    links = collect_links(now=NOW, limit=100)
    return {
        address: [place.place for place in places if place.story_id == story.pk]
        for address, places in links.by_address.items()
    }


def test_every_kind_of_place_has_its_words():
    article = ArticleFactory(
        body=f'<h2><a href="{SITE}/head">H</a></h2><p>One <a href="{SITE}/a#part">a</a> <a href="{SITE}/a">b</a>.</p>'
        f'<p>Two.</p><ul><li><a href="{SITE}/list">l</a></li></ul><p><a href="{SITE}/a?x=1&amp;y=2">b</a></p>'
        f'<blockquote><p><a href="{SITE}/quote">q</a></p></blockquote>'
    )
    link(article, url=f"{SITE}/inline", title="In the text", placement="inline", after_paragraph=2)
    link(article, url=f"{SITE}/side", title="Beside it")
    story = publish_article(article.pk, by=None, now=NOW)
    assert places_in(story) == {
        f"{SITE}/head": ["heading before the first paragraph"],
        f"{SITE}/a": ["paragraph 1"],
        f"{SITE}/list": ["list after paragraph 2"],
        f"{SITE}/a?x=1&y=2": ["paragraph 3"],
        f"{SITE}/quote": ["quotation after paragraph 3"],
        f"{SITE}/inline": ["related, in the text after paragraph 2"],
        f"{SITE}/side": ["related, sidebar"],
    }


def test_mail_and_telephone_and_places_on_the_page_are_no_links_to_check():
    live_story(
        body='<p><a href="mailto:a@b.example">m</a> <a href="tel:+1">t</a> <a href="#top">up</a> <a>none</a></p>'
    )
    assert collect_links(now=NOW, limit=9).by_address == {}


def test_relative_addresses_are_ours(settings):
    live_story(body='<p><a href="/politics/x-1/">m</a></p>')
    assert list(collect_links(now=NOW, limit=9).by_address) == [settings.SITE_URL + "/politics/x-1/"]


def test_only_what_readers_see_is_looked_at():
    body = f'<p><a href="{SITE}/x">x</a></p>'
    ArticleFactory(body=body)
    withdraw_article(live_story(body=body).pk, by=None, now=NOW, reason="Wrong.")
    live_story(body=body, publish_at=NOW + timedelta(hours=1))
    assert collect_links(now=NOW, limit=9).by_address == {}


def test_stories_come_newest_first_in_portions_that_together_are_everything():
    stories = [live_story(body=f'<p><a href="{SITE}/{n}">a</a> <a href="{SITE}/all">b</a></p>') for n in range(5)]
    seen, before, portions = [], None, 0
    while True:
        links = collect_links(now=NOW, limit=3, before=before)
        assert len(links.by_address) <= 3
        seen += [place.story_id for place in links.by_address[f"{SITE}/all"]]
        portions += 1
        if links.before is None:
            break
        before = links.before
    assert seen == [story.pk for story in reversed(stories)]
    assert portions == 3


def test_a_story_with_more_links_than_the_limit_is_cut_and_said_to_be():
    live_story(body="<p>" + "".join(f'<a href="{SITE}/{n}">x</a> ' for n in range(50)) + "</p>")
    links = collect_links(now=NOW, limit=20)
    assert (len(links.by_address), links.left_out, links.before) == (20, 30, None)


def test_the_number_of_queries_does_not_grow_with_the_stories(django_assert_num_queries):
    for n in range(4):
        live_story(body=f'<p><a href="{SITE}/{n}">x</a></p>')
    with django_assert_num_queries(1):
        assert len(collect_links(now=NOW, limit=9).by_address) == 4
