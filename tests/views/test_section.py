"""The section page as a reader gets it."""

import pytest
from lxml import html

from tests.factories import NOW, SectionFactory, live_story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _election_night(time_machine):
    time_machine.move_to(NOW, tick=False)


def test_older_stories_are_reached_by_a_link(client):
    for _ in range(30):
        live_story()
    first = html.fromstring(client.get("/politics/").content.decode())
    (older,) = first.xpath("//a[contains(@href, 'before=')]/@href")
    second = html.fromstring(client.get("/politics/" + older if older.startswith("?") else older).content.decode())
    keys = first.xpath("//@data-story") + second.xpath("//@data-story")
    assert len(keys) == len(set(keys)) == 30
    assert not second.xpath("//a[contains(@href, 'before=')]")


def test_a_section_without_stories_says_so(client):
    SectionFactory(name="Sport")
    response = client.get("/sport/")
    assert response.status_code == 200
    assert not html.fromstring(response.content.decode()).xpath("//@data-story")


@pytest.mark.parametrize("query", ["?before=x", "?before=-1", "?before=" + "9" * 400])
def test_made_up_pages_answer_404(client, query):
    SectionFactory()
    assert client.get("/politics/" + query).status_code == 404
