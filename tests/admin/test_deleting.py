"""Deleting a draft that other stories link to: said before, and recorded in those stories."""

import pytest
from django.urls import reverse

from articles.models import Article, AuditLine
from tests.admin.conftest import words
from tests.factories import ArticleFactory, link, live_story


def delete(pk: int) -> str:
    return reverse("admin:articles_article_delete", args=[pk])


def test_the_confirmation_names_how_many_links_go_and_which(editor):
    draft = ArticleFactory(headline="Nobody’s story")
    for name in ("Pier opens", "Ferry sails"):
        link(ArticleFactory(headline=name), draft)
    link(draft, ArticleFactory(headline="Linked by it"))
    asked = words(editor.get(delete(draft.pk)))
    assert "2 related links lead to it and go with it. They stand in:" in asked
    assert "Pier opens" in asked
    assert "Ferry sails" in asked
    assert "Linked by it" not in asked


@pytest.mark.parametrize(("count", "rest"), [(20, ""), (23, "and 3 more")])
def test_of_many_links_some_are_named_and_the_rest_counted(editor, count, rest):
    draft = ArticleFactory()
    for _ in range(count):
        link(ArticleFactory(headline="Pier opens"), draft)
    asked = words(editor.get(delete(draft.pk)))
    assert asked.count("Pier opens") == 20
    assert ("and 3 more" in asked) == bool(rest)


def test_a_draft_nobody_links_to_is_deleted_without_a_word_about_links(editor):
    draft = ArticleFactory()
    assert "lead to it" not in words(editor.get(delete(draft.pk)))
    assert editor.post(delete(draft.pk), {"post": "yes"}).status_code == 302
    assert not Article.objects.exists()


def test_stories_that_lose_a_link_have_changed(editor):
    draft, story = ArticleFactory(), live_story().article
    link(story, draft)
    story.refresh_from_db()
    before = (story.content_digest, story.lock_version)
    assert editor.post(delete(draft.pk), {"post": "yes"}).status_code == 302
    story.refresh_from_db()
    assert story.content_digest == story.published.content_digest != before[0]
    assert story.lock_version == before[1] + 1
    assert AuditLine.objects.filter(article=story, verb=AuditLine.Verb.SAVED).exists()
