"""Topic, author, coverage, archive and standing pages: what readers find, what they cost, and what is not there."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from lxml import html

from articles.models import Page
from articles.workflow import withdraw_article
from tests.factories import (
    NOW,
    ContributorFactory,
    SectionFactory,
    SpecialCoverageFactory,
    TopicFactory,
    live_story,
    photo_with_picture,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _election_night(time_machine):
    time_machine.move_to(NOW, tick=False)


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return html.fromstring(response.content.decode())


def headlines(page):
    return [one.text_content().strip() for one in page.xpath("//main//a[@class='headline']")]


def told(page):
    graph = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))["@graph"]
    return {thing["@type"]: thing for thing in graph}


@pytest.fixture
def place():
    """One of each, and how to file a story under it."""
    topic = TopicFactory(name="Tides", slug="tides", introduction="High water.\n\nAnd low.")
    author = ContributorFactory(name="Ann Lee", slug="ann-lee", bio="Ann covers the harbor.", role="Harbor reporter")
    coverage = SpecialCoverageFactory(title="The Count", slug="the-count", introduction="Every vote.")
    return {
        "/topics/tides/": {"topics": [topic]},
        "/authors/ann-lee/": {"authors": [author]},
        "/coverage/the-count/": {"coverage": coverage},
        "/2026/11/03/": {},
    }


PLACES = ["/topics/tides/", "/authors/ann-lee/", "/coverage/the-count/", "/2026/11/03/"]
COST = {"/topics/tides/": 3, "/authors/ann-lee/": 3, "/coverage/the-count/": 5, "/2026/11/03/": 4}


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("count", [1, 30])
def test_a_page_costs_the_same_however_many_stories(client, place, path, count, django_assert_num_queries):
    for _ in range(count):
        live_story(**place[path])
    client.get("/")
    with django_assert_num_queries(COST[path]):
        client.get(path)


@pytest.mark.parametrize("path", PLACES)
def test_every_story_is_found_on_one_of_its_pages_and_search_engines_on_all(client, place, path, settings):
    for number in range(30):
        live_story(headline=f"Story {number}", at=NOW - timedelta(minutes=number + 1), **place[path])
    live_story(headline="To come", at=NOW + timedelta(hours=1), **place[path])
    gone = live_story(headline="Withdrawn", **place[path])
    withdraw_article(gone.pk, by=None, now=NOW, reason="Wrong.")
    first = read(client, path)
    (older,) = first.xpath("//a[@rel='next']/@href")
    second = read(client, path + older)
    assert headlines(first) + headlines(second) == [f"Story {number}" for number in range(30)]
    (newer,) = second.xpath("//a[@rel='prev']/@href")
    assert headlines(read(client, path + newer)) == headlines(first)
    canonical = "//link[@rel='canonical']/@href"
    assert first.xpath(canonical) == [settings.SITE_URL + path]
    assert second.xpath(canonical) == [settings.SITE_URL + path + older]
    listed = told(first)
    collection = listed.get("CollectionPage", {}).get("mainEntity") or listed["ProfilePage"]["hasPart"]
    assert [one["name"] for one in collection["itemListElement"]] == headlines(first)


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("query", ["?before=x", "?before=-1", "?after=0", "?before=1-" + "9" * 30, "?after=%00"])
def test_made_up_pages_are_not_there(client, place, path, query):
    live_story(**place[path])
    assert client.get(path + query).status_code in (400, 404)


@pytest.mark.parametrize("path", ["/topics/x/", "/authors/x/", "/coverage/x/", "/nothing-here/"])
def test_what_nobody_has_made_is_not_there(client, path):
    assert client.get(path).status_code == 404


def test_a_topic_introduces_itself_and_an_empty_one_is_not_for_search_engines(client, place):
    page = read(client, "/topics/tides/")
    assert [each.text for each in page.xpath("//p[@class='introduction']")] == ["High water.", "And low."]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert "There are no stories here yet" in page.text_content()


def test_an_author_is_shown_with_portrait_contact_and_role(client, settings):
    ann = ContributorFactory(
        name="Ann Lee",
        slug="ann-lee",
        role="Harbor reporter",
        photo=photo_with_picture(),
        email="ann@example.org",
        links=["https://social.example/@ann", "javascript:alert(1)", 7],
    )
    live_story(authors=[ann])
    page = read(client, "/authors/ann-lee/")
    assert page.xpath("//a[starts-with(@href, 'mailto:')]/@href") == ["mailto:ann@example.org"]
    assert page.xpath("//ul[@class='contact']//a/@href")[1:] == ["https://social.example/@ann"]
    assert page.xpath("//div[@class='portrait']//img")
    person = told(page)["ProfilePage"]["mainEntity"]
    assert (person["@type"], person["jobTitle"]) == ("Person", "Harbor reporter")
    assert person["url"] == f"{settings.SITE_URL}/authors/ann-lee/"


def test_names_of_every_script_stand_on_their_pages(client):
    for number, name in enumerate(["😀 Emoji", "محمد علي", "<b>Bold</b>", "x" * 80]):
        live_story(topics=[TopicFactory(name=name, slug=f"t{number}")])
        page = read(client, f"/topics/t{number}/")
        assert page.xpath("string(//h1)") == name
        assert page.xpath("//h1/@dir") == ["auto"]


def test_lists_of_topics_and_authors_have_those_with_stories(client, django_assert_num_queries):
    live_story(topics=[TopicFactory(name="Tides", slug="tides")], authors=[ContributorFactory(name="Ann Lee")])
    TopicFactory(name="Nothing yet")
    ContributorFactory(name="Nobody")
    for path, name in (("/topics/", "Tides"), ("/authors/", "Ann Lee")):
        client.get("/")
        with django_assert_num_queries(2):
            page = read(client, path)
        assert [one.text_content() for one in page.xpath("//main//ul[@class='index']//a")] == [name]


def test_coverage_leads_to_where_its_banner_leads(client):
    target = live_story()
    SpecialCoverageFactory(slug="the-count", label="Live results", target=target)
    page = read(client, "/coverage/the-count/")
    assert page.xpath("//p[@class='introduction']/a/@href") == [f"/politics/{target.slug}-{target.pk}/"]
    withdraw_article(target.pk, by=None, now=NOW, reason="Wrong.")
    assert not read(client, "/coverage/the-count/").xpath("//p[@class='introduction']/a")


def test_days_are_those_of_the_newsroom(client):
    live_story(headline="Late", at=datetime(2014, 5, 9, 3, 59, tzinfo=UTC))  # still the 8th in New York
    live_story(headline="Early", at=datetime(2014, 5, 9, 4, 0, tzinfo=UTC))
    page = read(client, "/2014/05/08/")
    assert headlines(page) == ["Late"]
    assert page.xpath("//nav[contains(@class, 'days')]/a/@href") == ["/2014/05/09/"]
    assert headlines(read(client, "/2014/05/09/")) == ["Early"]
    assert read(client, "/2014/05/").xpath("//ul[@class='index']//a/@href") == ["/2014/05/08/", "/2014/05/09/"]
    assert read(client, "/2014/").xpath("//ul[@class='index']//a/@href") == ["/2014/05/"]


@pytest.mark.parametrize(
    "path",
    ["/2014/02/30/", "/2014/13/", "/2014/00/", "/2014/05/00/", "/0000/", "/0001/01/01/", "/9999/12/31/", "/2014/05/07/",
     "/2030/", "/2013/", "/2014/06/", "/2026/11/04/"],
)  # fmt: skip
def test_days_that_do_not_exist_or_have_no_story_are_not_there(client, path):
    live_story(at=datetime(2014, 5, 8, 16, 0, tzinfo=UTC))
    live_story(at=NOW + timedelta(days=1))
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(("path", "cost"), [("/2026/", 2), ("/2026/11/", 2)])
@pytest.mark.parametrize("count", [1, 30])
def test_a_calendar_costs_one_look_for_all_its_days(client, path, cost, count, django_assert_num_queries):
    for number in range(count):
        live_story(at=NOW - timedelta(hours=number))
    client.get("/")
    with django_assert_num_queries(cost):
        read(client, path)


def test_a_section_shows_the_stories_of_those_inside_it(client, django_assert_num_queries):
    politics = SectionFactory()
    elections = SectionFactory(name="Elections", parent=politics)
    for number in range(30):
        section = (politics, elections)[number % 2]
        live_story(headline=f"Story {number}", section=section, at=NOW - timedelta(minutes=number + 1))
    client.get("/")
    with django_assert_num_queries(4):
        first = read(client, "/politics/")
    (older,) = first.xpath("//a[@rel='next']/@href")
    assert headlines(first) + headlines(read(client, "/politics/" + older)) == [f"Story {n}" for n in range(30)]
    assert first.xpath("//nav[@class='inside']//a/@href") == ["/elections/"]
    inside = read(client, "/elections/")
    assert headlines(inside) == [f"Story {number}" for number in range(1, 30, 2)]
    assert inside.xpath("//nav[@class='trail']//a/@href") == ["/politics/"]
    assert [one["name"] for one in told(inside)["BreadcrumbList"]["itemListElement"]][1:] == ["Politics", "Elections"]


def test_a_standing_page_is_there_when_it_is_public(client, settings):
    page = Page.objects.create(
        title="About us", slug="about", body="<p>We print.<script>x</script></p>", role=Page.Role.ABOUT
    )
    shown = read(client, "/about/")
    assert shown.xpath("string(//h1)") == "About us"
    assert not shown.xpath("//main//script")
    assert "/about/" in read(client, "/").xpath("//footer//a/@href")
    assert shown.xpath("//link[@rel='canonical']/@href") == [f"{settings.SITE_URL}/about/"]
    page.is_public = False
    page.save()
    assert client.get("/about/").status_code == 404
