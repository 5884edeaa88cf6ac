"""/feeds/…: what feed readers get, and when they are told that there is nothing new."""

from datetime import timedelta

import pytest
from lxml import etree

from articles.models import Article
from articles.syndication.websub import tell_hub
from articles.workflow import UpdateKind, note_save, publish_article, withdraw_article
from tests.factories import NOW, ContributorFactory, SectionFactory, TopicFactory, live_story, photo_with_picture

pytestmark = pytest.mark.django_db
SPACES = {
    "a": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}


@pytest.fixture(autouse=True)
def _election_night(time_machine):
    time_machine.move_to(NOW, tick=False)


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return etree.fromstring(response.content)


def texts(tree, path):
    return [getattr(each, "text", each) for each in tree.xpath(path, namespaces=SPACES)]


def change(story, kind, **fields):
    Article.objects.filter(pk=story.pk).update(**fields)
    note_save(story.pk, by=None, now=NOW)
    return publish_article(story.pk, by=None, now=NOW, kind=kind)


def test_a_feed_carries_the_whole_story_with_its_names_and_its_picture(client, settings):
    story = live_story(
        headline="Pier opens",
        body='<p>The pier <a href="/city/x-1/">opened</a>.</p>',
        lead_photo=photo_with_picture(caption="The new pier.", credit="Jo Lens"),
        authors=[ContributorFactory(name="Ann Lee"), ContributorFactory(name="Bo Diaz")],
        topics=[TopicFactory(name="Harbor")],
    )
    rss, atom = read(client, "/feeds/rss.xml"), read(client, "/feeds/atom.xml")
    address = f"{settings.SITE_URL}/politics/{story.slug}-{story.pk}/"
    assert texts(rss, "//item/link") == texts(atom, "//a:entry/a:link/@href") == [address]
    assert texts(rss, "//dc:creator") == texts(atom, "//a:entry/a:author/a:name") == ["Ann Lee", "Bo Diaz"]
    assert texts(rss, "//item/category") == texts(atom, "//a:category/@term") == ["Politics", "Harbor"]
    for tree, path in ((rss, "//content:encoded"), (atom, "//a:content")):
        (text,) = texts(tree, path)
        assert f'href="{settings.SITE_URL}/city/x-1/"' in text
        assert "The new pier. Jo Lens" in text
        assert texts(tree, "//media:credit") == ["Jo Lens"]
        assert texts(tree, "//media:content/@url")[0].startswith(settings.SITE_URL)


def test_only_the_sentence_under_the_headline_by_setting(client, settings):
    live_story(dek="After two winters.", body="<p>Secret recipe.</p>")
    settings.FEED_FULL_TEXT = False
    for kind in ("rss", "atom"):
        body = client.get(f"/feeds/{kind}.xml").content.decode()
        assert "After two winters." in body
        assert "Secret recipe" not in body


def test_ids_survive_a_new_address_and_small_fixes_do_not_move_the_time(client):
    story = live_story(at=NOW - timedelta(hours=5))
    before = read(client, "/feeds/atom.xml")
    change(story, UpdateKind.SILENT, slug="another-address", dek="Mended.")
    after = read(client, "/feeds/atom.xml")
    for path in ("//a:entry/a:id", "//a:entry/a:updated", "/a:feed/a:updated", "/a:feed/a:id"):
        assert texts(before, path) == texts(after, path)
    assert texts(after, "//a:summary") == ["Mended."]
    change(story, UpdateKind.UPDATE, dek="More.")
    assert texts(read(client, "/feeds/atom.xml"), "//a:entry/a:updated") == ["2026-11-03T22:00:00+00:00"]
    guid = read(client, "/feeds/rss.xml").find(".//guid")
    assert (guid.text, guid.get("isPermaLink")) == (texts(after, "//a:entry/a:id")[0], "false")


def test_feeds_of_sections_topics_authors_and_corrections(client):
    politics, ann, tides = SectionFactory(), ContributorFactory(slug="ann-lee"), TopicFactory(slug="tides")
    elections = SectionFactory(name="Elections", parent=politics)
    live_story(headline="Inside", section=elections, topics=[tides], authors=[ann])
    live_story(headline="Elsewhere", section=SectionFactory(name="City"))
    for of in ("sections/politics", "sections/elections", "topics/tides", "authors/ann-lee"):
        assert texts(read(client, f"/feeds/{of}/rss.xml"), "//item/title") == ["Inside"], of
    story = live_story(headline="Bridge closes")
    publish_article(story.pk, by=None, now=NOW, kind=UpdateKind.CORRECTION, note="It has two lanes.")
    corrections = read(client, "/feeds/corrections/atom.xml")
    assert texts(corrections, "//a:entry/a:title") == ["Correction: Bridge closes"]
    assert texts(corrections, "//a:entry/a:summary") == ["It has two lanes."]


@pytest.mark.parametrize("path", ["sections/x/rss.xml", "topics/x/atom.xml", "authors/x/rss.xml", "x.xml", "rss/"])
def test_feeds_of_nothing_are_not_there(client, path):
    assert client.get(f"/feeds/{path}").status_code == 404


@pytest.mark.parametrize("happens", ["withdrawn", "expired", "changed", "new"])
def test_nothing_new_is_told_in_no_bytes_until_something_happens(client, happens, time_machine):
    story = live_story(expires_at=NOW + timedelta(hours=1))
    first = client.get("/feeds/rss.xml")
    again = client.get("/feeds/rss.xml", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    if happens == "withdrawn":
        withdraw_article(story.pk, by=None, now=NOW, reason="Wrong.")
    elif happens == "expired":
        time_machine.shift(timedelta(hours=2))
    elif happens == "changed":
        time_machine.shift(60)
        Article.objects.filter(pk=story.pk).update(dek="Mended.")
        note_save(story.pk, by=None, now=NOW)
        publish_article(story.pk, by=None, now=NOW + timedelta(minutes=1), kind=UpdateKind.SILENT)
    else:
        live_story()
    assert client.get("/feeds/rss.xml", headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_hostile_words_leave_the_file_readable(client, kind):
    headline = "]]> <b>&amp;</b> 🗳 \u202eabc \ufffe\uffff"
    live_story(headline=headline, dek=']]><script>x</script>"')
    tree = read(client, f"/feeds/{kind}.xml")
    titles = texts(tree, "//item/title") or texts(tree, "//a:entry/a:title")
    assert titles[0].startswith("]]> <b>&amp;</b> 🗳")


@pytest.mark.parametrize("path", ["rss.xml", "sections/politics/atom.xml", "topics/tides/rss.xml"])
@pytest.mark.parametrize("count", [1, 30])
def test_a_feed_costs_the_same_however_many_stories(client, path, count, django_assert_num_queries):
    tides = TopicFactory(slug="tides")
    for _ in range(count):
        live_story(topics=[tides])
    costs = {"rss.xml": 4, "sections/politics/atom.xml": 5, "topics/tides/rss.xml": 6}
    client.get("/feeds/rss.xml")
    with django_assert_num_queries(costs[path] - 1):
        client.get(f"/feeds/{path}")


def test_a_hub_is_named_and_told(client, settings, monkeypatch):
    settings.WEBSUB_HUB = "https://hub.example/"
    live_story()
    response = client.get("/feeds/atom.xml")
    assert '<https://hub.example/>; rel="hub"' in response["Link"]
    assert texts(etree.fromstring(response.content), "/a:feed/a:link[@rel='hub']/@href") == ["https://hub.example/"]
    told = []

    class Answer:
        def __enter__(self):
            return self

        def __exit__(self, *args):
            return None

    def urlopen(request, timeout):
        told.append((request.full_url, request.data.decode(), timeout))
        return Answer()

    monkeypatch.setattr("articles.syndication.websub.urlopen", urlopen)
    tell_hub(["/feeds/rss.xml"])
    (address, data, timeout) = told[0]
    assert address == "https://hub.example/"
    assert "hub.mode=publish" in data
    assert data.endswith("%2Ffeeds%2Frss.xml")
    assert timeout <= 5
