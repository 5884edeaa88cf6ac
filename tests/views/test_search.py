"""The search page and its suggestions as a reader gets them."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from lxml import html

from articles.workflow import publish_article
from tests.factories import (
    NOW,
    ArticleFactory,
    ContributorFactory,
    SectionFactory,
    TopicFactory,
    byline,
    live_story,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
# On PostgreSQL, asking what may have been meant is one query more where little is found.
MEANT = 1 if connection.vendor == "postgresql" else 0


@pytest.fixture(autouse=True)
def _election_night(time_machine):
    time_machine.move_to(NOW, tick=False)


def get(client, **chosen):
    response = client.get("/search/", chosen)
    assert response.status_code == 200, chosen
    return html.fromstring(response.content.decode())


def keys(page):
    return page.xpath("//*[@data-slot='results']//@data-story")


def told(page):
    return " ".join(page.xpath("string(//h2[@id='found'])").split())


def a_story(**kwargs):
    article = ArticleFactory(**kwargs)
    byline(article, f"Ann Lee{article.pk}")
    return publish_article(article.pk, by=None, now=NOW - HOUR)


def test_what_was_found_is_shown_with_its_words_marked(client):
    story = a_story(headline="Ferry <returns> & leaves", body="<p>The ferries came.</p>", dek="", kicker="Harbor")
    page = get(client, q="ferry")
    assert keys(page) == [story.story_key]
    assert told(page) == "1 story"
    (result,) = page.xpath("//*[@data-story]")
    assert result.xpath(".//h3/a/@href") == [f"/politics/{story.slug}-{story.pk}/"]
    assert result.xpath("string(.//h3)") == "Ferry <returns> & leaves"
    assert result.xpath(".//mark/text()") == ["Ferry", "ferries"]
    assert result.xpath("string(.//*[@class='meta-section'])") == "Politics"
    assert result.xpath(".//time/@datetime") == ["2026-11-03T21:00:00+00:00"]
    assert page.xpath("//input[@name='q']/@value") == ["ferry"]


def test_results_are_kept_out_of_search_engines_and_the_empty_page_is_not(client):
    for chosen in ({"q": "ferry"}, {"q": "the"}, {"sort": "newest", "from": "2020-01-01"}):
        page = get(client, **chosen)
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert not page.xpath("//link[@rel='canonical']")
    page = get(client)
    assert not page.xpath("//meta[@name='robots']")
    assert page.xpath("//link[@rel='canonical']/@href") == ["http://testserver/search/"]


def test_there_is_one_search_form_and_every_box_has_a_label(client):
    page = get(client)
    assert len(page.xpath("//form[@role='search']")) == 1
    assert not page.xpath("//input[not(@id) and not(ancestor::label)]"), "every box has a label"
    assert len(page.xpath("//h1")) == 1


def test_an_empty_search_shows_the_form_and_the_latest_stories(client):
    story = live_story()
    for chosen in ({}, {"q": ""}, {"q": "  "}, {"q": "🚢"}):
        page = get(client, **chosen)
        assert not page.xpath("//h2[@id='found']")
        assert page.xpath("//*[@data-slot='latest']//@data-story") == [story.story_key]


def test_when_nothing_is_found_the_page_helps(client):
    live_story(headline="Bridge opens")
    page = get(client, q="zeppelin", section="politics")
    assert told(page) == "No story has that"
    assert page.xpath("//*[@data-slot='latest']//@data-story")
    assert page.xpath("//a[contains(@href, 'q=zeppelin')]/@href") == ["/search/?q=zeppelin"]


def test_filters_are_kept_and_told_in_words(client):
    story = a_story(headline="Ferry returns")
    live_story(headline="Ferry leaves", section=SectionFactory(name="Sport"))
    author = story.authors[0]
    page = get(
        client, q="ferry", section="politics", author=author["slug"], **{"from": "2026-11-03", "to": "2026-11-03"}
    )
    assert keys(page) == [story.story_key]
    assert page.xpath("//select/option[@selected]/@value") == ["politics"]
    assert page.xpath("//input[@name='author']/@value") == [author["name"]]
    assert page.xpath("//input[@type='date']/@value") == ["2026-11-03", "2026-11-03"]
    summary = page.xpath("string(//summary[contains(., 'Narrow')])")
    assert summary == f"Narrow it down: Politics, {author['name']}, 2026-11-03 – 2026-11-03"
    assert keys(get(client, q="ferry", to="2026-11-02")) == []


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"from": "2014-02-30"}, "no date “2014-02-30”"),
        ({"to": "yesterday"}, "no date “yesterday”"),
        ({"from": "٢٠١٤-٠٥-٠٨"}, "no date"),
        ({"from": "2026-12-01", "to": "2014-01-01"}, "turned them around"),
        ({"section": "nowhere"}, "no section “nowhere”"),
        ({"author": "<b>Nobody</b>"}, "no stories by “<b>Nobody</b>”"),
        ({"q": "ferry " * 2000}, "first words"),
        ({"q": "the of"}, "Add one that says"),
    ],
)
def test_what_cannot_be_understood_is_told_and_left_out(client, chosen, sentence):
    story = live_story(headline="Ferry returns")
    page = get(client, **{"q": "ferry", **chosen})
    assert sentence in page.xpath("string(//*[@class='search-notes'])")
    assert keys(page) == ([] if chosen.get("q") == "the of" else [story.story_key])


@pytest.mark.parametrize("number", ["0", "-1", "x", "11", "1" + "0" * 30, "٣", "2"])
def test_pages_that_do_not_exist_answer_404(client, number):
    live_story(headline="Ferry returns")
    assert client.get("/search/", {"q": "ferry", "page": number}).status_code == 404


@pytest.mark.parametrize("place", ["x", "1.5", "9" * 25, "--1", "' OR 1=1"])
def test_places_that_do_not_exist_answer_404(client, place):
    assert client.get("/search/", {"q": "ferry", "sort": "newest", "before": place}).status_code == 404


@pytest.mark.parametrize("sort", ["", "newest"])
def test_more_results_are_a_link_away_and_none_comes_twice(client, sort):
    for number in range(25):
        live_story(headline=f"Ferry {number}", at=NOW - number * HOUR)
    first = get(client, q="ferry", sort=sort)
    assert told(first) == ("The newest stories" if sort else "25 stories")
    (older,) = first.xpath("//a[@rel='next']/@href")
    second = html.fromstring(client.get("/search/" + older).content.decode())
    assert (len(keys(first)), len(keys(second))) == (20, 5)
    assert not set(keys(first)) & set(keys(second))
    (newer,) = second.xpath("//a[@rel='prev']/@href")
    assert keys(html.fromstring(client.get("/search/" + newer).content.decode())) == keys(first)


def test_nothing_is_counted_beyond_two_hundred(client, monkeypatch):
    from articles.queries import search_hits
    from articles.search import asking

    for module in (search_hits, asking):
        monkeypatch.setattr(module, "MOST_RELEVANT", 20)
    for number in range(22):
        live_story(headline=f"Ferry {number}")
    page = get(client, q="ferry")
    assert told(page) == "More than 200 stories"
    assert not page.xpath("//a[@rel='next']")


def test_topics_and_authors_of_that_name_are_offered_without_a_script(client):
    article = ArticleFactory(headline="Bridge opens")
    article.topics.add(TopicFactory(name="Harbor ferries", slug="harbor-ferries"))
    byline(article, "Ferry Corsten")
    publish_article(article.pk, by=None, now=NOW)
    TopicFactory(name="Ferry tales")
    ContributorFactory(name="Ferry Nobody")
    page = get(client, q="ferr")
    names = [" ".join(item.text_content().split()) for item in page.xpath("//*[@class='search-names']/li")]
    assert names == ["Topic Harbor ferries", "Author Ferry Corsten"], "none without stories that readers have"
    assert page.xpath("//*[@class='search-names']//a/@href")[0] == "/topics/harbor-ferries/"


@pytest.mark.parametrize("sort", ["", "newest"])
@pytest.mark.parametrize("stories", [0, 1, 3, 30])
def test_the_same_number_of_queries_however_many_stories(client, django_assert_num_queries, stories, sort):
    SectionFactory()
    live_story(headline="Bridge opens")
    for number in range(stories):
        live_story(headline=f"Ferry {number}")
    get(client, q="ferry")
    cache.clear()
    with django_assert_num_queries(6 - (stories == 0) + MEANT * (stories < 3)):
        get(client, q="ferry", sort=sort)


def test_at_most_ten_queries_at_the_worst(client, django_assert_max_num_queries):
    story = a_story(headline="Government resigns")
    cache.clear()
    with django_assert_max_num_queries(10):
        get(client, q="goverment", author=story.authors[0]["name"], section="politics", **{"from": "2020-01-01"})


def test_only_reading_is_allowed(client):
    assert client.post("/search/").status_code == 405
    assert client.head("/search/?q=ferry").status_code == 200


class TestSuggestions:
    def ask(self, client, typed):
        response = client.get("/search/suggestions/", {"q": typed})
        assert response.status_code == 200
        assert response.headers["Content-Type"] == "application/json"
        assert response.headers["X-Robots-Tag"] == "noindex"
        return [(one["text"], one["url"], one["kind"]) for one in response.json()["suggestions"]]

    def test_names_come_first_then_headlines_newest_first(self, client):
        article = ArticleFactory(headline="Ferries return")
        article.topics.add(TopicFactory(name="Ferries", slug="ferries"))
        story = publish_article(article.pk, by=None, now=NOW)
        other = live_story(headline="A ferry leaves", at=NOW - HOUR)
        assert self.ask(client, "ferr") == [
            ("Ferries", "/topics/ferries/", "Topic"),
            ("Ferries return", f"/politics/{story.slug}-{story.pk}/", "Politics"),
            ("A ferry leaves", f"/politics/{other.slug}-{other.pk}/", "Politics"),
        ]

    def test_what_readers_do_not_have_is_never_suggested(self, client):
        article = ArticleFactory(headline="Resignation of the mayor", embargo_until=NOW + HOUR)
        article.topics.add(TopicFactory(name="Resignations"))
        byline(article, "Resa Signer")
        publish_article(article.pk, by=None, now=NOW)
        ArticleFactory(headline="Resigned to it")
        assert self.ask(client, "resig") == []
        assert self.ask(client, "res") == []

    @pytest.mark.parametrize("typed", ["", "f", " ", "%", "_", "''", "x" * 10_000, "🚢", '"(', "fer:*"])
    def test_any_text_is_answered(self, client, typed):
        live_story(headline="Bridge opens")
        assert self.ask(client, typed) == []

    @pytest.mark.parametrize("stories", [1, 30])
    def test_the_same_number_of_queries(self, client, django_assert_num_queries, stories):
        for number in range(stories):
            live_story(headline=f"Ferry {number}")
        cache.clear()
        with django_assert_num_queries(5):
            assert len(self.ask(client, "ferr")) == min(stories, 6)


def test_scripts_and_styles_are_files(client):
    live_story(headline="Ferry returns")
    body = client.get("/search/?q=ferry").content.decode()
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=", body)
    assert "search.js" in body
