"""The home page as a reader gets it."""

import pytest
from lxml import html

from tests.factories import NOW, SectionFactory, SpecialCoverageFactory, live_story, photo_with_picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _election_night(time_machine):
    time_machine.move_to(NOW, tick=False)


def test_an_empty_newsroom_has_a_home_page(client):
    response = client.get("/")
    assert response.status_code == 200
    assert not html.fromstring(response.content.decode()).xpath("//@data-story")


def test_every_story_is_shown_once_and_every_teaser_stands_in_a_named_slot(client):
    photo = photo_with_picture()
    for number in range(25):
        live_story(section=SectionFactory(name=f"Desk {number % 4}"), lead_photo=photo if number % 2 else None)
    SpecialCoverageFactory()
    page = html.fromstring(client.get("/").content.decode())
    keys = page.xpath("//@data-story")
    assert len(keys) == len(set(keys)) == 25
    assert len(page.xpath("//*[@data-slot]//*[@data-story]")) + len(page.xpath("//*[@data-slot and @data-story]")) == 25
    assert len(page.xpath("//h1")) == 1
    for heading in page.xpath("//main//section[.//h2]"):
        assert heading.xpath(".//*[@data-story]"), "a heading over an empty list"


def test_the_page_costs_four_queries(client, django_assert_num_queries):
    live_story()
    with django_assert_num_queries(4):
        client.get("/")


def test_the_stories_of_a_coverage_stand_under_its_name(client):
    coverage = SpecialCoverageFactory(title="The vote", url="https://example.org/vote", is_on=True)
    section = SectionFactory(name="News")
    for _ in range(30):
        live_story(section=section, coverage=coverage)
    page = html.fromstring(client.get("/").content.decode())
    assert page.xpath("//section[.//*[@data-slot='coverage']]/h2/a/text()") == ["The vote"]
