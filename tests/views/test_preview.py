"""The preview: the working copy in the readers' templates, for staff alone."""

from datetime import timedelta

import pytest

from articles.models import Article, PublishedArticle, Revision
from articles.queries.article import find_story, read_article_page
from articles.workflow import project_working_copy, publish_article
from tests.factories import NOW, ArticleFactory, PhotoFactory, TopicFactory, UserFactory, live_story

pytestmark = pytest.mark.django_db


def test_staff_see_the_working_copy_and_nothing_is_stored(client):
    article = ArticleFactory(headline="Not yet for readers", section=None, body="")
    client.force_login(UserFactory(role="Reporter"))
    versions = Revision.objects.count()
    response = client.get(f"/preview/{article.pk}/")
    body = response.content.decode()
    assert response.status_code == 200
    assert "Not yet for readers" in body
    assert "Preview" in body
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert not PublishedArticle.objects.exists()
    assert Revision.objects.count() == versions


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


@pytest.mark.parametrize("is_live", [False, True])
def test_the_preview_shows_the_neighbors_that_publication_will_give(is_live):
    topic = TopicFactory()
    for number in range(40):  # a topic that every story has would count nothing
        live_story(headline=f"Other{number} matter{number}", at=NOW - timedelta(days=90))
    for number in range(40):  # alike to the same degree, the oldest with the largest id
        publish_article(about(topic, f"Word{number} thing{number}").pk, by=None, now=NOW - timedelta(days=number))
    article = about(topic, "Soon to come")
    if is_live:
        publish_article(article.pk, by=None, now=NOW - timedelta(days=41))
        for number in range(40, 50):
            publish_article(about(topic, f"Word{number} thing{number}").pk, by=None, now=NOW - timedelta(days=number))
        Article.objects.filter(pk=article.pk).update(dek="Changed since.")
    copy = project_working_copy(article.pk, now=NOW)
    before = read_article_page(copy.story, now=NOW, likeness=copy.likeness)
    publish_article(article.pk, by=None, now=NOW)
    after = read_article_page(find_story(article.pk), now=NOW)
    assert before.slots == after.slots
    assert before.ledger == after.ledger


def about(topic, headline):
    article = ArticleFactory(headline=headline)
    article.topics.add(topic)
    return article


def test_the_preview_leaves_out_what_readers_may_not_have_and_says_why(client):
    client.force_login(UserFactory(role="Editor"))
    photo = PhotoFactory(caption="A pier.", do_not_publish=True)
    story = ArticleFactory(lead_photo=photo)
    html = client.get(f"/preview/{story.pk}/").content.decode()
    assert "The photo “A pier.” is marked “do not publish”." in html
    assert "<figcaption" not in html
