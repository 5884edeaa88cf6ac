"""The article page as a reader gets it: what is printed, how often, and what answers for stories that are not there."""

import re
from datetime import timedelta

import pytest
from lxml import html

from articles.models import Article, ArticlePhoto, PublishedArticle
from articles.workflow import UpdateKind, note_save, publish_article, withdraw_article
from tests.factories import (
    NOW,
    ArticleFactory,
    PhotoFactory,
    SpecialCoverageFactory,
    TopicFactory,
    byline,
    link,
    live_story,
    photo_with_picture,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _election_night(time_machine):
    time_machine.move_to(NOW, tick=False)


def path_of(story: PublishedArticle) -> str:
    return f"/{story.section.slug}/{story.slug}-{story.pk}/"


def page_of(client, story):
    response = client.get(path_of(story))
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def text_of(page) -> str:
    """What is printed; the head says it again, to machines."""
    return " ".join(page.find("body").text_content().split())


def test_everything_the_reference_page_shows_is_there(client):
    photo = photo_with_picture(caption="Voters wait at dusk.", credit="Jo Lens/The Meridian")
    article = ArticleFactory(
        headline="Council approves plan",
        dek="“I did not sleep,” she said.",
        lead_photo=photo,
        dateline="May 8, 2014",
        publish_at=NOW.replace(year=2014, month=5, day=8, hour=16, minute=30),
        kicker="Exclusive",
    )
    article.topics.add(TopicFactory(name="City Hall"))
    byline(article, "ABC News", kind="organisation")
    link(article, title="How the vote was won", placement="inline", after_paragraph=1)
    story = publish_article(article.pk, by=None, now=NOW)
    SpecialCoverageFactory(
        target=live_story(at=NOW - timedelta(hours=1)), data_updated_at=NOW.replace(hour=21, minute=42, second=16)
    )

    page = page_of(client, story)
    text = text_of(page)

    assert [heading.text_content().strip() for heading in page.iter("h1")] == ["Council approves plan"]
    for once in (
        "“I did not sleep,” she said.",
        "Voters wait at dusk.",
        "Jo Lens/The Meridian",
        "How the vote was won",
    ):
        assert text.count(once) == 1, once
    assert "By ABC News" in text
    assert "May 8, 2014, 12:30 PM" in text
    assert "May 8, 2014 -- The council approved the plan." in text
    assert "The Night of the Count 2026" in text
    assert "Live results" in text
    assert "Last Updated: November 3, 4:42:16PM ET" in text
    assert "Exclusive" in text
    assert "City Hall" in text
    assert "Updated" not in text.replace("Last Updated", "")


def test_an_alternative_text_never_repeats_the_caption(client):
    photo = photo_with_picture(caption="A pier.", alt_decision="text", alt_text="A pier.")
    page = page_of(client, live_story(lead_photo=photo))
    assert page.xpath("//figure//img/@alt") == [""]


def test_a_missing_picture_shows_a_placeholder_with_its_words(client):
    page = page_of(client, live_story(lead_photo=PhotoFactory(caption="A pier.", credit="Jo Lens")))
    assert not page.xpath("//figure//img")
    assert "A pier." in text_of(page)
    assert "Jo Lens" in text_of(page)


def test_photos_and_related_links_stand_where_the_editor_put_them(client):
    article = ArticleFactory(body="<p>One.</p><h2>Sub</h2><p>Two.</p><p>Three.</p>")
    ArticlePhoto.objects.create(article=article, photo=PhotoFactory(caption="Inside."), after_paragraph=2)
    link(article, live_story(headline="Linked story").article, placement="inline", after_paragraph=1)
    story = publish_article(article.pk, by=None, now=NOW)
    text = text_of(page_of(client, story))
    places = [text.index(words) for words in ("One.", "Linked story", "Sub", "Two.", "Inside.", "Three.")]
    assert places == sorted(places)


def test_a_correction_and_the_updated_time_are_printed(client):
    story = live_story()
    article = Article.objects.get(pk=story.pk)
    article.body = "<p>It was Tuesday.</p>"
    article.save()
    note_save(article.pk, by=None, now=NOW)
    publish_article(article.pk, by=None, now=NOW, kind=UpdateKind.CORRECTION, note="We said <b>Monday</b>.")
    text = text_of(page_of(client, story))
    assert "Correction" in text
    assert "We said <b>Monday</b>." in text
    assert "Updated November 3, 2026, 5:00 PM" in text


@pytest.mark.parametrize(
    "address",
    ["/politics/an-old-slug-{id}/", "/sport/{slug}-{id}/", "/politics/-{id}/", "/politics/an-old-slug-{id}/?a=1"],
)
def test_a_stale_address_moves_for_good_to_the_current_one(client, address):
    story = live_story()
    response = client.get(address.format(id=story.pk, slug=story.slug))
    assert response.status_code == 301
    assert response["Location"] == path_of(story) + ("?a=1" if "?" in address else "")


def test_a_withdrawn_story_answers_410_without_a_word_of_it(client):
    story = live_story(headline="Wrong person arrested")
    withdraw_article(story.pk, by=None, now=NOW, reason="Wrong person")
    for address in (path_of(story), f"/politics/x-{story.pk}/"):
        response = client.get(address)
        assert response.status_code == 410
        assert "Wrong person" not in response.content.decode()
        assert "withdrawn" in response.content.decode()


def test_an_expired_story_is_gone_too(client):
    story = live_story(expires_at=NOW)
    response = client.get(path_of(story))
    assert response.status_code == 410
    assert "no longer here" in response.content.decode()


@pytest.mark.parametrize(
    "path", ["/politics/nothing-999999/", "/politics/x-" + "9" * 19 + "/", "/nowhere/", "/a/b/c/", "/politics/x-0/"]
)
def test_what_was_never_there_answers_404_with_the_sites_look(client, path):
    other = live_story(headline="The latest story")
    response = client.get(path)
    assert response.status_code == 404
    page = html.fromstring(response.content.decode())
    assert page.xpath("//@data-story") == [f"article:{other.pk}"]


def test_drafts_and_scheduled_stories_appear_nowhere_outside_the_desk(client):
    SpecialCoverageFactory()
    live = live_story()
    draft = ArticleFactory(headline="Secret draft headline", slug="secret-draft")
    later = ArticleFactory(
        headline="Secret scheduled headline", slug="secret-later", publish_at=NOW + timedelta(hours=2)
    )
    publish_article(later.pk, by=None, now=NOW)
    link(live.article, draft)
    link(live.article, later, placement="inline", after_paragraph=1)
    publish_article(live.pk, by=None, now=NOW)
    for path in (
        "/",
        "/politics/",
        path_of(live),
        "/nowhere/",
        f"/politics/secret-draft-{draft.pk}/",
        f"/politics/x-{later.pk}/",
    ):
        body = client.get(path).content.decode().lower()
        assert "secret" not in body.replace(path.lower(), ""), path
    assert client.get(f"/politics/secret-draft-{draft.pk}/").status_code == 404
    assert client.get(f"/politics/secret-later-{later.pk}/").status_code == 404


def test_no_page_of_readers_asks_the_working_copy(client, django_assert_max_num_queries):
    stories = [live_story() for _ in range(3)]
    link(stories[0].article, stories[1].article)
    publish_article(stories[0].pk, by=None, now=NOW)
    for path in ("/", "/politics/", path_of(stories[0]), "/nowhere/"):
        with django_assert_max_num_queries(7) as captured:
            client.get(path)
        tables = {table for query in captured for table in re.findall(r'"(articles_\w+)"', query["sql"])}
        places = {"section", "page", "specialcoverage", "specialcoverage_sections", "frontedition", "redirect"}
        places.add("livepost")  # the time of the newest is the banner's
        readers = {"publishedarticle", "likeness", "readership", *places}
        assert tables <= {f"articles_{name}" for name in readers}, path


def test_readers_get_no_cookie_and_a_strict_policy(client):
    response = client.get(path_of(live_story()))
    assert not response.cookies
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    body = response.content.decode()
    assert not re.search(r"<style|\sstyle=|<script(?! type=.application/ld\+json|[^>]*\ssrc=)|\son\w+=", body)


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)" style="color:red">x</a>'


def test_hostile_text_in_every_field_comes_out_inert(client):
    photo = photo_with_picture(caption=HOSTILE, credit=HOSTILE[:190], alt_decision="text", alt_text=HOSTILE)
    article = ArticleFactory(
        headline=HOSTILE,
        dek=HOSTILE,
        kicker=HOSTILE[:80],
        dateline=HOSTILE[:120],
        body=f"<p>{HOSTILE}</p>",
        lead_photo=photo,
        lead_caption=HOSTILE,
        seo_title=HOSTILE[:120],
        seo_description=HOSTILE,
        canonical_url='https://example.com/"><script>',
    )
    article.topics.add(TopicFactory(name=HOSTILE[:80]))
    byline(article, HOSTILE[:120])
    link(article, title=HOSTILE, placement="inline", after_paragraph=1)
    link(article, url="https://example.com/?x=<script>", title="y" + HOSTILE)
    story = publish_article(article.pk, by=None, now=NOW)
    SpecialCoverageFactory(title=HOSTILE[:120], label=HOSTILE[:60], url='https://example.com/"onclick="alert(1)')
    live_story()
    for path in (path_of(story), "/", "/politics/", "/nowhere/"):
        page = html.fromstring(client.get(path).content.decode())
        assert not page.xpath("//script[not(@src or @type='application/ld+json')]"), path
        assert not page.xpath("//@*[starts-with(name(), 'on')]"), path
        assert not page.xpath("//@style"), path
        assert not [href for href in page.xpath("//@href | //@src") if href.strip().lower().startswith("javascript")], (
            path
        )
        assert not page.xpath("//img[@src='x']"), path
