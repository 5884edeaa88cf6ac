"""Where readers find a story: under the topics and authors it went out with."""

from datetime import timedelta

import pytest

from articles.models import Article, AuthorListing, TopicListing
from articles.workflow import UpdateKind, publish_article, withdraw_article
from tests.factories import NOW, ContributorFactory, TopicFactory, live_story

pytestmark = pytest.mark.django_db


def topics_of(story):
    return sorted(TopicListing.objects.live(NOW).filter(story=story).values_list("topic__name", flat=True))


def test_a_published_story_is_listed_under_its_topics_and_authors():
    tides, ann = TopicFactory(name="Tides"), ContributorFactory(name="Ann Lee")
    story = live_story(topics=[tides], authors=[ann])
    assert topics_of(story) == ["Tides"]
    assert list(AuthorListing.objects.live(NOW).filter(author=ann).values_list("story", flat=True)) == [story.pk]
    assert story.authors == [{"name": "Ann Lee", "kind": "person", "slug": ann.slug}]


def test_a_change_of_topics_shows_when_it_is_published_and_not_before():
    tides, ports = TopicFactory(name="Tides"), TopicFactory(name="Ports")
    story = live_story(topics=[tides])
    Article.objects.get(pk=story.pk).topics.set([ports])
    assert topics_of(story) == ["Tides"]
    publish_article(story.pk, by=None, now=NOW, kind=UpdateKind.SILENT)
    assert topics_of(story) == ["Ports"]


def test_a_withdrawn_story_is_listed_nowhere():
    story = live_story(topics=[TopicFactory(name="Tides")])
    withdraw_article(story.pk, by=None, now=NOW, reason="Wrong.")
    assert topics_of(story) == []


def test_a_topic_that_was_deleted_meanwhile_is_left_out():
    gone = TopicFactory(name="Gone")
    story = live_story()
    article = Article.objects.get(pk=story.pk)
    article.topics.add(gone)
    later = NOW + timedelta(minutes=1)
    gone.delete()
    assert publish_article(story.pk, by=None, now=later, kind=UpdateKind.UPDATE).pk == story.pk
    assert topics_of(story) == []
