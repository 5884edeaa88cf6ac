"""Picking related stories at the desk, and what the link linter says and mends, in a real browser."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, PublishedArticle, Topic
from articles.workflow import note_save, publish_article
from tests.browser.conftest import errors_of
from tests.browser.desk import drag, log_in, press
from tests.factories import ArticleFactory, TopicFactory, live_story

HOUR = timedelta(hours=1)


def change(story: Article) -> str:
    return f"/admin/articles/article/{story.pk}/change/"


def opened(page: Page, story: Article) -> Locator:
    """Open the story's form and wait until its scripts have looked around once."""
    page.goto(change(story))
    page.wait_for_function("window.CKEDITOR?.instances.id_body?.status === 'ready'")
    expect(page.get_by_label("Find a story")).to_be_visible()
    return page.locator("#related_links-data")


def find(page: Page, words: str) -> Locator:
    """Type into the box; the one story that is found."""
    page.get_by_role("combobox", name="Find a story").press_sequentially(words)
    found = page.get_by_role("listbox", name="Stories found").get_by_role("option")
    expect(found).to_have_count(1)
    return found


def headlines(rows: Locator) -> Locator:
    return rows.locator(".form-group:visible .desk-card-headline")


@pytest.fixture
def newsroom(db: None) -> dict[str, PublishedArticle]:
    """Live stories, of which "divers" and "cranes" share a topic that few others have."""
    at = timezone.now() - 2 * HOUR
    for thing in "tax snow chess opera wheat soccer lunar wolves jazz bread".split():
        live_story(headline=f"All about {thing}", slug=thing, dek="", body=f"<p>Of {thing} only.</p>", at=at)
    harbor = TopicFactory(name="Harbor", slug="harbor")
    made = {"ferry": live_story(headline="The night ferry is back", dek="", body="<p>It sails.</p>", at=at)}
    for name, headline in {"divers": "Divers clear the shipping lane", "cranes": "Cranes stand idle all week"}.items():
        article = ArticleFactory(headline=headline, slug=name, dek="", body=f"<p>{name}</p>")
        article.topics.add(harbor)
        made[name] = live_story_of(article)
    return made


def live_story_of(article: Article) -> PublishedArticle:
    note_save(article.pk, by=None, now=timezone.now())
    return publish_article(article.pk, by=None, now=timezone.now() - 2 * HOUR)


def writing(**kwargs: str) -> Article:
    story = ArticleFactory(headline="Pier opens to walkers", slug="pier", dek="", **kwargs)
    story.topics.add(*Topic.objects.filter(slug="harbor"))
    return story


def test_stories_are_found_by_key_picked_by_click_sorted_by_hand_and_all_is_there_after_saving(
    page: Page, page_errors: list[str], newsroom: dict[str, PublishedArticle]
) -> None:
    story = writing()
    log_in(page, "Editor")
    rows = opened(page, story)

    found = find(page, "ferr")
    expect(found).to_contain_text("The night ferry is back")
    page.keyboard.press("ArrowDown")
    expect(found).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(headlines(rows)).to_have_text(["The night ferry is back"])
    expect(page.get_by_label("Find a story")).to_be_focused()
    expect(page.get_by_label("Find a story")).to_have_value("")

    suggestions = page.locator("[data-suggestions] li")
    expect(suggestions).to_have_count(2)
    divers = suggestions.filter(has_text="Divers clear the shipping lane")
    expect(divers).to_contain_text("shares Harbor")
    divers.get_by_role("button", name="Sidebar").click()
    page.get_by_role("button", name="In the text: Cranes stand idle all week").click()
    expect(headlines(rows)).to_have_text(
        ["The night ferry is back", "Divers clear the shipping lane", "Cranes stand idle all week"]
    )
    expect(page.get_by_text("No further story is like this one.")).to_be_visible()

    visible = rows.locator(".form-group:visible")
    drag(page, visible.nth(2).locator(".desk-drag"), before=visible.nth(0))
    visible.filter(has_text="Divers").get_by_text("In the text", exact=True).click()
    visible.filter(has_text="Divers").get_by_label("After paragraph").fill("1")
    expect(visible.filter(has_text="ferry").get_by_label("After paragraph")).to_be_hidden()

    assert "Saved: Pier opens to walkers." in press(page, "Save")
    expect(headlines(page.locator("#related_links-data"))).to_have_text(
        ["Cranes stand idle all week", "The night ferry is back", "Divers clear the shipping lane"]
    )
    saved = story.related_links.values_list("target_id", "placement", "after_paragraph")
    assert list(saved) == [
        (newsroom["cranes"].pk, "inline", 3),
        (newsroom["ferry"].pk, "sidebar", 3),
        (newsroom["divers"].pk, "inline", 1),
    ]
    assert page_errors == []


def test_a_link_that_repeats_a_pick_is_told_shown_and_mended_with_one_click(
    page: Page, page_errors: list[str], newsroom: dict[str, PublishedArticle]
) -> None:
    ferry = newsroom["ferry"]
    story = writing(body=f'<p>The planks held. <a href="/politics/{ferry.slug}-{ferry.pk}/">The boat</a> sailed.</p>')
    log_in(page, "Editor")
    rows = opened(page, story)
    find(page, "ferry").click()

    finding = page.locator("[data-findings] li")
    expect(finding).to_have_count(1)
    expect(finding).to_contain_text("The same story stands twice")
    expect(page.get_by_role("button", name="1 link to look at")).to_be_visible()

    finding.get_by_role("button", name="Repeat it on purpose").click()
    expect(finding).to_have_count(0)
    expect(page.get_by_text("Every story is linked once")).to_be_visible()
    purpose = rows.locator(".form-group:visible").get_by_label("Repeat on purpose")
    expect(purpose).to_be_checked()

    purpose.uncheck()
    expect(finding).to_have_count(1)
    finding.get_by_role("button", name="The same story stands twice").click()
    finding.get_by_role("button", name="Remove the link").click()
    expect(finding).to_have_count(0)
    text = page.frame_locator("iframe.cke_wysiwyg_frame").locator("body")
    expect(text.locator("a")).to_have_count(0)
    expect(text).to_contain_text("The planks held. The boat sailed.")

    assert "Look at the links" not in press(page, "Save")
    story.refresh_from_db()
    assert story.body == "<p>The planks held. The boat sailed.</p>"
    assert list(story.related_links.values_list("target_id", "repeat_on_purpose")) == [(ferry.pk, False)]
    assert page_errors == []


def test_what_is_taken_out_before_it_was_saved_disturbs_no_other_row(
    page: Page, page_errors: list[str], newsroom: dict[str, PublishedArticle]
) -> None:
    story = writing()
    log_in(page, "Editor")
    rows = opened(page, story)
    for word in ("ferry", "divers"):
        find(page, word)
        page.keyboard.press("Enter")
    page.get_by_text("Add a related story").click()
    visible = rows.locator(".form-group:visible")
    visible.nth(2).get_by_label("Or web address").fill("https://example.org/report")
    visible.nth(2).get_by_label("Title").fill("The report")
    visible.nth(0).get_by_role("button", name="Take out").click()
    expect(visible).to_have_count(2)
    find(page, "cranes")
    page.keyboard.press("Enter")
    press(page, "Save")
    assert list(story.related_links.values_list("target_id", "url", "title")) == [
        (newsroom["divers"].pk, "", ""),
        (None, "https://example.org/report", "The report"),
        (newsroom["cranes"].pk, "", ""),
    ]
    assert page_errors == []


def test_a_story_never_saved_is_suggested_for_on_a_phone_in_the_dark(
    chromium: Browser, live_server: LiveServer, newsroom: dict[str, PublishedArticle]
) -> None:
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": 390, "height": 844}, color_scheme="dark", is_mobile=True
    )
    page = context.new_page()
    errors = errors_of(page)
    log_in(page, "Editor")
    page.goto("/admin/articles/article/add/")
    expect(page.get_by_text("Suggestions come as soon as the story has a headline")).to_be_visible()
    page.get_by_label("Headline", exact=True).fill("Divers find an anchor in the shipping lane")
    page.get_by_role("button", name="Sidebar: Divers clear the shipping lane").click()
    expect(headlines(page.locator("#related_links-data"))).to_have_text(["Divers clear the shipping lane"])
    width, room = page.evaluate("document.documentElement.scrollWidth"), page.viewport_size["width"]
    assert width <= room
    press(page, "Save")
    assert Article.objects.get(slug="divers-find-an-anchor-in-the-shipping-lane").related_links.count() == 1
    assert errors == []
    context.close()


def test_rows_added_by_hand_and_taken_out_again_never_hold_up_saving(
    page: Page, page_errors: list[str], newsroom: dict[str, PublishedArticle]
) -> None:
    story = writing()
    log_in(page, "Editor")
    visible = opened(page, story).locator(".form-group:visible")
    for thing in ("report", "map"):
        page.get_by_text("Add a related story").click()
        expect(visible.last.get_by_label("In the sidebar")).to_be_checked()
        visible.last.get_by_label("Or web address").fill(f"https://example.org/{thing}")
        visible.last.get_by_label("Title").fill(f"The {thing}")
    find(page, "cranes").click()
    visible.nth(2).get_by_role("button", name="Take out").click()
    visible.nth(0).get_by_role("button", name="Take out").click()
    assert "Saved: Pier opens to walkers." in press(page, "Save")
    assert list(story.related_links.values_list("title", "placement")) == [("The map", "sidebar")]
    assert page_errors == []


def test_rows_are_moved_with_the_arrow_keys(
    page: Page, page_errors: list[str], newsroom: dict[str, PublishedArticle]
) -> None:
    story = writing()
    for name in ("ferry", "divers", "cranes"):
        story.related_links.create(target_id=newsroom[name].pk, position=story.related_links.count())
    log_in(page, "Editor")
    handles = opened(page, story).get_by_role("button", name="Move with the arrow keys")
    handles.nth(2).focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator(":focus")).to_have_accessible_name("Move with the arrow keys: now 2 of 3")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")  # at the top already
    handles.nth(1).focus()
    page.keyboard.press("ArrowDown")
    press(page, "Save")
    order = [newsroom[name].pk for name in ("cranes", "divers", "ferry")]
    assert list(story.related_links.values_list("target_id", flat=True)) == order
    assert page_errors == []


def test_the_boxes_of_long_lists_are_called_what_stands_above_them(page: Page, newsroom: object) -> None:
    story = writing()
    log_in(page, "Editor")
    opened(page, story)
    page.get_by_text("Add a related story").click()
    page.get_by_label("Find a story").focus()
    for name in ("Lead photo", "Section", "Our story"):
        expect(page.get_by_role("combobox", name=name)).to_be_visible()
