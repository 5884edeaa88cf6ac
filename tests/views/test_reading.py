"""What helps to read, share and go on from a story: names and topics that lead somewhere, how long it takes, what the
page says in other languages, and pages for what is not there."""

import gzip
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import RequestFactory
from lxml import html

from articles.models import PublishedArticle, Topic
from articles.views import errors
from tests.factories import NOW, ContributorFactory, TopicFactory, live_story

pytestmark = pytest.mark.django_db

SIXTY_KB = 60_000


@pytest.fixture(autouse=True)
def _election_night(time_machine):
    time_machine.move_to(NOW, tick=False)


def page_of(client, story: PublishedArticle) -> html.HtmlElement:
    response = client.get(f"/{story.section.slug}/{story.slug}-{story.pk}/")
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def words(elements: list[html.HtmlElement]) -> list[str]:
    return [" ".join(each.text_content().split()) for each in elements]


def test_names_and_topics_lead_to_their_pages(client):
    authors = [ContributorFactory(name=name, slug=slug) for name, slug in (("Ann Lee", "ann"), ("Bo Diaz", "bo"))]
    authors.append(ContributorFactory(name="علي", slug="ali"))
    story = live_story(authors=authors, topics=[TopicFactory(slug="tides")])
    page = page_of(client, story)
    assert words(page.xpath("//p[@class='byline']")) == ["By Ann Lee, Bo Diaz and علي"]
    assert page.xpath("//p[@class='byline']/a/@href") == ["/authors/ann/", "/authors/bo/", "/authors/ali/"]
    assert set(page.xpath("//p[@class='byline']/a/@dir")) == {"auto"}
    assert "/topics/tides/" in page.xpath("//ul[@class='header-topics']//@href")


def test_a_byline_from_before_authors_had_pages_is_printed_without_links(client):
    story = live_story(authors=[ContributorFactory(name="Ann Lee")])
    PublishedArticle.objects.update(authors=[{"name": "Ann Lee", "kind": "person"}])
    page = page_of(client, story)
    assert words(page.xpath("//p[@class='byline']")) == ["By Ann Lee"]
    assert not page.xpath("//p[@class='byline']/a")


@pytest.mark.parametrize(
    ("count", "told"), [(0, []), (230, []), (231, ["2 min read"]), (460, ["2 min read"]), (461, ["3 min read"])]
)
def test_only_a_story_of_more_than_a_minute_says_how_long_it_takes(client, count, told):
    story = live_story()
    PublishedArticle.objects.update(word_count=count)
    assert words(page_of(client, story).xpath("//*[@class='minutes']")) == told


def test_five_thousand_topics_make_no_large_page(client):
    Topic.objects.bulk_create(Topic(name=f"Topic {number} {'x' * 40}", slug=f"t-{number}") for number in range(5000))
    story = live_story(topics=Topic.objects.all())
    response = client.get(f"/politics/{story.slug}-{story.pk}/")
    page = html.fromstring(response.content.decode())
    seen = page.xpath("//a[starts-with(@href, '/topics/t-')][not(ancestor::details)]")
    assert len(seen) == 20
    assert len(page.xpath("//details//a[starts-with(@href, '/topics/t-')]")) == 80
    assert "and 4900 more" in words(page.xpath("//nav[@class='more-topics']//p"))
    assert len(gzip.compress(response.content)) < SIXTY_KB / 4


def test_a_story_with_next_to_nothing_has_a_whole_page(client):
    story = live_story(dek="", body="<p>x</p>")
    PublishedArticle.objects.update(blocks=[], word_count=0, topics=[], authors=[], byline="")
    page = page_of(client, story)
    assert not page.xpath("//p[@class='byline'] | //p[@class='dek'] | //nav[@class='more-topics'] | //figure")
    for empty in page.xpath("//main//*[self::p or self::h1 or self::h2 or self::ul][not(@role)]"):
        assert empty.text_content().strip(), html.tostring(empty)


def test_share_links_carry_the_canonical_address_and_any_headline(client):
    headline = 'Rock & roll? "100%" #1 + 🎉 <b>\N{LINE SEPARATOR}&body=evil'
    story = live_story(headline=headline, canonical_url="https://example.com/?a=1&b=2")
    page = page_of(client, story)
    links = [urlsplit(each) for each in page.xpath("//*[@data-share]//a/@href")]
    assert [each.scheme for each in links] == ["mailto", "https", "https", "https", "https"]
    mail = parse_qs(links[0].query)
    assert mail == {"subject": [story.headline], "body": ["https://example.com/?a=1&b=2"]}
    assert parse_qs(links[3].query) == {"text": [story.headline], "url": ["https://example.com/?a=1&b=2"]}


def test_previews_offer_nothing_to_share(admin_client):
    story = live_story()
    page = html.fromstring(admin_client.get(f"/preview/{story.pk}/").content.decode())
    assert not page.xpath("//*[@data-share]")


def test_the_menu_shows_the_sections_of_the_paper_and_where_one_is(client):
    story = live_story()
    inside = story.section.__class__.objects.create(name="Elections", slug="elections", parent=story.section)
    deeper = live_story(section=inside)
    for each in (story, deeper):
        page = page_of(client, each)
        assert words(page.xpath("//nav[@class='sections']//a")) == ["Politics"]
        assert page.xpath("//nav[@class='sections']//@aria-current") == ["true"]


@pytest.mark.parametrize(("language", "direction"), [("en-us", "ltr"), ("es", "ltr"), ("ar", "rtl")])
def test_a_page_says_which_language_it_is_in_and_which_way_it_runs(client, settings, language, direction):
    settings.LANGUAGE_CODE = language
    root = page_of(client, live_story())
    assert (root.get("lang"), root.get("dir")) == (language, direction)


def test_all_pages_for_what_went_wrong_have_a_way_on(client):
    request = RequestFactory().get("/")
    pages = {
        "not found": client.get("/nothing/here-999999/"),
        "refused": errors.forbidden(request, PermissionError()),
        "not understood": errors.bad_request(request, ValueError()),
        "broken": errors.server_error(request),
    }
    for name, response in pages.items():
        page = html.fromstring(response.content.decode())
        assert page.xpath("//main//form[@action='/search/']//input/@name") == ["q"], name
        assert page.xpath("//main//input/@id") == page.xpath("//main//label/@for"), name
        assert page.xpath("//a[@href='/']"), name
        assert page.xpath("//a[1]/@href")[0] == "#main", name


def test_scripts_wait_and_are_small(client):
    page = page_of(client, live_story())
    scripts = page.xpath("//script[@src]")
    assert all(script.get("defer") is not None for script in scripts)
    assert all(script.get("src").startswith("/static/") for script in scripts)
