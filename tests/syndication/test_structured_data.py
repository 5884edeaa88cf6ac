"""What pages say to search engines is what they print: names, times, corrections; and it can break nothing."""

import json
from datetime import datetime, timedelta

import pytest
from lxml import html

from articles.workflow import UpdateKind, note_save, publish_article
from tests.factories import NOW, ArticleFactory, SectionFactory, TopicFactory, byline, live_story, photo_with_picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _election_night(time_machine):
    time_machine.move_to(NOW, tick=False)


def page_of(client, story):
    return html.fromstring(client.get(f"/{story.section.slug}/{story.slug}-{story.pk}/").content.decode())


def told(page) -> dict[str, dict]:
    """The things of the page's JSON-LD by their type."""
    (script,) = page.xpath("//script[@type='application/ld+json']")
    data = json.loads(script.text)
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}


def changed(story, kind, note=""):
    article = story.article
    article.body += f"<p>{kind}.</p>"
    article.save()
    note_save(article.pk, by=None, now=NOW)
    return publish_article(article.pk, by=None, now=NOW, kind=kind, note=note)


def test_a_story_says_what_its_page_prints(client, settings):
    article = ArticleFactory(
        headline="Pier opens",
        dek="After two winters.",
        dateline="HARBOR POINT",
        section=SectionFactory(name="City", slug="city"),
        lead_photo=photo_with_picture(caption="The new pier.", credit="Jo Lens"),
        publish_at=NOW - timedelta(hours=5),
    )
    article.topics.add(TopicFactory(name="Harbor"))
    byline(article, "Ann Lee", "Bo Diaz")
    story = publish_article(article.pk, by=None, now=NOW)
    page = page_of(client, story)
    news = told(page)["NewsArticle"]
    assert (news["headline"], news["description"], news["dateline"]) == (
        "Pier opens", "After two winters.", "HARBOR POINT",
    )  # fmt: skip
    assert [(each["@type"], each["name"]) for each in news["author"]] == [("Person", "Ann Lee"), ("Person", "Bo Diaz")]
    assert news["author"][0]["url"] == f"{settings.SITE_URL}/authors/{story.authors[0]['slug']}/"
    assert page.xpath("//a[@rel='author']/@href")[0] == f"/authors/{story.authors[0]['slug']}/"
    assert (news["articleSection"], news["keywords"], news["isAccessibleForFree"]) == ("City", ["Harbor"], True)
    assert news["mainEntityOfPage"] == page.xpath("//link[@rel='canonical']/@href")[0]
    assert {(one["caption"], one["creditText"]) for one in news["image"]} == {("The new pier.", "Jo Lens")}
    assert [round(one["width"] / one["height"], 2) for one in news["image"]] == [1.78, 1.33, 1.0]
    assert news["image"][0]["url"] == page.xpath("//meta[@property='og:image']/@content")[0]
    assert news["publisher"]["name"] == settings.SITE_NAME
    assert news["publisher"]["correctionsPolicy"] == f"{settings.SITE_URL}/corrections/"
    crumbs = told(page)["BreadcrumbList"]["itemListElement"]
    assert [(crumb["position"], crumb["name"]) for crumb in crumbs] == [
        (1, settings.SITE_NAME), (2, "City"), (3, "Pier opens"),
    ]  # fmt: skip


def test_times_are_the_printed_ones_with_their_offset(client):
    story = live_story(at=NOW - timedelta(hours=5))
    page = page_of(client, story)
    news = told(page)["NewsArticle"]
    assert news["datePublished"] in page.xpath("//main//time/@datetime")
    assert news["dateModified"] == news["datePublished"]
    assert datetime.fromisoformat(news["datePublished"]).utcoffset() is not None


@pytest.mark.parametrize(
    ("kind", "note", "moves"),
    [
        (UpdateKind.SILENT, "", False),
        (UpdateKind.UPDATE, "", True),
        (UpdateKind.CORRECTION, "The pier is 300 meters long, not 3,000.", True),
    ],
)
def test_the_kind_of_an_update_decides_about_the_modified_time(client, kind, note, moves):
    story = live_story(at=NOW - timedelta(hours=5))
    page = page_of(client, changed(story, kind, note))
    news = told(page)["NewsArticle"]
    assert (news["dateModified"] != news["datePublished"]) is moves
    assert page.xpath("//meta[@property='article:modified_time']/@content") == [news["dateModified"]]
    assert [each["text"] for each in news.get("correction", [])] == ([note] if note else [])


def test_an_organization_is_not_called_a_person_and_nobody_is_the_paper(client):
    article = ArticleFactory()
    byline(article, "ABC News", kind="organisation")
    signed = publish_article(article.pk, by=None, now=NOW)
    (author,) = told(page_of(client, signed))["NewsArticle"]["author"]
    assert (author["@type"], author["name"]) == ("Organization", "ABC News")
    nobodys = told(page_of(client, live_story()))["NewsArticle"]
    assert nobodys["author"] == [{"@id": nobodys["publisher"]["@id"]}]


@pytest.mark.parametrize("headline", ["</script><script>alert(1)</script>", "<!-- <script>", "Ben & Ann’s “day” 🗳"])
def test_no_headline_leaves_the_script_element(client, headline):
    page = page_of(client, live_story(headline=headline))
    assert told(page)["NewsArticle"]["headline"] == headline
    assert "alert(1)" not in "".join(page.xpath("//script[not(@type)]/text()"))


def test_a_story_with_nothing_but_a_headline_has_no_blank_properties(client):
    news = told(page_of(client, live_story(dek="", dateline="", lead_photo=None)))["NewsArticle"]
    assert not [name for name, value in news.items() if value in ("", None, [])]
    assert "image" not in news


def test_thousands_of_topics_do_not_swell_the_page(client):
    article = ArticleFactory()
    article.topics.set([TopicFactory(name=f"Topic {number}") for number in range(60)])
    story = publish_article(article.pk, by=None, now=NOW)
    assert len(told(page_of(client, story))["NewsArticle"]["keywords"]) == 50


def test_the_home_page_says_who_publishes(client, settings):
    things = told(html.fromstring(client.get("/").content.decode()))
    assert things["WebSite"]["publisher"]["@id"] == things["NewsMediaOrganization"]["@id"]
    assert things["NewsMediaOrganization"]["name"] == settings.SITE_NAME


def test_a_preview_says_nothing_to_search_engines(client, admin_client):
    story = live_story()
    preview = html.fromstring(admin_client.get(f"/preview/{story.pk}/").content.decode())
    assert not preview.xpath("//script[@type='application/ld+json']")
