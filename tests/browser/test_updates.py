"""A correction, written with the difference in view; and a preview link, opened by somebody who is not logged in."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Correction, PreviewOpening
from tests.browser.conftest import errors_of
from tests.browser.desk import log_in, press
from tests.factories import ArticleFactory, live_story

HOUR = timedelta(hours=1)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"
NOTE = "An earlier version of this story gave the wrong day for the ferry."


def test_a_correction_is_written_beside_the_difference_and_stands_under_the_story(
    page: Page, page_errors: list[str], reader: Page
) -> None:
    long = "".join(f"<p>Paragraph {number} about the harbor.</p>" for number in range(30))
    story = live_story(headline="The ferry sails on Monday", body=long, at=timezone.now() - HOUR)
    log_in(page, "Editor")
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    page.get_by_label("Headline", exact=True).fill("The ferry sails on Tuesday")
    with page.expect_navigation():
        page.locator('[name="_publish"]').click()
    difference = page.get_by_role("region", name="What differs")
    expect(difference.locator("del", has_text="Monday")).to_be_visible()
    expect(difference.locator("ins", has_text="Tuesday")).to_be_visible()
    assert page.locator('[name="kind"]:checked').count() == 0

    page.get_by_role("radio", name="Correction", exact=True).check()
    with page.expect_navigation():
        page.get_by_role("button", name="Publish update").click()
    expect(page.get_by_text("A correction needs a note")).to_be_visible()
    page.get_by_label("Note to readers").fill(NOTE)
    expect(difference.locator("ins", has_text="Tuesday")).to_be_in_viewport()
    expect(page.get_by_label("Note to readers")).to_be_in_viewport()
    page.get_by_text("At a set time").click()
    page.get_by_label("Day", exact=True).fill("2031-01-06")
    page.locator('[name="at_1"]').fill("06:00")
    expect(page.get_by_role("button", name="Schedule for Jan 6, 2031, 6:00 AM ET")).to_be_visible()
    page.get_by_role("radio", name="Now").check()

    assert "Your correction stands under it." in press(page, "Publish update")
    assert Correction.objects.get().note == NOTE
    reader.goto(f"/politics/{story.slug}-{story.pk}/")
    expect(reader.locator(".corrections")).to_contain_text(NOTE)
    expect(reader.locator(".updated")).to_be_visible()
    reader.get_by_role("link", name="Corrections").click()
    expect(
        reader.locator(".note", has_text=NOTE).get_by_role("link", name="The ferry sails on Tuesday")
    ).to_be_visible()
    assert page_errors == []


def test_a_preview_link_is_read_without_a_log_in_and_closes(
    page: Page, page_errors: list[str], chromium: Browser, live_server: LiveServer, settings
) -> None:
    settings.SITE_URL = live_server.url
    article = ArticleFactory(headline="Mayor to resign")
    log_in(page, "Editor")
    page.goto(f"/admin/articles/article/{article.pk}/change/#publishing")
    page.get_by_label("For whom?").fill("Jo Counsel")
    with page.expect_navigation():
        page.get_by_role("button", name="Save and make a link").click()
    address = page.get_by_label("Address of the link for Jo Counsel").input_value()

    outside = chromium.new_context(user_agent=FIREFOX, viewport={"width": 390, "height": 844})
    lawyer = outside.new_page()
    lawyer_errors = errors_of(lawyer)
    assert lawyer.goto(address).status == 200
    expect(lawyer.get_by_role("heading", level=1)).to_have_text("Mayor to resign")
    expect(lawyer.get_by_role("region", name="About this preview")).to_contain_text("not for publication")
    assert outside.cookies() == []
    assert lawyer_errors == []

    page.get_by_role("link", name="All links, and who opened them").click()
    expect(page.get_by_text("Firefox on Linux")).to_be_visible()
    assert PreviewOpening.objects.count() == 1
    with page.expect_navigation():
        page.get_by_role("button", name="Revoke the link for Jo Counsel").click()
    assert lawyer.reload().status == 410
    expect(lawyer.get_by_role("heading", level=1)).to_have_text("This preview is closed")
    outside.close()
    assert page_errors == []
