"""The home page: the same cost at 1 and at 30 stories, nothing twice, nothing empty."""

from datetime import timedelta

import pytest

from articles.queries.home import read_home_page
from tests.factories import NOW, SectionFactory, live_story, photo_with_picture

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("stories", [0, 1, 30])
def test_four_queries(stories, django_assert_num_queries):
    for number in range(stories):
        live_story(section=SectionFactory(name=f"Desk {number % 5}"))
    with django_assert_num_queries(4):
        page = read_home_page(now=NOW)
    cards = [page.lead, *page.seconds, *page.latest, *(card for river in page.rivers for card in river.cards)]
    shown = [card.key for card in cards if card]
    assert len(shown) == len(set(shown)) == stories
    assert all(river.cards for river in page.rivers)


def test_the_newest_story_with_a_picture_leads():
    with_picture = live_story(lead_photo=photo_with_picture(), at=NOW - timedelta(hours=2))
    live_story(at=NOW - timedelta(hours=1))
    assert read_home_page(now=NOW).lead.article_id == with_picture.pk
