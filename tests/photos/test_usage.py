"""Where photos are used: with readers and on the desk, in a fixed number of queries."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, ArticlePhoto, Photo, PublishedPhoto
from articles.photos.usage import (
    Counts,
    Uses,
    With,
    counts_of,
    live_stories_with,
    stories_printing,
    usage_of,
    uses_by_photo,
    why_kept,
)
from articles.workflow import note_save, publish_article, withdraw_article
from articles.workflow.reprojecting import reproject
from tests.factories import (
    NOW,
    ArticleFactory,
    ContributorFactory,
    LivePostFactory,
    PhotoFactory,
    SpecialCoverageFactory,
    live_story,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def places(story):
    return sorted(PublishedPhoto.objects.filter(story=story.pk).values_list("place", "photo_id"))


def test_a_publication_puts_down_its_photos_and_an_update_keeps_them_true():
    lead, text, gallery, shared = PhotoFactory.create_batch(4)
    article = ArticleFactory(lead_photo=lead, share_photo=shared)
    ArticlePhoto.objects.create(article=article, photo=text)
    ArticlePhoto.objects.create(article=article, photo=lead, position=2)  # printed once, on top
    note_save(article.pk, by=None, now=NOW)
    story = publish_article(article.pk, by=None, now=NOW)
    assert places(story) == [("lead", lead.pk), ("share", shared.pk), ("text", text.pk)]
    Article.objects.filter(pk=article.pk).update(lead_photo=gallery, share_photo=None)
    note_save(article.pk, by=None, now=NOW)
    assert places(story) == [("lead", lead.pk), ("share", shared.pk), ("text", text.pk)]  # readers still see those
    publish_article(article.pk, by=None, now=NOW)
    assert places(story) == [("lead", gallery.pk), ("text", lead.pk), ("text", text.pk)]
    withdraw_article(story.pk, by=None, now=NOW, reason="Wrong.")
    assert len(places(story)) == 3  # it can be published again


def test_printing_anew_mends_what_is_put_down():
    photo = PhotoFactory()
    story = live_story(lead_photo=photo)
    PublishedPhoto.objects.all().delete()
    reproject(story.pk, now=NOW)
    assert places(story) == [("lead", photo.pk)]


def test_who_has_a_photo():
    photo = PhotoFactory()
    author = ContributorFactory(photo=photo)
    live = live_story(lead_photo=photo, headline="Live")
    to_come = ArticleFactory(lead_photo=photo, headline="To come", publish_at=NOW + HOUR)
    publish_article(to_come.pk, by=None, now=NOW)
    gone = live_story(lead_photo=photo, headline="Gone")
    withdraw_article(gone.pk, by=None, now=NOW, reason="Wrong.")
    over = live_story(lead_photo=photo, headline="Over", at=NOW - 2 * HOUR, expires_at=NOW - HOUR)
    draft = ArticleFactory(share_photo=photo, headline="Draft")
    changed = live_story(headline="Changed").article
    ArticlePhoto.objects.create(article=changed, photo=photo)
    usage = usage_of(photo, now=NOW)
    assert {(use.headline, use.whose, use.places) for use in usage.uses} == {
        ("Live", With.READERS, ("on top",)),
        ("To come", With.SCHEDULED, ("on top",)),
        ("Gone", With.TAKEN_DOWN, ("on top",)),
        ("Over", With.TAKEN_DOWN, ("on top",)),
        ("Draft", With.DESK, ("in the working copy",)),
        ("Changed", With.DESK, ("in the working copy",)),
    }
    assert usage.stories == 6
    assert usage.portraits == ((author.pk, author.name),)
    assert counts_of([photo], now=NOW) == {photo.pk: Counts(live=1, scheduled=1, taken_down=2, desk=2, portraits=1)}
    assert stories_printing(photo) == [live.pk, to_come.pk, gone.pk, over.pk]
    stories, count = live_stories_with(photo, now=NOW, limit=5)
    assert ([story.pk for story in stories], count) == ([live.pk], 1)
    assert uses_by_photo([photo.pk], at=NOW, story=live.pk) == {photo.pk: Uses(stories=1)}
    assert uses_by_photo([], at=NOW) == {}
    assert draft.pk


def test_the_number_of_queries_is_the_same_for_1_photo_and_for_50():
    asked = []
    for count in (1, 50):
        photos = PhotoFactory.create_batch(count)
        for photo in photos[:10]:
            live_story(lead_photo=photo)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            counts_of(photos, now=NOW)
        asked.append(len(queries))
    assert asked == [5, 5]


def test_the_number_of_queries_for_one_photo_is_the_same_in_1_story_and_in_30(django_assert_num_queries):
    photo = PhotoFactory()
    for count in (1, 29):
        for _ in range(count):
            live_story(lead_photo=photo)
        with django_assert_num_queries(7):
            usage = usage_of(photo, now=NOW, limit=20)
    assert (len(usage.uses), usage.stories) == (20, 30)


def test_unused_photos_are_in_no_story_and_nobodys_portrait():
    unused, *used = PhotoFactory.create_batch(6)
    lead, text, shared, portrait, printed = used
    article = ArticleFactory(lead_photo=lead, share_photo=shared)
    ArticlePhoto.objects.create(article=article, photo=text)
    ContributorFactory(photo=portrait)
    story = live_story(lead_photo=printed)
    Article.objects.filter(pk=story.pk).update(lead_photo=None)  # readers still have it
    posted = PhotoFactory()
    SpecialCoverageFactory().posts.create(photo=posted)
    assert list(Photo.objects.unused()) == [unused]
    assert why_kept(unused, now=NOW) == ""
    assert why_kept(posted, now=NOW).startswith("This photo stands in a live blog, so it stays in the library.")


def test_the_migration_puts_down_what_publication_would_have():
    """Of a newsroom that published before PublishedPhoto was there, from what its versions say."""
    lead, text, gallery, shared = PhotoFactory.create_batch(4)
    article = ArticleFactory(lead_photo=lead, share_photo=shared)
    for photo, in_gallery in ((text, False), (gallery, True), (lead, False)):
        ArticlePhoto.objects.create(article=article, photo=photo, in_gallery=in_gallery)
    note_save(article.pk, by=None, now=NOW)
    story = publish_article(article.pk, by=None, now=NOW)
    live_story()
    before = places(story)
    assert len(before) == 4
    PublishedPhoto.objects.all().delete()
    Article.objects.filter(pk=story.pk).update(share_photo=None)
    shared.delete()
    note_photos = import_module("articles.migrations.0010_printed_photos").note_photos
    for _ in range(2):
        note_photos(apps, None)
        assert places(story) == [place for place in before if place[0] != "share"]
    assert PublishedPhoto.objects.count() == 3


def test_posts_that_readers_have_count_as_uses():
    photo = PhotoFactory()
    post = LivePostFactory(photo=photo)
    LivePostFactory(photo=photo, published_at=None)
    LivePostFactory(photo=photo, withdrawn_at=NOW)
    LivePostFactory(photo=photo, coverage=SpecialCoverageFactory(is_rehearsal=True))
    live_story(lead_photo=photo)
    assert uses_by_photo([photo.pk], at=NOW) == {photo.pk: Uses(stories=1, posts=1)}
    assert uses_by_photo([photo.pk], at=NOW, post=post.pk) == {photo.pk: Uses(stories=1)}
    assert str(Uses(1, 2)) == "1 story and 2 posts of live blogs"
