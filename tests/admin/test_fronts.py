"""The arranging page of fronts: who sees it, what it sends, and that nothing typed is lost."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from lxml import html

from articles.dates import in_newsroom_zone
from articles.fronts import Layout, put_up
from articles.models import FrontEdition
from tests.admin.conftest import messages, words
from tests.factories import NOW, SectionFactory, UserFactory, live_story

pytestmark = pytest.mark.django_db
PAGE = "/admin/articles/frontedition/"


@pytest.fixture(autouse=True)
def _election_night(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def story():
    for number in range(6):
        live_story(headline=f"Newer {number}")
    return live_story(headline="Ferry line approved", at=NOW - timedelta(days=2))


def lead_of(client):
    return html.fromstring(client.get("/").content.decode()).xpath("string(//*[@data-slot='lead']//h2)").strip()


@pytest.mark.parametrize(
    ("role", "status"), [("Producer", 200), ("Editor", 200), ("Reporter", 403), ("Photo editor", 403)]
)
def test_producers_and_editors_see_it(log_in, role, status, story):
    browser = log_in(role)
    assert browser.get(PAGE).status_code == status
    assert browser.get(f"{PAGE}stories/").status_code == status
    assert browser.post(f"{PAGE}preview/", {}).status_code == status
    sent = browser.post(PAGE, {"lead": story.pk, "_put_up": ""})
    assert (sent.status_code == 302) is (status == 200)
    assert FrontEdition.objects.exists() is (status == 200)


def test_the_front_goes_up_and_its_page_shows_it(log_in, client, story):
    browser = log_in("Producer")
    answer = browser.post(PAGE, {"lead": story.pk, "_put_up": ""}, follow=True)
    assert "The front is up: readers see it now." in messages(answer)
    assert lead_of(client) == "Ferry line approved"
    form = html.fromstring(browser.get(PAGE).content.decode()).get_element_by_id("front")
    assert form.xpath(".//input[@name='lead']/@value") == [str(story.pk)]


def test_the_preview_shows_what_is_not_put_up_and_may_stand_in_a_frame_of_the_desk(log_in, client, story):
    answer = log_in("Producer").post(f"{PAGE}preview/", {"lead": story.pk})
    assert "Ferry line approved" in html.fromstring(answer.content.decode()).xpath("string(//*[@data-slot='lead'])")
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in answer["Cache-Control"]
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert lead_of(client) != "Ferry line approved"


def test_a_refused_front_is_shown_again_as_it_was_typed(log_in, story):
    sent = {"lead": story.pk, "top": [str(story.pk), "x"], "package-1-title": "The bridge", "_put_up": ""}
    answer = log_in("Producer").post(PAGE, sent)
    assert answer.status_code == 422
    page = html.fromstring(answer.content.decode())
    assert "is not the number of a story" in words(answer)
    assert str(story.pk) in [each.get("value") for each in page.xpath("//input[@name='lead']")]
    assert page.xpath("//input[@name='package-1-title']/@value") == ["The bridge"]


def test_a_time_is_needed_to_schedule_and_one_that_does_not_exist_is_refused(log_in, story):
    browser = log_in("Producer")
    assert "Choose the day and the time" in words(browser.post(PAGE, {"lead": story.pk, "_schedule": ""}))
    gap = {"starts_at_0": "2027-03-14", "starts_at_1": "02:30"}
    assert "does not exist on March 14, 2027" in words(browser.post(PAGE, {"lead": story.pk, "_schedule": "", **gap}))
    there = in_newsroom_zone(NOW + timedelta(hours=3))
    when = {"starts_at_0": f"{there:%Y-%m-%d}", "starts_at_1": f"{there:%H:%M}"}
    answer = browser.post(PAGE, {"lead": story.pk, "_schedule": "", **when}, follow=True)
    assert "readers see it from 8:00 PM ET" in messages(answer)
    assert "Still to come" in words(answer)
    edition = FrontEdition.objects.get()
    answer = browser.post(reverse("admin:articles_frontedition_cancel", args=[edition.pk]), follow=True)
    assert "Taken back" in messages(answer)


def test_another_producers_front_is_not_put_aside_unseen(log_in, story):
    browser = log_in("Producer")
    other = put_up(Layout(lead=story.pk), by=UserFactory(role="Editor", first_name="Edwin", last_name="Marsh"), now=NOW)
    newer = live_story(headline="Mine")
    answer = browser.post(PAGE, {"lead": newer.pk, "seen": "", "_put_up": ""})
    assert "Edwin Marsh put up another front" in words(answer)
    form = html.fromstring(answer.content.decode()).get_element_by_id("front")
    assert form.xpath(".//button[@name='_anyway']")
    assert FrontEdition.objects.get() == other
    assert browser.post(PAGE, {"lead": newer.pk, "seen": "", "_anyway": ""}).status_code == 302
    assert FrontEdition.objects.count() == 2


def test_an_earlier_front_is_brought_back(log_in, client, story):
    browser = log_in("Producer")
    browser.post(PAGE, {"lead": story.pk, "_put_up": ""})
    first = FrontEdition.objects.get()
    browser.post(PAGE, {"_put_up": "", "seen": first.pk})
    assert lead_of(client) != "Ferry line approved"
    newest = FrontEdition.objects.latest("pk").pk
    page = reverse("admin:articles_frontedition_bring_back", args=[first.pk])
    assert "Brought back" in messages(browser.post(page, {"seen": newest}, follow=True))
    assert lead_of(client) == "Ferry line approved"


def test_stories_are_found_by_words_and_section(log_in, story):
    city = SectionFactory(name="City")
    live_story(headline="Ferry in the city", section=city)
    browser = log_in("Producer")
    found = json.loads(browser.get(f"{PAGE}stories/?q=ferry").content)["results"]
    assert [one["headline"] for one in found] == ["Ferry in the city", "Ferry line approved"]
    found = json.loads(browser.get(f"{PAGE}stories/?q=ferry&in={city.pk}").content)["results"]
    assert [one["headline"] for one in found] == ["Ferry in the city"]
    assert json.loads(browser.get(f"{PAGE}stories/?q=%25%25").content)["results"] == []


@pytest.mark.parametrize("query", ["?section=999999", "?section=x", "?section=" + "9" * 40])
def test_fronts_of_nothing_are_not_there(log_in, query):
    assert log_in("Producer").get(PAGE + query).status_code == 404


def test_the_page_costs_the_same_however_many_stories_are_on_it(log_in, django_assert_max_num_queries):
    browser = log_in("Producer")
    stories = [live_story() for _ in range(12)]
    sent = {"lead": stories[0].pk, "top": [s.pk for s in stories[1:5]], "package-1-title": "A", "_put_up": ""}
    browser.post(PAGE, sent | {"package-1": [s.pk for s in stories[5:10]]})
    with django_assert_max_num_queries(22):
        browser.get(PAGE)
