"""What a save leaves behind: digest, version, log; and what a change in the photo library means for stories."""

import pytest

from articles.models import Article, ArticlePhoto, AuditLine
from articles.workflow import State, note_photo_change, note_save, publish_article, story_state
from tests.factories import NOW, ArticleFactory, PhotoFactory, UserFactory, live_story

pytestmark = pytest.mark.django_db


def test_only_a_change_moves_the_version_and_writes_a_line():
    editor = UserFactory(role="Editor")
    article = ArticleFactory()
    before = article.lock_version
    assert note_save(article.pk, by=editor, now=NOW) is False
    article.dek = "Another sentence."
    article.save()
    assert note_save(article.pk, by=editor, now=NOW) is True
    article.refresh_from_db()
    assert (article.lock_version, article.edited_by, article.edited_at) == (before + 1, editor, NOW)
    assert AuditLine.objects.get(verb=AuditLine.Verb.SAVED).by == editor


def test_a_credit_mended_in_the_library_is_an_unpublished_change_of_live_stories():
    photo = PhotoFactory(credit="Wrong Name")
    lead, inside, draft = live_story(lead_photo=photo), ArticleFactory(), ArticleFactory(lead_photo=photo)
    ArticlePhoto.objects.create(article=inside, photo=photo)
    publish_article(inside.pk, by=None, now=NOW)
    untouched = live_story()
    versions = dict(Article.objects.values_list("pk", "lock_version"))

    photo.credit = "Right Name"
    photo.save()
    waiting = note_photo_change(photo, now=NOW)

    assert {story.pk for story in waiting} == {lead.pk, inside.pk}
    states = {article.pk: story_state(article, now=NOW) for article in Article.objects.for_list()}
    assert states[lead.pk] is states[inside.pk] is State.LIVE_CHANGED
    assert (states[draft.pk], states[untouched.pk]) == (State.DRAFT, State.LIVE)
    assert dict(Article.objects.values_list("pk", "lock_version")) == versions
    assert note_photo_change(photo, now=NOW) == []
    assert publish_article(lead.pk, by=None, now=NOW).lead["credit"] == "Right Name"
