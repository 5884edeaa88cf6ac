"""Generated stories skip the door; they must still be what the door would have made."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.demo.generate import generate_articles
from articles.models import PublishedArticle
from articles.workflow.projection import project
from articles.workflow.snapshot import digest_of, take_snapshot
from tests.factories import NOW, photo_with_picture

pytestmark = pytest.mark.django_db
NOT_CONTENT = {"revision_id", "projected_at"}


def values(story):
    return {field.attname: getattr(story, field.attname) for field in story._meta.concrete_fields}


def test_a_generated_story_equals_a_published_one():
    photo_with_picture()
    assert sum(generate_articles(12, now=NOW)) == 12
    for story in PublishedArticle.objects.select_related("article"):
        snapshot = take_snapshot(story.pk)
        again = project(story.article, snapshot, now=NOW, published_at=story.published_at, updated_at=None)
        assert story.content_digest == digest_of(snapshot) == story.article.content_digest == story.revision.digest
        assert {k: v for k, v in values(again).items() if k not in NOT_CONTENT} == {
            k: v for k, v in values(story).items() if k not in NOT_CONTENT
        }


def test_generated_stories_are_live_and_their_pages_work(client):
    list(generate_articles(30, now=NOW))
    assert PublishedArticle.objects.live(NOW).count() == 30
    story = PublishedArticle.objects.select_related("section").first()
    assert client.get(f"/{story.section.slug}/{story.slug}-{story.pk}/").status_code == 200


def test_texts_can_come_from_a_file(tmp_path):
    file = tmp_path / "stories.jsonl"
    file.write_text(json.dumps({"headline": "A line of its own", "body": "One.\nTwo."}) + "\n", encoding="utf-8")
    call_command("generate_articles", "3", "--from", str(file), stdout=StringIO())
    assert set(PublishedArticle.objects.values_list("headline", flat=True)) == {"A line of its own"}


@pytest.mark.parametrize("content", ["", "not json\n", '{"title": "x"}\n'])
def test_a_file_that_holds_no_stories_is_explained(tmp_path, content):
    file = tmp_path / "stories.jsonl"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match="stor"):
        call_command("generate_articles", "3", "--from", str(file), stdout=StringIO())
    assert not PublishedArticle.objects.exists()


def test_a_count_of_nothing_is_explained():
    with pytest.raises(CommandError, match="1 or more"):
        call_command("generate_articles", "0")
