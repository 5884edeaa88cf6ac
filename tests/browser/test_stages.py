"""A story goes from hand to hand: a reporter and an editor, each in a browser of their own, and a reader who sees
nothing of it until it is out."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, PublishedArticle
from tests.browser.desk import log_in, press
from tests.factories import ArticleFactory

NOTE = "Who says so? Name the engineer.\nAnd the second paragraph can go."


@pytest.fixture
def second_page(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """The other person's browser, on a phone: notes are read on the way."""
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 390, "height": 844}, is_mobile=True)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def written_by(reporter: User, headline: str) -> Article:
    return ArticleFactory(headline=headline, created_by=reporter)


def test_a_story_is_submitted_sent_back_with_a_note_mended_and_published(
    page: Page, page_errors: list[str], second_page: Page
) -> None:
    phone = second_page
    story = written_by(log_in(phone, "Reporter"), "Pier holds, engineer says")
    form = f"/admin/articles/article/{story.pk}/change/"
    phone.goto(form)
    assert "Saved and sent to review: Pier holds, engineer says." in press(phone, "Send to review")
    expect(phone.get_by_text("In review since")).to_be_visible()

    editor = log_in(page, "Editor")
    page.get_by_role("link", name="Pier holds, engineer says").first.click()
    expect(page.get_by_role("button", name="Publish now")).to_have_class("desk-button desk-primary")
    page.get_by_role("button", name="Send back…").click()
    page.get_by_role("button", name="Send it back").click()
    expect(page.get_by_text("Write what is to be done.")).to_be_visible()
    page.get_by_label("What is to be done?").fill(NOTE)
    page.get_by_role("button", name="Send it back").click()
    expect(page.locator(".desk-messages")).to_contain_text("Sent back: Pier holds, engineer says.")

    phone.goto(form)
    expect(phone.get_by_text(f"Sent back by {editor.get_full_name()} at")).to_be_visible()
    expect(phone.locator(".desk-strip blockquote")).to_have_text(NOTE)
    phone.get_by_label("Headline", exact=True).fill("Pier holds, says Ida Brandt")
    press(phone, "Send to review")

    page.goto(form)
    expect(page.locator(".desk-strip")).to_contain_text("In review since")
    press(page, "Publish now")
    assert PublishedArticle.objects.get().headline == "Pier holds, says Ida Brandt"
    expect(page.locator(".desk-strip")).to_contain_text("Live: readers see exactly this")
    assert page_errors == []


def test_a_story_marked_ready_waits_for_its_time_and_its_writer_cannot_change_it_meanwhile(
    page: Page, second_page: Page
) -> None:
    story = written_by(log_in(second_page, "Reporter"), "The tide comes in")
    form = f"/admin/articles/article/{story.pk}/change/"
    second_page.goto(form)
    press(second_page, "Send to review")

    log_in(page, "Editor")
    page.goto(form)
    assert "Saved and marked ready" in press(page, "Mark ready")
    second_page.goto(form)
    expect(second_page.get_by_text("Marked ready by")).to_be_visible()
    expect(second_page.get_by_role("button", name="Save", exact=True)).to_have_count(0)

    page.get_by_role("link", name="Publishing").click()
    page.get_by_label("Publish at", exact=True).fill("2051-11-04")
    page.locator("#id_publish_at_1").fill("06:00:00")
    page.keyboard.press("Tab")
    page.locator(".desk-submit .desk-primary", has_text="Schedule for Nov 4, 2051, 6:00 AM ET").click()
    expect(page.locator(".desk-strip")).to_contain_text("Goes out Nov 4, 2051, 6:00 AM ET, in")
    assert second_page.goto(f"/politics/{story.slug}-{story.pk}/").status == 404
