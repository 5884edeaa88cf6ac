"""The section page: same cost at 1 and at 30 stories; going through all pages meets every story once."""

from datetime import timedelta

import pytest

from articles.queries.listing import PAGE, BadCursor
from articles.queries.section import read_section_page
from tests.factories import NOW, SectionFactory, live_story

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("stories", [0, 1, 30])
def test_five_queries(stories, django_assert_num_queries):
    SectionFactory()
    for _ in range(stories):
        live_story()
    with django_assert_num_queries(5):
        page = read_section_page("politics", now=NOW)
    assert len(page.cards) + bool(page.lead) == min(stories, PAGE)


def test_paging_meets_every_story_once_also_those_of_one_second():
    same_moment = NOW - timedelta(hours=3)
    made = {live_story(at=same_moment if number % 2 else NOW - timedelta(minutes=number)).pk for number in range(60)}
    seen, cursor = [], ""
    while True:
        page = read_section_page("politics", now=NOW, before=cursor)
        seen += [card.article_id for card in [page.lead, *page.cards] if card]
        cursor = page.older
        if not cursor:
            break
    assert len(seen) == len(set(seen)) == 60
    assert set(seen) == made


def test_stories_of_other_sections_stay_out():
    live_story(section=SectionFactory(name="Sport"))
    SectionFactory()
    page = read_section_page("politics", now=NOW)
    assert (page.lead, page.cards) == (None, ())
    assert read_section_page("nowhere", now=NOW) is None


@pytest.mark.parametrize(
    "cursor", ["x", "-1", "1", "1-", "٣-٣", "9" * 30 + "-1", "1-" + "9" * 40, "' OR 1=1 --", "\x00"]
)
def test_made_up_page_addresses_are_recognised(cursor):
    SectionFactory()
    with pytest.raises(BadCursor):
        read_section_page("politics", now=NOW, before=cursor)
