"""A producer arranges the home page, by dragging and by keyboard, with the preview beside; then readers have it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import log_in
from tests.factories import SectionFactory, live_story

FRONTS = "/admin/articles/frontedition/"


@pytest.fixture
def stories() -> None:
    for number in range(12):
        live_story(headline=f"Council item {number} is settled")
    live_story(headline="Ferry line approved at last")


def test_a_story_is_dragged_to_the_lead_and_readers_get_it(
    page: Page, reader: Page, stories: None, page_errors: list[str]
) -> None:
    log_in(page, "Producer")
    page.goto(FRONTS)
    lead, found = page.locator("[data-place=lead]"), page.locator("[data-found] .desk-front-card")
    page.get_by_label("Words of a headline").fill("item 3")
    expect(found).to_have_count(1)
    found.first.drag_to(lead)
    expect(lead.locator(".desk-front-headline")).to_have_text("Council item 3 is settled")
    preview = page.frame_locator("iframe[name=front-preview]")
    expect(preview.locator("[data-slot=lead] h2")).to_have_text("Council item 3 is settled")
    with page.expect_navigation():
        page.get_by_role("button", name="Put up now").click()
    expect(page.get_by_text("The front is up: readers see it now.")).to_be_visible()
    reader.goto("/")
    expect(reader.locator("[data-slot=lead] h2")).to_have_text("Council item 3 is settled")
    assert page_errors == []


def test_the_keyboard_is_enough(page: Page, stories: None) -> None:
    log_in(page, "Producer")
    page.goto(FRONTS)
    top = page.locator("[data-place=top] .desk-front-headline")
    for number in (4, 5):
        page.get_by_label(f"Move “Council item {number} is settled” to").first.select_option("top")
    expect(top).to_have_text(["Council item 4 is settled", "Council item 5 is settled"])
    page.locator("[data-place=top]").get_by_role("button", name="Move down").first.press("Enter")
    expect(top).to_have_text(["Council item 5 is settled", "Council item 4 is settled"])
    expect(page.locator(".desk-fronts-live")).to_contain_text("is number 2 of Top stories")
    page.get_by_label("Move “Council item 4 is settled” to").last.select_option("lead")
    expect(top).to_have_text(["Council item 5 is settled"])
    page.locator("[data-place=lead]").get_by_role("button", name="Take out").press("Enter")
    expect(page.locator("[data-place=lead] .desk-front-card")).to_have_count(0)


def test_sections_are_put_in_another_order(page: Page, reader: Page, stories: None) -> None:
    for number in range(18):  # more than the places above the rivers take
        live_story(headline=f"Street {number} is mended", section=SectionFactory(name="City", position=200))
    log_in(page, "Producer")
    page.goto(FRONTS)
    page.get_by_role("button", name="Section up: City").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Put up now").click()
    expect(page.get_by_text("The front is up: readers see it now.")).to_be_visible()
    reader.goto("/")
    expect(reader.locator(".river h2").first).to_have_text("City")


def test_it_fits_a_phone(page: Page, stories: None) -> None:
    log_in(page, "Producer")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(FRONTS)
    expect(page.locator("[data-place=lead]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
