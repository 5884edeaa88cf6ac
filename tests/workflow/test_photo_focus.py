"""Moving the focus of a photo: stories that are out follow, and nothing else about them moves."""

import pytest
from django.core.exceptions import ValidationError

from articles.events import photo_changed
from articles.models import ArticlePhoto, Photo, PublishedArticle
from articles.workflow import publish_article
from articles.workflow.photo_focus import move_focus
from tests.factories import NOW, ArticleFactory, live_story, photo_with_picture

pytestmark = pytest.mark.django_db


def shapes(story: PublishedArticle) -> list[str]:
    return [share["src"] for share in story.lead["picture"]["shares"]]


def test_stories_that_are_out_get_the_crops_around_the_new_focus():
    photo = photo_with_picture(caption="The pier", credit="Jo Lens", alt_decision="caption")
    story, other = live_story(lead_photo=photo), live_story()
    inside = ArticleFactory()
    ArticlePhoto.objects.create(article=inside, photo=photo)
    publish_article(inside.pk, by=None, now=NOW)
    before = shapes(story)
    untouched = PublishedArticle.objects.values().get(pk=other.pk)

    assert sorted(move_focus(photo.pk, (0, 500), now=NOW)) == sorted([story.pk, inside.pk])

    photo.refresh_from_db()
    assert (photo.focus_x, photo.focus_y) == (0, 500)
    after = PublishedArticle.objects.get(pk=story.pk)
    assert shapes(after) != before
    assert any("-0.0." in address for address in shapes(after))
    assert (after.published_at, after.updated_at, after.content_digest) == (
        story.published_at,
        story.updated_at,
        story.content_digest,
    )
    assert PublishedArticle.objects.values().get(pk=other.pk) == untouched
    assert move_focus(photo.pk, (0, 500), now=NOW) == []


def test_words_stay_as_they_were_published():
    photo = photo_with_picture(caption="The pier", credit="Jo Lens", alt_decision="caption")
    story = live_story(lead_photo=photo)
    Photo.objects.filter(pk=photo.pk).update(caption="Mended since")
    move_focus(photo.pk, (900, 100), now=NOW)
    assert PublishedArticle.objects.get(pk=story.pk).lead["caption"] == "The pier"


def test_a_photo_in_no_story_tells_nobody(django_capture_on_commit_callbacks):
    heard = []
    photo_changed.connect(listener := (lambda **kwargs: heard.append(kwargs)), weak=False)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            assert move_focus(photo_with_picture().pk, (10, 20), now=NOW) == []
    finally:
        photo_changed.disconnect(listener)
    assert heard == []


@pytest.mark.parametrize("focus", [(-1, 0), (0, 1001)])
def test_a_focus_outside_the_picture_is_refused(focus):
    with pytest.raises(ValidationError, match="outside the picture"):
        move_focus(photo_with_picture().pk, focus, now=NOW)
