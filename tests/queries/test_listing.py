"""Listings page by page: complete, in order, and stable while new stories come in."""

from datetime import timedelta

import pytest

from articles.models import TopicListing
from articles.queries.listing import BadCursor, Listing, live_stories, read_cursor
from articles.queries.site import read_site
from tests.factories import NOW, SectionFactory, TopicFactory, live_story

pytestmark = pytest.mark.django_db

everything = Listing(lambda *, now: live_stories(now=now), page=3)
of_topic = Listing(
    lambda *, now, topic_id: TopicListing.objects.live(now).filter(topic_id=topic_id), story="story", page=3
)


def read(listing, **asked):
    return listing.read(read_site(now=NOW), now=NOW, **asked)


def ids(listed):
    return [each.article_id for each in listed.stories]


@pytest.fixture
def seven():
    """Newest first; three of one moment, which only their numbers keep in order."""
    section, topic = SectionFactory(), TopicFactory(name="Tides")
    moments = [NOW - timedelta(hours=hours) for hours in (6, 5, 4, 4, 4, 2, 1)]
    stories = [live_story(section=section, topics=[topic], at=moment) for moment in moments]
    return topic, [story.pk for story in reversed(stories)]


def test_older_pages_show_every_story_once_and_newer_ones_lead_back(seven):
    topic, order = seven
    for listing, about in ((everything, {}), (of_topic, {"topic_id": topic.pk})):
        first = read(listing, **about)
        second = read(listing, before=first.older, **about)
        third = read(listing, before=second.older, **about)
        assert ids(first) + ids(second) + ids(third) == order
        assert (first.newer, third.older) == ("", "")
        assert ids(read(listing, after=third.newer, **about)) == ids(second)
        back = read(listing, after=second.newer, **about)
        assert (ids(back), back.is_first) == (ids(first), True)


@pytest.mark.usefixtures("seven")
def test_an_older_page_keeps_its_stories_while_new_ones_come_in():
    first = read(everything)
    before = ids(read(everything, before=first.older))
    live_story(at=NOW)
    assert ids(read(everything, before=first.older)) == before


def test_stories_to_come_are_on_no_page(seven):
    topic, order = seven
    live_story(topics=[topic], at=NOW + timedelta(hours=1))
    assert ids(read(of_topic, topic_id=topic.pk)) == order[:3]


@pytest.mark.parametrize("text", ["-1", "0", "1-", "-", "x-1", "1-x", "9" * 18 + "-1", "1-" + "9" * 30, "²-1", "1--1"])
def test_made_up_cursors_are_refused(text):
    with pytest.raises(BadCursor):
        read_cursor(text)
