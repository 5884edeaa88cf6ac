"""What is shared of a story when its editor decides otherwise than the page: a headline and a photo of its own."""

import json

import pytest
from lxml import html

from articles.models import Article
from articles.workflow import UpdateKind, note_save, publish_article
from articles.workflow.compare import compare
from articles.workflow.putting import put_content
from articles.workflow.snapshot import digest_of, take_snapshot
from tests.factories import NOW, live_story, photo_with_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(time_machine):
    time_machine.move_to(NOW, tick=False)
    made = live_story(headline="Harbor plan passes", lead_photo=photo_with_picture())
    other = photo_with_picture(color="red", caption="The crane at night.")
    Article.objects.filter(pk=made.pk).update(share_title="They built it anyway", share_photo=other)
    note_save(made.pk, by=None, now=NOW)
    return publish_article(made.pk, by=None, now=NOW, kind=UpdateKind.SILENT)


def test_the_card_has_them_and_the_page_keeps_its_own(client, story):
    page = html.fromstring(client.get(f"/politics/{story.slug}-{story.pk}/").content.decode())
    content = "//meta[@property='{}']/@content".format
    assert page.xpath(content("og:title")) == ["They built it anyway"]
    assert page.xpath("string(//h1)").strip() == "Harbor plan passes"
    assert page.xpath("string(//title)").startswith("Harbor plan passes |")
    (image,) = page.xpath(content("og:image"))
    assert image == "http://testserver" + story.share_picture["shares"][0]["src"]
    assert story.lead["picture"]["shares"][0]["src"] not in image
    graph = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))["@graph"]
    assert graph[0]["image"][0]["url"] == image
    assert "caption" not in graph[0]["image"][0]


def test_they_are_compared_and_brought_back(story):
    now = take_snapshot(story.pk)
    before = {**now, "share_title": "", "share_photo": None}
    assert [change.label for change in compare(before, now)] == ["Headline when shared", "Photo when shared"]
    put_content(story.pk, before)
    assert digest_of(take_snapshot(story.pk)) == digest_of(before)
    put_content(story.pk, now)
    assert digest_of(take_snapshot(story.pk)) == digest_of(now)


def test_a_photo_that_was_deleted_since_is_told_of(story):
    content = {**take_snapshot(story.pk), "share_photo": {"id": 999_999, "title": "The crane at night."}}
    assert put_content(story.pk, content) == ["The photo for sharing “The crane at night.” has been deleted."]
