"""Writing help while somebody types: the checklist, the previews, the keys."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.models import Article, Photo, PublishedArticle
from tests.browser.desk import choose, log_in, write
from tests.factories import ArticleFactory, SectionFactory, live_story, photo_with_picture


def missing(page: Page) -> list[str]:
    labels = page.locator("[data-check].must:not(.done) .desk-check-label").all_inner_texts()
    return [label.split(":")[0].strip() for label in labels]


def test_the_checklist_and_the_previews_follow_what_is_typed(page: Page, page_errors: list[str]) -> None:
    SectionFactory(name="News")
    photo = photo_with_picture(caption="The harbor at dawn")
    Photo.objects.filter(pk=photo.pk).update(alt_decision="")
    log_in(page, "Editor")
    page.goto("/admin/articles/article/add/")
    summary = page.locator("[data-missing]")
    expect(summary).to_have_text("4 things are missing before it can go out.")
    assert missing(page) == ["Headline", "Section", "Text", "Web address"]

    page.get_by_label("Headline", exact=True).fill("Pier opens to walkers a week early")
    choose(page, page.locator(".field-section"), typed="New", option="News")
    expect(summary).to_have_text("1 thing is missing before it can go out.")
    write(page, "The planks held.")
    expect(summary).to_have_text("Nothing is missing.")
    expect(page.locator("[data-length]")).to_have_text("3 words")
    title, trail = page.locator('[data-look="title"]'), page.locator('[data-look="trail"]')
    expect(title).to_have_text("Pier opens to walkers a week early | The Meridian")
    expect(trail).to_have_text("testserver › news › pier-opens-to-walkers-a-week-early")
    expect(page.locator('[data-look="description"]')).to_have_text("The planks held.")

    choose(page, page.locator(".field-lead_photo"), typed="harbor", option="The harbor at dawn")
    expect(page.locator('[data-check="photos"] [data-todo]')).to_have_text("“The harbor at dawn”: no description.")
    expect(page.locator('[data-look="picture"]')).to_have_attribute("src", f"/media/renditions/{_rendition(photo)}")
    page.get_by_role("link", name="Search and sharing").click()
    page.get_by_label("Search headline").fill("Walk the pier " * 6)
    expect(title).to_have_text("Walk the pier Walk the pier Walk the pier Walk the pier …")
    expect(page.locator('[data-look="headline"]')).to_be_visible()
    page.get_by_role("link", name="Story", exact=True).click()
    page.locator('[data-check="text"]').scroll_into_view_if_needed()
    page.frame_locator("iframe.cke_wysiwyg_frame").locator("body").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    expect(summary).to_have_text("2 things are missing before it can go out.")
    assert missing(page) == ["Text", "Credit and description of photos"]
    assert page_errors == []


def _rendition(photo: Photo) -> str:
    return f"{photo.fingerprint[:2]}/{photo.fingerprint[2:22]}-800.jpg"


def test_ctrl_s_saves_from_a_box_and_from_inside_the_editor(page: Page) -> None:
    story = ArticleFactory(headline="Pier", body="<p>One.</p>")
    log_in(page, "Editor")
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    expect(page.get_by_role("button", name="Save", exact=True)).to_have_attribute("title", "Ctrl+S")
    page.get_by_label("Headline", exact=True).fill("Pier opens")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert Article.objects.get(pk=story.pk).headline == "Pier opens"
    write(page, " Two.")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert Article.objects.get(pk=story.pk).body == "<p>One. Two.</p>"


def test_ctrl_enter_asks_once_before_readers_see_it(page: Page) -> None:
    story = ArticleFactory(headline="Pier opens", body="<p>One.</p>")
    log_in(page, "Editor")
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    write(page, " Two.")
    page.keyboard.press("Control+Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Readers will see “Pier opens” at once.")
    page.keyboard.press("Control+s")  # not while something is asked
    dialog.get_by_role("button", name="Not yet").click()
    expect(dialog).to_have_count(0)
    assert Article.objects.get(pk=story.pk).body == "<p>One.</p>"
    page.get_by_label("Headline", exact=True).press("Control+Enter")
    with page.expect_navigation():
        dialog.get_by_role("button", name="Publish now").click()
    published = PublishedArticle.objects.get(pk=story.pk)
    assert "One. Two." in str(published.blocks)


def test_what_leads_to_a_page_that_asks_is_not_asked_twice(page: Page) -> None:
    story = live_story(headline="Pier opens", at=timezone.now() - timedelta(hours=1))
    log_in(page, "Editor")
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    label = page.locator(".desk-submit .desk-primary").inner_text()
    page.get_by_label("Headline", exact=True).fill("Pier opens early")
    page.get_by_label("Headline", exact=True).press("Control+Enter")
    if label.endswith("…"):
        page.wait_for_url("**/update/**")
        assert PublishedArticle.objects.get(pk=story.pk).headline == "Pier opens"
    else:
        expect(page.get_by_role("dialog")).to_contain_text("at once")
