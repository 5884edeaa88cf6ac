"""Every address of the readers' site against what no reader would send: the right status, the site's own page, and
never a fault. A new address has to be listed here."""

from datetime import timedelta

import pytest
from lxml import html

from articles.urls import urlpatterns
from tests.factories import (
    NOW,
    ContestFactory,
    ContributorFactory,
    LivePostFactory,
    SpecialCoverageFactory,
    TopicFactory,
    live_story,
)
from tests.live.counting import count

pytestmark = pytest.mark.django_db

# By the name of the pattern: addresses that are there, and whether a page number could be asked of them.
ADDRESSES = {
    "home": "/",
    "section": "/politics/",
    "article": "/politics/{slug}-{pk}/",
    "topics": "/topics/",
    "topic": "/topics/tides/",
    "authors": "/authors/",
    "author": "/authors/ann-lee/",
    "coverage": "/coverage/the-count/",
    "contest": "/coverage/the-count/results/mayor/",
    "live_coverage": "/live/coverage/the-count/",
    "live_coverage_json": "/live/coverage/the-count.json",
    "live_contest": "/live/contest/the-count/mayor/",
    "live_contest_card": "/live/contest/the-count/mayor/card/",
    "live_contest_json": "/live/contest/the-count/mayor.json",
    "live_blog": "/coverage/the-count/live/",
    "live_post": "/coverage/the-count/live/77/",
    "live_posts": "/live/posts/the-count/",
    "live_banner": "/live/banner/",
    "live_banner_of": "/live/banner/politics/",
    "archive_year": "/2026/",
    "archive_month": "/2026/11/",
    "archive_day": "/2026/11/03/",
    "corrections": "/corrections/",
    "search": "/search/",
    "suggest": "/search/suggestions/",
    "feed": "/feeds/rss.xml",
    "corrections_feed": "/feeds/corrections/atom.xml",
    "feed_of": "/feeds/topics/tides/rss.xml",
    "sitemap_index": "/sitemap.xml",
    "sitemap_news": "/sitemaps/news.xml",
    "sitemap_places": "/sitemaps/places.xml",
    "sitemap_month": "/sitemaps/politics-2026-11.xml",
    "robots": "/robots.txt",
    "manifest": "/manifest.webmanifest",
    "opensearch": "/opensearch.xml",
    "missing": "/no/such/page/",
}
ELSEWHERE = {"favicon", "security", "ads", "read", "preview", "shared_preview"}  # tested with what they do
HOSTILE = [
    "page=-1", "page=0", "page=1000000000000000000000000000000", "page=two", "before=-1",
    "before=x", "after=0", "after=%F0%9F%97%B3",
    "before=1e30", "q=%27%22%3B--", "q=foo+AND+(bar*", "before=" + "9" * 5000, "before=1&before=2", "%00=1", "q=%FF%FE",
    "a=" + "b" * 9000, "at=now", "at=2026-11-03", "at=9999-12-31T23:59", "at=0001-01-01T00:00", "at=2026-13-40T99:99",
    "at=2026-03-08T02:30", "at=" + "2" * 5000, "at=%00", "at=2026-11-03T22:10%2B01:00", "at=٢٠٢٦-11-03T22:10",
]  # fmt: skip


@pytest.fixture
def story(time_machine):
    time_machine.move_to(NOW, tick=False)
    coverage = SpecialCoverageFactory(slug="the-count")
    count(ContestFactory(coverage=coverage, slug="mayor"), -30, ames=5, birch=3, now=NOW)
    LivePostFactory(coverage=coverage, pk=77)
    return live_story(
        topics=[TopicFactory(slug="tides")], authors=[ContributorFactory(slug="ann-lee")], coverage=coverage
    )


def test_every_address_is_tried():
    assert {pattern.name for pattern in urlpatterns} == ADDRESSES.keys() | ELSEWHERE


@pytest.mark.parametrize("name", ADDRESSES)
def test_no_question_breaks_a_page(client, story, name):
    path = ADDRESSES[name].format(slug=story.slug, pk=story.pk)
    assert client.get(path).status_code == (404 if name == "missing" else 200)
    for query in HOSTILE:
        response = client.get(f"{path}?{query}")
        assert response.status_code in (200, 400, 404), (path, query)
        if response.status_code == 404 and "html" in response["Content-Type"]:
            assert "The Meridian" in response.content.decode()


@pytest.mark.parametrize("page", ["-1", "0", "1000000000000000000000000000000", "two"])
def test_a_page_number_that_means_nothing_is_ignored(client, story, page):
    assert client.get(f"/politics/?page={page}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/politics/x-0/", "/politics/x-99999999999999999999/", "/politics/x-9223372036854775808/",
        "/%00/", "/politics/%F0%9F%97%B3/",
        "/topics/%2e%2e/", "/authors/" + "a" * 3000 + "/", "/2026/02/30/", "/2026/99/99/", "/0000/00/00/",
        "/٢٠٢٦/", "/feeds/topics/x/rss.xml",
        "/sitemaps/politics-9999-99.xml", "/coverage/;drop/", "/search/%00/", "/\\evil.example/",
    ],
)  # fmt: skip
def test_addresses_of_nothing_answer_in_the_sites_own_words(client, story, path):
    response = client.get(path)
    assert response.status_code in (400, 404)
    assert "evil.example" not in response.headers.get("Location", "")


def test_a_story_with_nothing_but_a_headline_has_a_page(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    bare = live_story(headline="Bare", dek="", kicker="", body="<p>.</p>")
    page = html.fromstring(client.get(f"/politics/{bare.slug}-{bare.pk}/").content.decode())
    assert page.xpath("string(//h1)").strip() == "Bare"
    assert not page.xpath(
        "//main//*[self::p or self::h2 or self::ul][not(normalize-space()) and not(.//img or @aria-live or @role)]"
    )


@pytest.mark.parametrize(
    "headline", ["x" * 300, "🗳" * 100, "מועצת העיר אישרה", "<script>alert(1)</script>", "a\u202eb"]
)
def test_headlines_of_every_kind_are_printed_as_they_are(client, time_machine, headline):
    time_machine.move_to(NOW, tick=False)
    story = live_story(headline=headline)
    for path in ("/", "/politics/", f"/politics/{story.slug}-{story.pk}/", "/search/?q=harbor", "/feeds/rss.xml"):
        response = client.get(path)
        assert response.status_code == 200
        assert "<script>alert(1)" not in response.content.decode()


def test_a_story_under_five_thousand_topics_has_a_page_of_an_ordinary_size(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    topics = TopicFactory._meta.model.objects.bulk_create(
        TopicFactory.build(name=f"Topic number {number}", slug=f"topic-number-{number}") for number in range(5000)
    )
    story = live_story(topics=topics)
    page = client.get(f"/politics/{story.slug}-{story.pk}/").content
    assert len(page) < 60_000
    assert client.get("/topics/").status_code == 200
    assert len(client.get("/feeds/rss.xml").content) < 60_000


def test_a_story_to_come_is_nowhere_and_its_address_says_nothing(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    story = live_story(headline="Not yet told", at=NOW + timedelta(hours=1))
    response = client.get(f"/politics/{story.slug}-{story.pk}/")
    assert response.status_code == 404
    assert "Not yet told" not in response.content.decode()
