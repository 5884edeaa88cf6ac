"""Generated stories skip the door; they must still be what the door would have made."""

import json
from io import StringIO
from unittest import mock

import pytest
from django.core.management import CommandError, call_command

from articles.demo.generate import generate_articles
from articles.models import Article, Likeness, PublishedArticle, Trait
from articles.related.candidates import index_story
from articles.workflow.likeness import traits_of
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


def test_generated_stories_are_related_as_publishing_one_after_the_other_would_have_related_them():
    list(generate_articles(60, now=NOW))

    def on_record():
        likenesses = Likeness.objects.order_by("story_id", "other_id").values_list(
            "story_id", "other_id", "score", "parts"
        )
        return set(Trait.objects.values_list("trait", "story_id")), list(likenesses)

    generated = on_record()
    assert generated[1]
    Trait.objects.all().delete()
    Likeness.objects.all().delete()
    stories = list(PublishedArticle.objects.select_related("revision").order_by("pk"))
    with mock.patch("articles.related.candidates._newest_id") as newest_id:  # the site as large as it was then
        for story in stories:
            newest_id.return_value = story.pk
            index_story(story.pk, traits_of(story.revision.content))
    assert on_record() == generated


def test_stories_about_the_same_matter_are_more_alike_than_others():
    list(generate_articles(300, now=NOW))
    section = dict(PublishedArticle.objects.values_list("pk", "section_id"))
    pairs = [(section[one], section[other]) for one, other in Likeness.objects.values_list("story_id", "other_id")]
    # There are six sections and each matter has one: by chance it would be a sixth.
    assert sum(one == other for one, other in pairs) > 0.4 * len(pairs) > 0


def test_some_generated_stories_belong_to_a_coverage():
    list(generate_articles(100, now=NOW))
    assert 0 < PublishedArticle.objects.filter(coverage__isnull=False).count() < 30


def test_a_second_run_adds_to_the_first():
    list(generate_articles(5, now=NOW))
    list(generate_articles(5, now=NOW, seed=2))
    assert PublishedArticle.objects.count() == 10


def test_lines_that_a_wire_wrapped_are_one_paragraph(tmp_path):
    file = tmp_path / "stories.jsonl"
    body = "The first\n  goes on\n  here.\n      The second.\nThe third."
    file.write_text(json.dumps({"headline": "Wrapped", "body": body}) + "\n", encoding="utf-8")
    list(generate_articles(1, now=NOW, source=file))
    assert Article.objects.get().body == "<p>The first goes on here.</p>\n<p>The second.</p>\n<p>The third.</p>"


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
