"""The main job, as two people do it: an editor at the desk, a reader on a phone who is not logged in."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.models import Article
from tests.browser.desk import choose, log_in, press, publish_update, write
from tests.factories import SectionFactory, live_story

HOUR = timedelta(hours=1)


def test_an_editor_writes_and_publishes_and_a_reader_sees_each_version_only_when_it_goes_out(
    page: Page, page_errors: list[str], reader: Page
) -> None:
    other = live_story(
        headline="The night ferry is back", section=SectionFactory(name="News"), at=timezone.now() - HOUR
    )
    log_in(page, "Editor")
    page.get_by_role("link", name="Write a story").click()
    page.get_by_label("Headline", exact=True).fill("Pier opens to walkers a week early")
    choose(page, page.locator(".field-section"), typed="New", option="News")
    write(page, "The planks held.", "Nobody fell in.")
    page.get_by_text("Add a related story").click()
    choose(page, page.locator("#related_links-group .field-target:visible"), typed="ferry", option="night")

    assert "Readers do not see it yet." in press(page, "Save")
    story = Article.objects.get(headline="Pier opens to walkers a week early")
    address = f"/news/pier-opens-to-walkers-a-week-early-{story.pk}/"
    assert reader.goto(address).status == 404
    reader.goto("/")
    assert "Pier opens" not in reader.content()

    assert f"Readers see it now at {address}" in press(page, "Publish now")
    assert reader.goto(address).status == 200
    expect(reader.get_by_role("heading", level=1)).to_have_text("Pier opens to walkers a week early")
    expect(reader.locator(".story-body p")).to_have_text(["The planks held.", "Nobody fell in."])
    expect(reader.locator(f'[data-story="article:{other.pk}"]')).to_have_count(1)
    expect(
        reader.locator('[data-slot="related"], [data-slot="picked"]').get_by_text("The night ferry is back")
    ).to_be_visible()

    write(page, " One duck did.")
    assert "Readers still see the version from" in press(page, "Save")
    reader.reload()
    expect(reader.locator(".story-body p").last).to_have_text("Nobody fell in.")
    publish_update(page, kind="Small fix")
    reader.reload()
    expect(reader.locator(".story-body p").last).to_have_text("Nobody fell in. One duck did.")
    assert page_errors == []


def test_a_withdrawn_story_is_gone_from_readers_who_are_told_so(page: Page, reader: Page) -> None:
    story = live_story(headline="Renwick concedes", at=timezone.now() - HOUR)
    address = f"/politics/{story.slug}-{story.pk}/"
    assert reader.goto(address).status == 200
    log_in(page, "Editor")
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    page.get_by_role("link", name="Withdraw…").click()
    page.get_by_label("Why is it withdrawn?").fill("He has not.")
    assert "Readers who open it are told that it has been withdrawn." in press(page, "Withdraw the story now")
    assert reader.goto(address).status == 410
    expect(reader.get_by_role("heading", level=1)).to_have_text("This story has been withdrawn")
    assert "Renwick" not in reader.content()
    reader.get_by_role("link", name="Go to the home page").click()
    expect(reader.locator("[data-story]")).to_have_count(0)


def test_a_repeated_related_story_is_refused_in_words_and_in_sight(page: Page) -> None:
    other = live_story(headline="The night ferry is back", at=timezone.now() - HOUR)
    story = live_story(headline="Pier opens", body="<p>Planks.</p>" * 40, at=timezone.now() - HOUR)
    log_in(page, "Editor")
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    for number in range(2):
        page.get_by_text("Add a related story").click()
        row = page.locator("#related_links-group .desk-row:visible").nth(number)
        row.get_by_label("Or web address").fill(f"http://testserver/politics/{other.slug}-{other.pk}/?from={number}")
        row.get_by_label("Title").fill("The ferry")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("This is the same story as “The ferry” above.")).to_be_in_viewport()
    assert not story.article.related_links.exists()
