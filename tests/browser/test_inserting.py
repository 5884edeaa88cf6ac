"""Related stories and photos put into the text at the cursor, from the toolbar to the reader's page."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import FrameLocator, Page, expect

from articles.live import NewCount, record
from articles.live.rules import Figures
from articles.models import Article
from tests.browser.desk import log_in, press, publish_update
from tests.factories import ContestFactory, live_story, photo_with_picture

HOUR = timedelta(hours=1)
HOSTILE = "Ferry <img src=x onerror=alert(1)> & \"friends\" are 'back'"


def open_form(page: Page, story_id: int | None = None) -> FrameLocator:
    """The form of a story, or of a new one; returns the inside of its editor."""
    page.goto(f"/admin/articles/article/{f'{story_id}/change' if story_id else 'add'}/")
    page.wait_for_function("window.CKEDITOR?.instances.id_body?.status === 'ready'")
    return page.frame_locator("iframe.cke_wysiwyg_frame")


def body_of(page: Page) -> str:
    """What would be saved now, without the line breaks between elements."""
    return re.sub(r"\s*\n\s*", "", page.evaluate("CKEDITOR.instances.id_body.getData()"))


def put_cursor(text: FrameLocator, page: Page, words: str, *, key: str = "End") -> None:
    text.get_by_text(words, exact=True).click()
    expect(text.locator(".cke_widget_focused")).to_have_count(0)
    page.keyboard.press(key)


def pick(page: Page, button: str, *, typed: str, finds: str) -> None:
    """Press a button of the toolbar, search, and take the first that is found, with the keyboard alone."""
    page.get_by_role("button", name=button, exact=True).click()
    window = page.get_by_role("dialog")
    expect(window.get_by_role("combobox")).to_be_focused()
    page.keyboard.type(typed)
    expect(window.get_by_role("option")).to_have_count(1)
    expect(window.get_by_role("option", selected=True)).to_contain_text(finds)
    page.keyboard.press("Enter")
    expect(window).to_have_count(0)


def test_a_story_and_a_photo_at_the_cursor_reach_the_reader_in_their_place_once(
    page: Page, page_errors: list[str], reader: Page
) -> None:
    photo = photo_with_picture(caption="The pier at dawn.")
    ferry, _other = (live_story(headline=words, at=timezone.now() - HOUR) for words in (HOSTILE, "Renwick concedes"))
    story = live_story(body="<p>One.</p><p>Two.</p><p>Three.</p>", at=timezone.now() - HOUR)
    card, picture = f'<div data-related="{ferry.pk}">', f'<div data-photo="{photo.pk}">The pier at dawn.</div>'
    log_in(page, "Editor")
    text = open_form(page, story.pk)

    put_cursor(text, page, "One.")
    pick(page, "Related story", typed="ferry", finds=HOSTILE)
    put_in = body_of(page)
    assert put_in.startswith(f"<p>One.</p>{card}Ferry &lt;img")
    assert put_in.endswith("</div><p>Two.</p><p>Three.</p>")
    label = put_in.removeprefix("<p>One.</p>").removesuffix("<p>Two.</p><p>Three.</p>")
    expect(text.locator("[data-related]")).to_contain_text("Politics · Live")  # the card, drawn over the mark
    page.keyboard.press("Control+z")
    assert body_of(page) == "<p>One.</p><p>Two.</p><p>Three.</p>"
    page.keyboard.press("Control+y")
    assert body_of(page) == put_in

    text.locator(".cke_widget_wrapper").click()
    page.keyboard.press("Control+x")
    expect(text.locator(".cke_widget_wrapper")).to_have_count(0)
    put_cursor(text, page, "Two.")
    page.keyboard.press("Control+v")
    expect(text.locator("[data-related]")).to_contain_text("Politics · Live")
    put_cursor(text, page, "Two.", key="Home")
    pick(page, "Photo", typed="dawn", finds="Jo Lens")
    finished = f"<p>One.</p>{picture}<p>Two.</p>{label}<p>Three.</p>"
    assert body_of(page) == finished

    press(page, "Save")
    assert re.sub(r"\s*\n\s*", "", Article.objects.get(pk=story.pk).body) == finished
    text = open_form(page, story.pk)
    assert body_of(page) == finished
    assert page.evaluate("CKEDITOR.instances.id_body.checkDirty()") is False
    expect(text.locator("[data-photo]")).to_contain_text("Jo Lens/The Meridian")

    publish_update(page, kind="Update")
    reader.goto(f"/politics/{story.slug}-{story.pk}/")
    printed = reader.locator(".story-body > *")
    expect(printed).to_have_count(5)
    expect(printed).to_contain_text(["One.", "The pier at dawn.", "Two.", f"Related {HOSTILE}", "Three."])
    expect(reader.locator(".story-body img")).to_have_count(1)
    expect(reader.locator(f'[data-story="article:{ferry.pk}"]')).to_have_count(1)
    assert page_errors == []


def test_cards_survive_the_keyboard_the_source_view_and_another_window_and_nothing_else_gets_in(
    page: Page, page_errors: list[str]
) -> None:
    ferry = live_story(headline="The night ferry is back", at=timezone.now() - HOUR)
    marks = f'<div data-related="{ferry.pk}" data-repeat="on-purpose">Old label</div><div data-photo="999">Gone</div>'
    body = f"<p>One.</p>{marks}<p>Two.</p>"
    story = live_story(body=body, at=timezone.now() - HOUR)
    log_in(page, "Editor")
    text = open_form(page, story.pk)
    expect(text.locator("[data-related]")).to_contain_text("The night ferry is back")
    expect(text.locator("[data-photo]")).to_contain_text("This photo is not in the library any more.")

    put_cursor(text, page, "Two.", key="Home")
    page.keyboard.press("Backspace")  # takes hold of the card before it, and then takes it out
    page.keyboard.press("Backspace")
    assert body_of(page) == body.replace('<div data-photo="999">Gone</div>', "")
    page.keyboard.press("Control+z")
    assert body_of(page) == body

    put_cursor(text, page, "One.")
    page.keyboard.press("ArrowRight")
    expect(text.locator(".cke_widget_focused [data-related]")).to_be_visible()
    page.keyboard.press("Enter")  # another story instead of this one; but no
    expect(page.get_by_role("dialog", name="Related story in the text")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert body_of(page) == body

    page.get_by_role("button", name="Source").click()
    source = page.locator("textarea.cke_source")
    junk = f'<div class="x" data-related="{ferry.pk}" onclick="alert(1)">L<p>Hi</p></div><div data-x="1">2</div>'
    source.fill(body + junk)
    page.get_by_role("button", name="Source").click()
    expect(text.locator("[data-related]")).to_have_count(2)
    mended = f'{body}<div data-related="{ferry.pk}">L</div><p>Hi</p><p>2</p>'
    assert body_of(page) == mended

    put_cursor(text, page, "Two.")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    window = page.context.new_page()
    open_form(window).locator("body").click()
    window.keyboard.press("Control+v")
    expect(window.frame_locator("iframe.cke_wysiwyg_frame").locator("[data-related]")).to_have_count(2)
    assert body_of(window) == mended
    assert page_errors == []


def test_results_at_the_cursor_reach_the_reader_and_move_on_in_the_open_tab(
    page: Page, page_errors: list[str], reader: Page
) -> None:
    contest = ContestFactory(title="Mayor & council")
    story = live_story(body="<p>One.</p><p>Two.</p>", at=timezone.now() - HOUR)
    log_in(page, "Editor")
    text = open_form(page, story.pk)
    put_cursor(text, page, "One.")
    pick(page, "Results", typed="mayor", finds="Mayor & council")
    mark = f'<div data-contest="{contest.pk}">Mayor &amp; council</div>'
    assert body_of(page) == f"<p>One.</p>{mark}<p>Two.</p>"
    expect(text.locator("[data-contest]")).to_contain_text("no votes yet")
    press(page, "Save")
    publish_update(page, kind="Update")

    reader.goto(f"/politics/{story.slug}-{story.pk}/")
    expect(reader.locator(".contest-embed")).to_contain_text("Mayor & council")
    figures = Figures(votes={"ames": 61, "birch": 39})
    record(contest.pk, [NewCount(figures, timezone.now() - HOUR / 60)], source="csv", now=timezone.now())
    expect(reader.locator(".contest-embed")).to_contain_text("61", timeout=10_000)
    assert page_errors == []
