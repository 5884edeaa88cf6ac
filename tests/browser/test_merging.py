"""Two browsers, one story: what each changed comes together by itself; what both changed is asked, side by side."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from tests.browser.desk import log_in, press, write
from tests.factories import ArticleFactory


@pytest.fixture
def other(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """Another editor's tab, on a machine of its own."""
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 1440, "height": 900})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def open_story(page: Page, story: Article) -> None:
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    page.wait_for_function("window.CKEDITOR?.instances.id_body?.status === 'ready'")


def test_two_browsers_merge_without_and_then_with_a_question(page: Page, other: Page, page_errors: list[str]) -> None:
    story = ArticleFactory(headline="Council approves harbor plan", dek="")
    ann = log_in(page, "Editor")
    log_in(other, "Editor")

    # Each changes another box: both stand.
    open_story(page, story)
    open_story(other, story)
    page.get_by_label("Headline", exact=True).fill("Council approves the harbor plan at last")
    press(page, "Save")
    other.get_by_label("Dek", exact=True).fill("The vote came after midnight.")
    told = press(other, "Save")
    assert f"together with what {ann.get_full_name()} changed" in told
    story.refresh_from_db()
    assert (story.headline, story.dek) == (
        "Council approves the harbor plan at last",
        "The vote came after midnight.",
    )

    # Both change the headline, and other paragraphs of the text.
    open_story(page, story)
    open_story(other, story)
    page.get_by_label("Headline", exact=True).fill("Council votes for the harbor")
    write(page, " Its end is open.")
    press(page, "Save")
    other.get_by_label("Headline", exact=True).fill("Harbor plan passes, narrowly")
    body = other.frame_locator("iframe.cke_wysiwyg_frame").locator("body")
    body.locator("p").first.click()
    other.keyboard.press("Home")
    other.keyboard.type("Late on Tuesday: ")
    press_and_be_asked(other)
    expect(other.get_by_text("Nothing is lost, whatever you choose")).to_be_visible()
    assert Article.objects.get(pk=story.pk).headline == "Council votes for the harbor"

    headline = other.get_by_role("group", name="Headline")
    expect(headline.get_by_role("heading")).to_have_text(["Before", ann.get_full_name(), "Yours"])
    headline.get_by_role("textbox").fill("Council votes for the harbor, narrowly")
    expect(headline.get_by_role("radio").last).to_be_checked()
    other.get_by_role("button", name="Save the story so").click()
    expect(other.get_by_text("Saved, together with what")).to_be_visible()
    story.refresh_from_db()
    assert story.headline == "Council votes for the harbor, narrowly"
    assert "Late on Tuesday: " in story.body
    assert "Its end is open." in story.body
    assert not [error for error in page_errors if "409" not in error]


def press_and_be_asked(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="Save the story so")).to_be_visible()


def test_the_page_works_on_a_phone_without_scripts(chromium: Browser, live_server: LiveServer, page: Page) -> None:
    story = ArticleFactory(headline="Council approves harbor plan")
    log_in(page, "Editor")
    open_story(page, story)
    page.get_by_label("Headline", exact=True).fill("Hers")
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    phone = context.new_page()
    log_in(phone, "Editor")
    phone.goto(f"/admin/articles/article/{story.pk}/change/")
    press(page, "Save")
    phone.get_by_label("Headline", exact=True).fill("Mine")
    phone.get_by_role("button", name="Save", exact=True).click()
    widths = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    wide, seen = phone.evaluate(widths)
    assert wide <= seen
    phone.get_by_role("group", name="Headline").get_by_label("Keep yours").check()
    phone.get_by_role("button", name="Save the story so").click()
    expect(phone.get_by_text("Saved, together with what")).to_be_visible()
    assert Article.objects.get(pk=story.pk).headline == "Mine"
    context.close()
