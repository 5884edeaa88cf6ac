"""An election night at the desk: a producer enters a count and proposes who won, an editor confirms it and later takes
it back, and a reader sees each of it."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import CountUpdate
from tests.browser.desk import log_in, press
from tests.factories import ContestFactory, ReportingAreaFactory
from tests.live.counting import count

WHY = "Two boxes of Ward 3 had been counted twice."


@pytest.fixture
def second_page(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """The other person's browser, on a phone."""
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 390, "height": 844}, is_mobile=True)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def test_a_call_is_proposed_confirmed_and_withdrawn_and_readers_are_told(
    page: Page, page_errors: list[str], second_page: Page
) -> None:
    contest = ContestFactory(title="Mayor")
    desk = f"/admin/articles/contest/{contest.pk}/results/"
    readers = f"/coverage/{contest.coverage.slug}/results/{contest.slug}/"

    producer = log_in(page, "Producer")
    page.locator("#nav-sidebar").get_by_role("link", name="Results").click()
    page.get_by_role("link", name="Mayor", exact=True).click()
    page.get_by_label("Ames", exact=True).and_(page.locator("[inputmode]")).fill("12,304")
    page.get_by_label("Birch", exact=True).and_(page.locator("[inputmode]")).fill("twelve thousand")
    page.get_by_label("Votes left").fill("400")
    press_refused(page, "Enter this count")
    expect(page.get_by_text("Write a whole number, like 12,304.")).to_be_visible()
    page.get_by_label("Birch", exact=True).and_(page.locator("[inputmode]")).fill("12,000")
    assert "Entered: 24,304 votes. Readers see it within seconds." in press(page, "Enter this count")
    assert CountUpdate.objects.get().by == producer

    page.get_by_role("checkbox", name="Ames").check()
    press_refused(page, "Propose")
    expect(page.get_by_text("400 votes are left and the margin is 304: the lead may still change.")).to_be_visible()
    page.get_by_role("checkbox", name="I have read the warning").check()
    assert "until a second person confirms it" in press(page, "Propose")
    expect(page.get_by_role("button", name="Confirm: Ames")).to_have_count(0)
    expect(page.get_by_text("somebody else has to confirm it")).to_be_visible()

    phone = second_page
    phone.goto(readers)
    expect(phone.get_by_text("Called by")).to_have_count(0)
    editor = log_in(phone, "Editor")
    phone.goto(desk)
    press_refused(phone, "Confirm: Ames")
    expect(phone.get_by_text("Nothing is called yet. Read this, then tick the box")).to_be_visible()
    phone.locator(".desk-results-call").get_by_role("checkbox", name="I have read the warning").check()
    assert "Called: Ames." in press(phone, "Confirm: Ames")
    phone.goto(readers)
    expect(phone.locator("main")).to_contain_text("alled by")

    phone.goto(desk)
    phone.get_by_text("Withdraw this call…").click()
    phone.get_by_label("Why is it withdrawn?").fill(WHY)
    assert "Withdrawn. Readers are told that, and why." in press(phone, "Withdraw it now")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.goto(readers)
    expect(phone.locator("main")).to_contain_text(WHY)

    page.goto(desk)
    log = page.locator(".desk-results-log")
    for told in ("count entered by hand", "call proposed", "called", "call withdrawn", WHY, editor.get_full_name()):
        expect(log).to_contain_text(told)
    assert page_errors == []


def test_the_figures_beside_the_boxes_follow_the_place_that_is_chosen(page: Page, page_errors: list[str]) -> None:
    contest = ContestFactory(title="Mayor")
    ward = ReportingAreaFactory(coverage=contest.coverage, name="Ward 2")
    ReportingAreaFactory(coverage=contest.coverage, name="Ward 3")
    now = timezone.now()
    count(contest, -5, ames=40, birch=31, now=now)
    count(contest, -4, area=ward.pk, ames=7, birch=9, now=now)
    log_in(page, "Producer")
    page.goto(f"/admin/articles/contest/{contest.pk}/results/")
    box = page.locator("#count .desk-box").filter(has=page.get_by_label("Ames", exact=True))
    expect(box).to_contain_text(f"Now 40 in {contest.area.name}")
    page.get_by_label("Ames", exact=True).and_(page.locator("[inputmode]")).fill("8")
    page.get_by_label("Where").select_option("Ward 2")
    expect(box).to_contain_text("Now 7 in Ward 2")
    page.get_by_label("Where").select_option("Ward 3")
    expect(box).not_to_contain_text("Now")
    expect(box.get_by_role("textbox")).to_have_value("8")
    assert page_errors == []


def test_lists_to_search_in_are_named_for_who_listens(page: Page, page_errors: list[str]) -> None:
    log_in(page, "Producer")
    page.goto("/admin/articles/specialcoverage/add/")
    expect(page.get_by_role("combobox", name="Points at our story")).to_be_visible()
    expect(page.get_by_role("searchbox", name="Sections")).to_be_visible()
    assert page_errors == []


def press_refused(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()
