"""The preview: the working copy in the readers' templates, for staff alone."""

import pytest

from articles.models import PublishedArticle, Revision
from tests.factories import ArticleFactory, UserFactory, live_story

pytestmark = pytest.mark.django_db


def test_staff_see_the_working_copy_and_nothing_is_stored(client):
    article = ArticleFactory(headline="Not yet for readers", section=None, body="")
    client.force_login(UserFactory(role="Reporter"))
    response = client.get(f"/preview/{article.pk}/")
    body = response.content.decode()
    assert response.status_code == 200
    assert "Not yet for readers" in body
    assert "Preview" in body
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert not PublishedArticle.objects.exists()
    assert not Revision.objects.exists()


def test_a_live_story_is_previewed_with_its_unpublished_changes(client):
    story = live_story()
    story.article.headline = "Changed since"
    story.article.save()
    client.force_login(UserFactory(role="Editor"))
    assert "Changed since" in client.get(f"/preview/{story.pk}/").content.decode()
    assert "Changed since" not in client.get(f"/politics/{story.slug}-{story.pk}/").content.decode()


def test_others_are_sent_to_the_log_in_page(client):
    article = ArticleFactory(headline="Secret")
    response = client.get(f"/preview/{article.pk}/")
    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")
    client.force_login(UserFactory(is_staff=False))
    assert client.get(f"/preview/{article.pk}/").status_code == 302


def test_an_unknown_story_has_no_preview(client):
    client.force_login(UserFactory(role="Editor"))
    assert client.get("/preview/987654/").status_code == 404
