"""Which story is this link? Same story, same key; different stories never the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.related import article_id_of, link_key, title_key, url_key


@pytest.fixture(autouse=True)
def _own_hosts(settings):
    settings.OWN_HOSTS = frozenset({"news.example.org", "old.example.net"})
    settings.SITE_URL = "https://news.example.org"


@pytest.mark.parametrize(
    "url",
    [
        "/politics/council-approves-plan-42/",
        "/politics/an-old-slug-42",
        "/sport/council-approves-plan-42/?utm_source=feed&fbclid=1#comments",
        "https://news.example.org/politics/council-approves-plan-42/",
        "http://NEWS.example.org:80/politics/council-approves-plan-42/",
        "https://www.news.example.org//politics//council-approves-plan-42/",
        "//old.example.net/politics/x-42/",
        "https://news.example.org/politics/council-approves-plan-42/amp/",
        "https://news.example.org/amp/politics/council-approves-plan-42/",
        "https://news.example.org/politics/council%2Dapproves-42/index.html",
        "https://news.example.org./politics/x-42/",
        "https://news.example.org/preview/42/",
    ],
)
def test_all_addresses_of_our_story_are_one_key(url):
    assert url_key(url) == "article:42"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.com/story?id=1", "https://example.com/story?id=2"),
        ("https://example.com/?p=1", "https://example.com/?p=2"),
        ("https://example.com/watch?v=a", "https://example.com/watch?v=A"),
        ("https://example.com/story?page=1", "https://example.com/story?page=2"),
        ("https://example.com/Story", "https://example.com/story"),
        ("https://example.com:8080/story", "https://example.com/story"),
        ("https://a.example.com/story", "https://b.example.com/story"),
        ("https://example.com/a-42/", "https://news.example.org/a/a-42/"),
    ],
)
def test_different_stories_keep_different_keys(one, other):
    assert url_key(one) != url_key(other)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/story?id=7",
        "http://example.com/story/?id=7&utm_medium=social&cid=abc",
        "HTTPS://WWW.Example.COM:443/story?id=7#top",
        "https://example.com//story?fbclid=xyz&id=7&ref=home",
    ],
)
def test_one_page_elsewhere_is_one_key(url):
    assert url_key(url) == "url:https://example.com/story?id=7"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.com/x",
        "",
        "   ",
        "https://",
        "http://[::1",
        "mailto:a@b.c",
        "https://news.example@elsewhere.example/",
        "https://user:word@example.com/",
    ],
)
def test_what_is_no_page_has_no_key(url):
    assert url_key(url) == ""


@given(st.one_of(st.text(), st.text().map(lambda rest: "https://example.com/" + rest), st.text().map("//{}".format)))
def test_no_address_breaks_it_and_keys_stay_short(url):
    key = url_key(url)
    assert len(key) <= 255
    if key.startswith("url:") and "~" not in key:
        assert url_key(key.removeprefix("url:")) == key


def test_a_backslash_is_a_slash_as_in_browsers():
    assert url_key("HTTP://0/\\") == "url:https://0/"
    assert url_key("https://example.com\\@elsewhere.example/") == url_key("https://example.com/@elsewhere.example")


def test_an_address_of_eight_thousand_characters_has_a_short_key_of_its_own():
    long = "https://example.com/" + "a" * 8000
    assert len(url_key(long)) == 255
    assert url_key(long) != url_key(long + "b")


def test_headlines_without_address_are_told_apart_by_their_words():
    assert title_key("MORE Heat, “Less” Rain!") == title_key("more heat less rain")
    assert title_key("Council approves plan") != title_key("Council rejects plan")
    assert link_key(title="— !") == ""


def test_the_most_certain_fact_decides():
    assert link_key(target_id=3, url="https://example.com/", title="x") == "article:3"
    assert link_key(url="https://example.com/a", title="x") == "url:https://example.com/a"
    assert link_key(title="X") == "title:x"
    assert (article_id_of("article:42"), article_id_of("url:https://x/")) == (42, None)
