"""/sitemap.xml and /sitemaps/…: every page once, nothing that is not live, and a price that does not grow."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from lxml import etree

from articles.queries.sitemaps import read_months
from articles.workflow import withdraw_article
from tests.factories import NOW, ContributorFactory, SectionFactory, TopicFactory, live_story, photo_with_picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _election_night(time_machine):
    cache.clear()
    time_machine.move_to(NOW, tick=False)


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    return etree.fromstring(response.content)


def named(tree, name):
    return [each.text for each in tree.iter("{*}" + name)]


def test_the_index_leads_to_every_story_once(client, settings):
    city = SectionFactory(name="City")
    stories = [
        live_story(at=datetime(2014, 5, 8, tzinfo=UTC)),
        live_story(at=datetime(2014, 5, 31, 23, 59, 59, 999_999, tzinfo=UTC)),
        live_story(at=datetime(2014, 6, 1, tzinfo=UTC)),
        live_story(section=city, at=datetime(2020, 12, 31, 23, 0, tzinfo=UTC)),
    ]
    maps = named(read(client, "/sitemap.xml"), "loc")
    assert maps == [
        f"{settings.SITE_URL}/sitemaps/{name}.xml"
        for name in ("news", "places", "city-2020-12", "politics-2014-06", "politics-2014-05")
    ]
    found = [one for path in maps[2:] for one in named(read(client, path.removeprefix(settings.SITE_URL)), "loc")]
    pages = [one for one in found if "/media/" not in one]
    assert sorted(pages) == sorted(f"{settings.SITE_URL}/{s.section.slug}/{s.slug}-{s.pk}/" for s in stories)


def test_a_month_tells_of_pictures_and_of_substantial_changes(client, settings):
    story = live_story(lead_photo=photo_with_picture(), at=NOW - timedelta(hours=3))
    tree = read(client, "/sitemaps/politics-2026-11.xml")
    assert named(tree, "lastmod") == [story.published_at.isoformat(timespec="seconds")]
    (picture,) = [each.find("{*}loc").text for each in tree.iter("{*}image")]
    assert picture == settings.SITE_URL + story.lead["picture"]["largest"]


def test_news_are_those_first_published_within_two_days(client):
    at = NOW - timedelta(hours=47, seconds=3, microseconds=7)
    live_story(headline="Fresh", at=at)
    live_story(headline="Old", at=NOW - timedelta(hours=49))
    live_story(headline="To come & go", at=NOW + timedelta(hours=1))
    tree = read(client, "/sitemaps/news.xml")
    assert named(tree, "title") == ["Fresh"]
    assert named(tree, "language") == ["en"]
    assert named(tree, "publication_date") == [at.astimezone(UTC).isoformat(timespec="seconds")]


def test_places_with_stories_are_told_and_empty_ones_not(client, settings):
    live_story(topics=[TopicFactory(slug="tides")], authors=[ContributorFactory(slug="ann-lee")])
    TopicFactory(slug="nothing-yet")
    paths = [one.removeprefix(settings.SITE_URL) for one in named(read(client, "/sitemaps/places.xml"), "loc")]
    assert {"/", "/politics/", "/topics/tides/", "/authors/ann-lee/"} <= set(paths)
    assert "/topics/nothing-yet/" not in paths
    assert len(paths) == len(set(paths))


def test_a_withdrawn_story_is_in_no_map(client):
    story = live_story(headline="Wrong")
    withdraw_article(story.pk, by=None, now=NOW, reason="Wrong.")
    assert "sitemaps/politics" not in client.get("/sitemap.xml").content.decode()
    assert client.get("/sitemaps/politics-2026-11.xml").status_code == 404
    assert "Wrong" not in client.get("/sitemaps/news.xml").content.decode()


@pytest.mark.parametrize("name", ["politics-2026-13", "politics-0000-01", "nowhere-2026-11", "politics-2026-00", "x"])
def test_months_that_do_not_exist_are_not_there(client, name):
    live_story()
    assert client.get(f"/sitemaps/{name}.xml").status_code == 404


@pytest.mark.parametrize("years", [1, 20])
def test_finding_the_months_takes_two_queries_whatever_there_is(years, django_assert_num_queries):
    for year in range(years):
        live_story(at=NOW - timedelta(days=365 * year))
    with django_assert_num_queries(3):  # sections, banner, months
        assert len(read_months(now=NOW)) == years
