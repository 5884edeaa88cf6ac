"""Nothing goes out with a photo that may not be shown: refused in words, whichever way it was to go out."""

from datetime import timedelta

import pytest

from articles.models import Article, Photo, PublishedArticle, ScheduledUpdate
from articles.workflow import PublicationRefused, UpdateKind, note_save, publication_problems, publish_article
from articles.workflow.due import do_due
from articles.workflow.schedule import schedule_update
from articles.workflow.updating import pending_update
from tests.factories import NOW, ArticleFactory, LivePostFactory, PhotoFactory, live_story

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def refused(article, now=NOW):
    with pytest.raises(PublicationRefused) as met:
        publish_article(article.pk, by=None, now=now)
    assert met.value.problems == publication_problems(article, now=now)
    return " ".join(met.value.problems)


@pytest.mark.parametrize("use", ["lead_photo", "share_photo"])
@pytest.mark.parametrize(
    ("rights", "why"),
    [
        ({"rights_end_at": NOW}, "its rights ended"),
        ({"do_not_publish": True}, "is marked “do not publish”"),
        ({"killed_at": NOW, "killed_reason": "The agency asks."}, "was taken back from readers (The agency asks.)"),
    ],
)
def test_a_story_with_such_a_photo_does_not_go_out(use, rights, why):
    article = ArticleFactory(**{use: PhotoFactory(caption="A pier.", **rights)})
    said = refused(article)
    assert "The photo “A pier.”" in said
    assert why in said
    assert "Take it out of the story, or choose another one." in said
    assert not PublishedArticle.objects.exists()


def test_one_in_the_text_counts_too():
    article = ArticleFactory()
    article.photos.create(photo=PhotoFactory(caption="A pier.", do_not_publish=True))
    note_save(article.pk, by=None, now=NOW)
    assert "“A pier.”" in refused(article)


def test_it_is_the_time_when_readers_get_the_story_that_counts():
    article = ArticleFactory(
        lead_photo=PhotoFactory(rights_end_at=NOW + 2 * HOUR), publish_at=NOW + 3 * HOUR, expires_at=NOW + 9 * HOUR
    )
    assert "its rights end " in refused(article)
    Article.objects.filter(pk=article.pk).update(publish_at=NOW + HOUR)
    assert publish_article(article.pk, by=None, now=NOW)


def test_an_update_is_refused_for_the_time_it_was_to_go_out():
    story = live_story()
    photo = PhotoFactory(caption="A pier.", rights_end_at=NOW + 2 * HOUR)
    Article.objects.filter(pk=story.pk).update(lead_photo=photo)
    note_save(story.pk, by=None, now=NOW)
    assert pending_update(story, now=NOW).problems == []
    assert "“A pier.”" in " ".join(pending_update(story, now=NOW + 2 * HOUR).problems)
    with pytest.raises(PublicationRefused, match="A pier"):
        schedule_update(story.pk, at=NOW + 2 * HOUR, kind=UpdateKind.SILENT, by=None, now=NOW)
    assert schedule_update(story.pk, at=NOW + HOUR, kind=UpdateKind.SILENT, by=None, now=NOW)


def test_a_scheduled_update_whose_photo_was_taken_back_meanwhile_stays_and_says_why():
    story = live_story(headline="Before")
    photo = PhotoFactory(caption="A pier.")
    Article.objects.filter(pk=story.pk).update(lead_photo=photo, headline="After")
    note_save(story.pk, by=None, now=NOW)
    schedule_update(story.pk, at=NOW + HOUR, kind=UpdateKind.SILENT, by=None, now=NOW)
    Photo.objects.filter(pk=photo.pk).update(killed_at=NOW, killed_reason="Not ours.")
    (done,) = [one for one in do_due(now=NOW + HOUR) if one.what == "update"]
    assert "The photo “A pier.” was taken back from readers (Not ours.)" in done.fault
    assert ScheduledUpdate.objects.get().fault == done.fault
    assert PublishedArticle.objects.get().headline == "Before"


def test_a_photo_stands_in_no_more_stories_than_was_agreed():
    photo = PhotoFactory(caption="A pier.", most_uses=1)
    first = live_story(lead_photo=photo, expires_at=NOW + 5 * HOUR)
    assert publish_article(first.pk, by=None, now=NOW)  # the one that has it may be published again
    second = ArticleFactory(lead_photo=photo)
    said = refused(second)
    assert said.startswith("The photo “A pier.” may stand in one story at most. It is in that many already: choose")
    assert publish_article(second.pk, by=None, now=NOW + 5 * HOUR)  # the first is over


def test_posts_of_live_blogs_count_against_what_was_agreed():
    photo = PhotoFactory(caption="A pier.", most_uses=2)
    LivePostFactory(photo=photo)
    assert publish_article(ArticleFactory(lead_photo=photo).pk, by=None, now=NOW)
    said = refused(ArticleFactory(lead_photo=photo))
    assert "may stand in 2 stories at most. It is in 1 story and 1 post of live blogs already:" in said
    assert "Posts of live blogs count as stories." in said


def test_the_rights_of_one_photo_cost_one_query_and_a_limit_one_more(django_assert_num_queries):
    from articles.workflow.checks import rights_problems
    from articles.workflow.snapshot import take_snapshot

    for limit, queries in ((None, 1), (3, 2)):
        article = ArticleFactory(lead_photo=PhotoFactory(most_uses=limit))
        snapshot = take_snapshot(article.pk)
        with django_assert_num_queries(queries):
            assert rights_problems(article.pk, snapshot, at=NOW, now=NOW) == []
