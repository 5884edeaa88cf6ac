"""The markup of the readers' pages that readers' tools and the security policy rely on. What the pages say is tested
beside this file, page by page."""

import re
from itertools import pairwise

import pytest
from django.test import Client
from lxml import html
from time_machine import travel

from articles.workflow import UpdateKind, publish_article
from tests.factories import (
    NOW,
    ArticleFactory,
    SpecialCoverageFactory,
    byline,
    link,
    live_story,
    photo_with_picture,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_now():
    with travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def pages(making_once):
    """Every page of the readers' site by name, parsed, with everything on it that a page can have."""
    with making_once(), travel(NOW, tick=False):
        return _every_page(Client())


def _every_page(client):
    for number in range(12):
        live_story(lead_photo=photo_with_picture(color=f"#00{number * 20:02x}40"), kicker="Analysis")
    article = ArticleFactory(lead_photo=photo_with_picture(color="teal"), kicker="Exclusive")
    byline(article, "Ann Lee", "Bo Diaz")
    link(article, live_story().article, placement="inline", after_paragraph=1)
    link(article, url="https://example.com/tides", title="Tide tables", position=1)
    published = publish_article(article.pk, by=None, now=NOW)
    publish_article(article.pk, by=None, now=NOW, kind=UpdateKind.CORRECTION, note="The plan has three parts.")
    SpecialCoverageFactory(target=published, data_updated_at=NOW)
    addresses = {
        "home": "/",
        "section": "/politics/",
        "article": f"/politics/{article.slug}-{article.pk}/",
        "corrections": "/corrections/",
        "not found": "/politics/never-written-999999/",
    }
    return {name: html.fromstring(client.get(address).content) for name, address in addresses.items()}


def test_every_page_has_one_main_heading_and_no_heading_level_is_skipped(pages):
    for name, page in pages.items():
        levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4")]
        assert levels.count(1) == 1, name
        assert all(after - before <= 1 for before, after in pairwise(levels)), (name, levels)


def test_every_page_has_its_landmarks_and_a_way_to_skip_to_the_text(pages):
    for name, page in pages.items():
        assert [len(page.xpath(f"//body/{tag}")) for tag in ("header", "main", "footer")] == [1, 1, 1], name
        assert page.xpath("//body/a[1]/@href") == ["#main"], name
        assert page.xpath("//main/@id") == ["main"], name
        assert not page.xpath("//nav[not(@aria-label)]"), name


def test_nothing_on_a_page_needs_what_the_security_policy_forbids(pages):
    for name, page in pages.items():
        assert not page.xpath("//@style | //style | //script[not(@src or @type='application/ld+json')]"), name
        assert not [attribute for element in page.iter() for attribute in element.attrib if attribute.startswith("on")]
        loaded = page.xpath("//img/@src | //script/@src | //link[@rel='stylesheet']/@href")
        assert all(address.startswith("/") for address in loaded), name


def test_pictures_keep_their_place_and_only_the_first_is_fetched_at_once(pages):
    for name in ("home", "section", "article"):
        pictures = pages[name].xpath("//img")
        assert pictures, name
        assert all({"width", "height", "alt"} <= set(picture.attrib) for picture in pictures), name
        eager = [picture for picture in pictures if picture.get("loading") != "lazy"]
        assert [picture.get("fetchpriority") for picture in eager] == ["high"], name


def test_every_time_is_one_that_html_knows(pages):
    known = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?[+-]\d\d:\d\d|\d{4}-\d\d-\d\d")
    for name, page in pages.items():
        times = page.xpath("//time/@datetime")
        assert times, name
        assert [each for each in times if not known.fullmatch(each)] == [], name
    assert pages["article"].xpath("//time[@class='published']/@datetime") == ["2026-11-03T17:00:00-05:00"]


def test_teasers_say_which_story_they_are_and_stand_in_a_named_slot(pages):
    for name, page in pages.items():
        teasers = page.xpath("//*[@data-story]")
        assert teasers or name == "corrections", name
        assert all(teaser.xpath("ancestor::*[@data-slot]") for teaser in teasers), name
        keys = [teaser.get("data-story") for teaser in teasers]
        assert len(keys) == len(set(keys)), name


def test_the_rail_and_the_banner_stand_outside_the_story(pages):
    page = pages["article"]
    assert page.xpath("//article//aside/@class") == ["related"]
    assert page.xpath("//main/aside[@class='rail']//@data-slot") == ["picked", "next", "section", "latest"]
    assert page.xpath("//meta[@name='author']/@content") == ["Ann Lee", "Bo Diaz"]


def test_error_pages_and_previews_are_kept_out_of_search_engines(pages, admin_client):
    assert pages["not found"].xpath("//meta[@name='robots']/@content") == ["noindex"]
    story = ArticleFactory()
    preview = html.fromstring(admin_client.get(f"/preview/{story.pk}/").content)
    assert preview.xpath("//meta[@name='robots']/@content") == ["noindex, nofollow"]
    assert "readers do not see this version" in preview.text_content()
