"""The history of a story in a browser: compare what readers have with the working copy, choose two versions, bring one
back after seeing what that changes, and give one a name."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.models import Article, PublishedArticle
from tests.browser.desk import log_in, press, write
from tests.factories import live_story


def test_an_editor_compares_with_what_readers_have_and_brings_the_earlier_version_back(
    page: Page, page_errors: list[str]
) -> None:
    story = live_story(
        headline="Pier opens to walkers",
        body="<p>The planks held.</p><p>Nobody fell in.</p>",
        at=timezone.now() - timedelta(hours=1),
    )
    log_in(page, "Editor")
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    page.get_by_label("Headline", exact=True).fill("Pier opens to runners")
    write(page, " One duck did.")
    assert "Readers still see the version from" in press(page, "Save")

    page.get_by_role("link", name="History", exact=True).click()
    page.locator("#history-group").get_by_role("link", name="Live against working copy").click()
    expect(page.locator(".desk-change-headline del")).to_have_text("walkers")
    expect(page.locator(".desk-change-headline ins")).to_have_text("runners")
    expect(page.locator(".desk-change-body ins")).to_have_text("One duck did.")
    struck = "element => getComputedStyle(element).textDecorationLine"
    assert page.locator(".desk-change-headline del").evaluate(struck) == "line-through"
    assert page.locator(".desk-change-headline ins").evaluate(struck) == "underline"

    page.get_by_role("link", name="History", exact=True).click()
    first = page.locator("#version-1")
    first.get_by_text("Name it").click()
    first.get_by_role("textbox").fill("As first filed")
    first.get_by_role("button", name="Keep this name").click()
    expect(page.locator("#version-1")).to_contain_text("“As first filed”")

    page.locator('#version-1 input[name="before"]').check()
    page.get_by_role("button", name="Compare the two chosen").click()
    expect(page.locator(".desk-sides")).to_contain_text("Version 1")
    page.get_by_role("link", name="Bring back version 1…").click()
    expect(page.locator(".desk-change-headline ins")).to_have_text("walkers")
    assert Article.objects.get(pk=story.pk).headline == "Pier opens to runners"
    page.get_by_role("button", name="Bring back version 1").click()
    expect(page.locator(".desk-messages")).to_contain_text("Readers see what they saw before.")
    expect(page.get_by_label("Headline", exact=True)).to_have_value("Pier opens to walkers")
    assert PublishedArticle.objects.get(pk=story.pk).projected_at == story.projected_at
    assert page_errors == []


def test_choosing_versions_is_no_unsaved_change_and_fits_a_phone(page: Page) -> None:
    story = live_story(at=timezone.now() - timedelta(hours=1))
    page.set_viewport_size({"width": 390, "height": 844})
    log_in(page, "Editor")
    page.goto(f"/admin/articles/article/{story.pk}/change/#history")
    page.locator('#version-1 input[name="after"]').check()
    page.locator('#version-2 input[name="before"]').check()
    page.get_by_role("button", name="Compare the two chosen").click()  # a question about leaving would keep it here
    expect(page.get_by_text("Nothing differs")).to_be_visible()
    for address in ("change/#history", "compare/?before=nothing&after=1", "versions/1/restore/", "versions/"):
        page.goto(f"/admin/articles/article/{story.pk}/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
