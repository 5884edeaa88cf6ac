"""Putting up a front: who may, what is refused, what two producers do to each other, and what readers get."""

from datetime import timedelta

import pytest

from articles.fronts import FrontMoved, FrontRefused, Layout, Package, RiverPlan, bring_back, cancel, put_up
from articles.models import FrontEdition
from articles.queries.home import read_home_page
from articles.queries.section import read_section_page
from articles.workflow import withdraw_article
from articles.workflow.permissions import NotAllowed
from tests.factories import NOW, SectionFactory, UserFactory, live_story

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def producer():
    return UserFactory(role="Producer", first_name="Paul", last_name="Okafor")


@pytest.fixture
def stories():
    return [live_story(headline=f"Story {number}", at=NOW - timedelta(hours=number + 1)) for number in range(20)]


def shown(now=NOW):
    page = read_home_page(now=now)
    return page.lead.headline, [card.headline for card in page.seconds]


def test_readers_see_what_was_put_up_and_the_rest_fills_itself(producer, stories):
    assert shown() == ("Story 0", ["Story 1", "Story 2", "Story 3"])
    put_up(Layout(lead=stories[9].pk, top=(stories[0].pk, stories[12].pk)), by=producer, now=NOW)
    assert shown() == ("Story 9", ["Story 0", "Story 12", "Story 1"])


def test_packages_and_rivers_are_in_the_producers_order_and_nothing_is_twice(producer, stories):
    city = SectionFactory(name="City")
    live_story(headline="In the city", section=city)
    rivers = (RiverPlan(city.pk), RiverPlan(stories[0].section_id, pins=(stories[15].pk,)))
    package = Package("The bridge", (stories[18].pk, stories[17].pk))
    put_up(Layout(packages=(package,), rivers=rivers), by=producer, now=NOW)
    page = read_home_page(now=NOW)
    assert [(one.title, [card.headline for card in one.cards]) for one in page.packages] == [
        ("The bridge", ["Story 18", "Story 17"])
    ]
    politics = next(river for river in page.rivers if river.section.slug == "politics")
    assert politics.cards[0].headline == "Story 15"
    places = [page.lead, *page.seconds, *page.latest, *page.most_read, *page.coverage]
    places += [card for group in (*page.packages, *page.rivers) for card in group.cards]
    assert len({card.key for card in places}) == len(places)


def test_a_hidden_section_has_no_river(producer, stories):
    put_up(Layout(rivers=(RiverPlan(stories[0].section_id, shown=False),)), by=producer, now=NOW)
    assert read_home_page(now=NOW).rivers == ()


def test_a_section_inside_another_flows_in_its_river(stories):
    inside = SectionFactory(name="Elections", parent=stories[0].section)
    for number in range(20):
        live_story(headline=f"Count {number}", section=inside)
    page = read_home_page(now=NOW)
    assert [river.section.slug for river in page.rivers] == ["politics"]


def test_a_front_for_later_shows_at_its_hour_without_any_job(producer, stories):
    put_up(Layout(lead=stories[9].pk), by=producer, now=NOW, starts_at=NOW + HOUR)
    assert shown(NOW)[0] == "Story 0"
    assert shown(NOW + HOUR)[0] == "Story 9"


def test_what_is_still_to_come_is_taken_back_and_what_shows_is_not(producer, stories):
    later = put_up(Layout(lead=stories[9].pk), by=producer, now=NOW, starts_at=NOW + HOUR)
    assert cancel(later.pk, by=producer, now=NOW)
    assert not cancel(later.pk, by=producer, now=NOW)
    assert shown(NOW + HOUR)[0] == "Story 0"
    at_once = put_up(Layout(lead=stories[9].pk), by=producer, now=NOW)
    assert not cancel(at_once.pk, by=producer, now=NOW)


def test_a_pin_that_readers_cannot_see_leaves_its_place_to_another(producer, stories):
    put_up(Layout(lead=stories[9].pk, top=(stories[8].pk,)), by=producer, now=NOW)
    withdraw_article(stories[9].pk, by=None, now=NOW, reason="Wrong.")
    assert shown() == ("Story 0", ["Story 8", "Story 1", "Story 2"])


@pytest.mark.parametrize("role", ["Reporter", "Photo editor"])
def test_others_may_not(role, stories):
    with pytest.raises(NotAllowed):
        put_up(Layout(lead=stories[0].pk), by=UserFactory(role=role), now=NOW)
    assert not FrontEdition.objects.exists()


def test_the_second_producer_is_told_of_the_first_and_may_insist(producer, stories):
    other = UserFactory(role="Editor")
    first = put_up(Layout(lead=stories[9].pk), by=producer, now=NOW)
    with pytest.raises(FrontMoved, match="Paul Okafor put up another front at"):
        put_up(Layout(lead=stories[8].pk), by=other, now=NOW + HOUR, seen=None)
    assert shown()[0] == "Story 9"
    put_up(Layout(lead=stories[8].pk), by=other, now=NOW + HOUR, seen=None, anyway=True)
    assert shown(NOW + HOUR)[0] == "Story 8"
    put_up(Layout(lead=stories[7].pk), by=other, now=NOW + 2 * HOUR, seen=FrontEdition.objects.latest("pk").pk)
    assert FrontEdition.objects.filter(pk=first.pk).exists()


def test_pressed_twice_it_goes_up_once(producer, stories):
    for _ in range(2):
        put_up(Layout(lead=stories[9].pk), by=producer, now=NOW, seen=None)
    assert FrontEdition.objects.count() == 1


def test_an_earlier_front_is_brought_back_without_what_is_gone(producer, stories):
    first = put_up(Layout(lead=stories[9].pk, top=(stories[8].pk,)), by=producer, now=NOW)
    second = put_up(Layout(lead=stories[1].pk), by=producer, now=NOW + HOUR, seen=first.pk)
    withdraw_article(stories[9].pk, by=None, now=NOW + HOUR, reason="Wrong.")
    bring_back(first.pk, by=producer, now=NOW + 2 * HOUR, seen=second.pk)
    assert shown(NOW + 2 * HOUR) == ("Story 0", ["Story 8", "Story 1", "Story 2"])


def test_what_readers_never_get_is_refused(producer, stories):
    withdraw_article(stories[3].pk, by=None, now=NOW, reason="Wrong.")
    for pk in (stories[3].pk, 999_999):
        with pytest.raises(FrontRefused, match=f"Readers do not have story {pk}"):
            put_up(Layout(lead=pk), by=producer, now=NOW)
    with pytest.raises(FrontRefused, match="That time is past"):
        put_up(Layout(lead=stories[0].pk), by=producer, now=NOW, starts_at=NOW - HOUR)
    with pytest.raises(FrontRefused, match="A section was deleted"):
        put_up(Layout(rivers=(RiverPlan(999_999),)), by=producer, now=NOW)


def test_a_sections_front_has_a_lead_of_its_own(producer, stories):
    section = stories[0].section_id
    put_up(Layout(lead=stories[9].pk, top=(stories[12].pk,)), by=producer, now=NOW, section_id=section)
    page = read_section_page("politics", now=NOW)
    assert page.lead.headline == "Story 9"
    assert [card.headline for card in page.cards][:3] == ["Story 12", "Story 0", "Story 1"]
    assert len(page.cards) == 19
    assert shown()[0] == "Story 0"


@pytest.mark.parametrize("pins", [1, 20])
def test_pins_cost_one_query_however_many(producer, stories, pins, django_assert_num_queries):
    layout = Layout(
        lead=stories[0].pk, rivers=(RiverPlan(stories[0].section_id, pins=tuple(s.pk for s in stories[1:5])),)
    )
    put_up(layout if pins > 1 else Layout(lead=stories[0].pk), by=producer, now=NOW)
    read_home_page(now=NOW)
    with django_assert_num_queries(4):  # the sections are in memory
        read_home_page(now=NOW)
