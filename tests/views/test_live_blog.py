"""What readers and machines get of a live blog: the part on the coverage's page, posts by themselves, data."""

import json
from datetime import timedelta

import pytest
from lxml import html

from articles.live.blog import Words, change_post, withdraw_post, write_post
from articles.models import LivePostCorrection
from tests.factories import NOW, ContributorFactory, LivePostFactory, SpecialCoverageFactory, photo_with_picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def coverage():
    return SpecialCoverageFactory(slug="the-count")


def graph(page: str) -> dict:
    data = html.fromstring(page).xpath("string(//script[@type='application/ld+json'])")
    return {thing["@type"]: thing for thing in json.loads(data)["@graph"]}


def test_the_part_on_the_page_is_what_open_tabs_get(client, coverage):
    LivePostFactory(coverage=coverage)
    page = client.get("/coverage/the-count/").text
    part = client.get("/live/posts/the-count/")
    assert part.text.strip() in page
    assert f"data-live-tag='{part['ETag']}'" in page
    assert client.get("/live/posts/the-count/", headers={"If-None-Match": part["ETag"]}).status_code == 304


def test_every_change_reaches_open_tabs(client, coverage):
    post = write_post(coverage.pk, Words(headline="One"), by=None, now=NOW)
    seen = {client.get("/live/posts/the-count/")["ETag"]}
    change_post(post.pk, Words(headline="Two"), version=1, by=None, now=NOW, correction="Not one.")
    seen.add(client.get("/live/posts/the-count/")["ETag"])
    withdraw_post(post.pk, by=None, now=NOW)
    answer = client.get("/live/posts/the-count/")
    assert len({*seen, answer["ETag"]}) == 3
    assert f'data-gone="{post.pk}"' in answer.text


def test_open_tabs_lose_a_photo_when_its_rights_end(client, coverage, media_root, time_machine):
    photo = photo_with_picture(caption="The pier at noon", rights_end_at=NOW + timedelta(minutes=5))
    LivePostFactory(coverage=coverage, photo=photo)
    LivePostFactory(coverage=coverage, photo=photo_with_picture(color="maroon"))
    before = client.get("/live/posts/the-count/")
    assert "The pier at noon" in before.text
    time_machine.move_to(NOW + timedelta(minutes=5), tick=False)
    after = client.get("/live/posts/the-count/", headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert "The pier at noon" not in after.text
    assert client.get("/live/posts/the-count/", headers={"If-None-Match": after["ETag"]}).status_code == 304


def test_asking_whether_there_is_news_costs_one_query(client, coverage, django_assert_num_queries):
    LivePostFactory(coverage=coverage)
    tag = client.get("/live/posts/the-count/")["ETag"]
    with django_assert_num_queries(1):
        client.get("/live/posts/the-count/", headers={"If-None-Match": tag})


def test_a_post_has_an_address_of_its_own_that_outlives_it(client, coverage):
    post = LivePostFactory(coverage=coverage, headline="Ward 5 is in")
    page = client.get(f"/coverage/the-count/live/{post.pk}/")
    assert '<h1 dir="auto">Ward 5 is in</h1>' in page.text
    withdraw_post(post.pk, by=None, now=NOW)
    page = client.get(f"/coverage/the-count/live/{post.pk}/")
    assert page.status_code == 410
    assert "Ward 5" not in page.text
    assert client.get("/coverage/the-count/live/").status_code == 404  # nothing is left
    draft = LivePostFactory(coverage=coverage, published_at=None)
    for path in (f"live/{draft.pk}/", "live/999999999999999999/"):
        assert client.get(f"/coverage/the-count/{path}").status_code == 404


def test_a_post_of_another_coverage_is_not_found_under_this_one(client, coverage):
    post = LivePostFactory()
    assert client.get(f"/coverage/the-count/live/{post.pk}/").status_code == 404


def test_corrections_are_marked(client, coverage):
    post = LivePostFactory(coverage=coverage)
    LivePostCorrection.objects.create(post=post, text="It was <ward> 5.", at=NOW)
    assert "It was &lt;ward&gt; 5." in client.get("/coverage/the-count/").text


def test_machines_get_a_live_blog_with_its_posts(client, coverage):
    ann = ContributorFactory(name="Ann Lee")
    post = LivePostFactory(coverage=coverage, author=ann, headline="</script><b>", body="<p>One.</p><p>Two.</p>")
    LivePostCorrection.objects.create(post=post, text="It was ward 5.", at=NOW)
    blog = graph(client.get("/coverage/the-count/").text)["LiveBlogPosting"]
    assert blog["coverageStartTime"] == "2026-11-03T16:59:00-05:00"
    [posting] = blog["liveBlogUpdate"]
    assert posting["author"]["name"] == "Ann Lee"
    assert posting["articleBody"].split() == ["One.", "Two."]
    assert posting["correction"][0]["text"] == "It was ward 5."
    assert graph(client.get(f"/coverage/the-count/live/{post.pk}/").text)["BlogPosting"]["headline"] == "</script><b>"


def test_a_coverage_without_posts_shows_no_blog(client, coverage):
    assert "live-blog" not in client.get("/coverage/the-count/").text
    assert client.get("/live/posts/the-count/").status_code == 404
    assert client.get("/live/posts/no-such/").status_code == 404


def test_a_blog_that_has_ended_says_so(client, time_machine):
    coverage = SpecialCoverageFactory(slug="the-night", ends_at=NOW + timedelta(hours=1))
    LivePostFactory(coverage=coverage)
    assert "This live blog has ended." not in client.get("/coverage/the-night/").text
    time_machine.move_to(NOW + timedelta(hours=2), tick=False)
    for path in ("/coverage/the-night/", "/coverage/the-night/live/"):
        assert "This live blog has ended." in client.get(path).text


def test_a_post_without_a_headline_has_its_time_for_one_and_cards_tell_what_it_says(client, coverage):
    post = LivePostFactory(coverage=coverage, headline="", body="<p>Banik has it.</p><p>More soon.</p>")
    tree = html.fromstring(client.get("/coverage/the-count/live/").text)
    assert tree.xpath("string(//article//h3)") == "November 3, 2026, 4:59 PM"
    alone = html.fromstring(client.get(f"/coverage/the-count/live/{post.pk}/").text)
    assert alone.xpath("string(//meta[@name='description']/@content)") == "Banik has it. More soon."
    LivePostFactory(coverage=coverage, headline="Ward 5 is in")
    tree = html.fromstring(client.get("/coverage/the-count/live/").text)
    assert tree.xpath("string(//meta[@name='description']/@content)") == "Ward 5 is in"


def test_a_post_that_is_shared_brings_its_photo(client, coverage, media_root):
    photo = photo_with_picture(rights_end_at=NOW + timedelta(hours=1))
    post = LivePostFactory(coverage=coverage, photo=photo)
    path = f"/coverage/the-count/live/{post.pk}/"
    tree = html.fromstring(client.get(path).text)
    image, alt = (tree.xpath(f"string(//meta[@property='{name}']/@content)") for name in ("og:image", "og:image:alt"))
    assert image == graph(client.get(path).text)["BlogPosting"]["image"]
    assert alt == photo.alt_text
    bare = html.fromstring(client.get(f"/coverage/the-count/live/{LivePostFactory(coverage=coverage).pk}/").text)
    assert bare.xpath("string(//meta[@property='og:image']/@content)").endswith("share.png")
