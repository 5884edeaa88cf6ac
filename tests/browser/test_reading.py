"""Reading in a real browser: light and dark by switch, the size of text, with the keyboard alone, without scripts, on
paper, and on a screen of 320 px that somebody has zoomed to 400 %."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from articles.models import PublishedArticle
from articles.workflow import publish_article
from tests.browser.conftest import errors_of
from tests.factories import (
    ArticleFactory,
    ContributorFactory,
    SectionFactory,
    SpecialCoverageFactory,
    TopicFactory,
    link,
    live_story,
    photo_with_picture,
)

BODY = (
    '<p>The count goes on, <a href="https://example.org/count">the board said</a>, as it did '
    '<a href="/politics/">before</a>.</p><p>It ends on Friday.</p>' + "<p>The harbor was calm all week.</p>" * 60
)
COLORS = """selector => {
  const of = element => getComputedStyle(element);
  return [of(document.querySelector(selector)).color, of(document.body).backgroundColor];
}"""
SIZE = "parseFloat(getComputedStyle(document.querySelector('.story-body p')).fontSize)"
FURNITURE = ("Search", "Share", "Copy link", "min read", "Something else entirely", "Corrections", "RSS", "Skip")
MUST_NOT_MOVE = ("h1", ".byline, .times", ".story-body", ".sections")


def story(headline: str = "The count goes on", **kwargs) -> PublishedArticle:
    made = live_story(at=timezone.now() - timedelta(hours=1), headline=headline, slug="count", body=BODY, **kwargs)
    SpecialCoverageFactory(target=live_story(at=timezone.now() - timedelta(minutes=20), headline="Everything else"))
    return made


def path_of(made: PublishedArticle) -> str:
    return f"/politics/{made.slug}-{made.pk}/"


@contextmanager
def opened(chromium: Browser, live_server: LiveServer, **options) -> Iterator[Page]:
    context = chromium.new_context(base_url=live_server.url, **options)
    context.set_default_timeout(10_000)
    try:
        yield context.new_page()
    finally:
        context.close()


def contrast(page: Page, selector: str) -> float:
    """WCAG 2.2 contrast of a text with the page's ground (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""

    def luminance(color: str) -> float:
        parts = [int(part) / 255 for part in color.removeprefix("rgb(").rstrip(")").split(",")]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted(map(luminance, page.evaluate(COLORS, selector)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def choose(page: Page, words: str) -> None:
    page.get_by_text("Reading settings").locator("..").click()
    page.get_by_label(words, exact=True).check()
    page.keyboard.press("Escape")


def ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


LIGHT, DARK = "rgb(255, 255, 255)", "rgb(18, 18, 18)"


@pytest.mark.parametrize(("machine", "choice", "wanted"), [("light", "Dark", DARK), ("dark", "Light", LIGHT)])
def test_the_switch_wins_over_the_machine_stays_over_pages_and_reads_well(
    chromium, live_server, machine, choice, wanted
):
    made = story(dek="A dek.", lead_photo=photo_with_picture(caption="A pier."))
    with opened(chromium, live_server, color_scheme=machine) as page:
        errors = errors_of(page)
        page.goto(path_of(made))
        assert ground(page) != wanted
        choose(page, choice)
        assert ground(page) == wanted
        page.goto("/")
        assert ground(page) == wanted
        page.goto(path_of(made))
        assert page.get_by_label(choice, exact=True).is_checked()
        for text in ("h1", ".dek", ".story-body p", "figcaption"):
            assert contrast(page, text) >= 7, text
        for furniture in (".times", ".today", ".sections a", ".rail time", ".colophon a"):
            assert contrast(page, furniture) >= 4.5, furniture
        choose(page, "As on this device")
        page.reload()
        assert ground(page) != wanted
        assert page.context.cookies() == []
        assert errors == []


def test_what_another_tab_chose_and_nonsense_in_the_storage_are_met_calmly(chromium, live_server):
    made = story()
    with opened(chromium, live_server) as page:
        page.goto(path_of(made))
        other = page.context.new_page()
        other.goto("/")
        choose(other, "Dark")
        page.wait_for_function("document.documentElement.dataset.theme === 'dark'")
        page.evaluate("localStorage.setItem('reading-theme', '<b>'); localStorage.setItem('reading-size', 'huge')")
        page.reload()
        assert page.evaluate("Object.keys(document.documentElement.dataset).length") == 0


def test_the_text_of_a_story_is_set_larger_and_stays_so(chromium, live_server):
    made = story()
    with opened(chromium, live_server) as page:
        page.goto(path_of(made))
        sizes = []
        for words in ("Standard", "Large", "Largest"):
            choose(page, words)
            sizes.append(page.evaluate(SIZE))
        assert sizes == sorted(set(sizes))
        page.reload()
        assert page.evaluate(SIZE) == sizes[2]


def test_nothing_moves_when_the_scripts_arrive(chromium, live_server):
    made = story(lead_photo=photo_with_picture())
    for width in (390, 1440):
        places = []
        for scripts in ("allowed", "late"):
            with opened(chromium, live_server, viewport={"width": width, "height": 900}) as page:
                if scripts == "late":
                    page.route("**/*.js", lambda route: route.abort())
                page.goto(path_of(made))
                places.append([page.locator(each).bounding_box() for each in MUST_NOT_MOVE])
        assert places[0] == places[1], width


def focused(page: Page) -> Locator:
    return page.locator(":focus")


def test_the_keyboard_alone_reaches_everything_and_is_always_seen(chromium, live_server):
    made = story(topics=[TopicFactory(name="Counting")], authors=[ContributorFactory(name="Ann Lee", slug="ann-lee")])
    with opened(chromium, live_server, timezone_id="Asia/Tokyo") as page:
        page.goto(path_of(made))
        page.keyboard.press("Tab")
        assert focused(page).inner_text() == "Skip to the main text"
        assert focused(page).bounding_box()["y"] >= 0
        met = []
        while "Share" not in met:
            page.keyboard.press("Tab")
            met.append(focused(page).evaluate("each => each.getAttribute('name') || each.textContent.trim()"))
            style = focused(page).evaluate("each => getComputedStyle(each).outlineStyle")
            assert style == "solid", met[-1]
        wanted = ["Live results", "The Meridian", "q", "AaReading settings", "Politics", "Counting", "Ann Lee", "Share"]
        assert [each for each in met if each in wanted] == [*wanted[:5], "Politics", *wanted[5:]]


def test_the_skip_link_and_the_menus_work_with_the_keyboard(chromium, live_server):
    made = story()
    with opened(chromium, live_server) as page:
        page.goto(path_of(made))
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.url.endswith("#main")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")

        page.locator(".settings summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        assert ground(page) == DARK
        page.keyboard.press("Escape")
        assert not page.locator(".settings .popup").is_visible()
        assert focused(page).evaluate("each => each.tagName") == "SUMMARY"

        page.locator(".searchbox input").focus()
        page.keyboard.type("harbor plan")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=harbor+plan")


def test_a_link_is_copied_and_readers_are_told(chromium, live_server):
    made = story()
    with opened(chromium, live_server, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto(path_of(made))
        page.get_by_role("button", name="Copy link").click()
        page.get_by_role("status").get_by_text("Link copied").wait_for()
        canonical = page.locator("link[rel=canonical]").get_attribute("href")
        assert page.evaluate("navigator.clipboard.readText()") == canonical


def test_a_reader_elsewhere_is_told_her_own_time(chromium, live_server):
    made = story()
    for zone, told in (("Asia/Tokyo", True), ("America/New_York", False)):
        with opened(chromium, live_server, timezone_id=zone, locale="en-US") as page:
            page.goto(path_of(made))
            title = page.locator("time.published").get_attribute("title")
            assert bool(title) is told
            assert not told or "(your time)" in title


def test_without_scripts_there_is_no_switch_and_sharing_works(chromium, live_server):
    made = story()
    with opened(chromium, live_server, java_script_enabled=False, color_scheme="dark") as page:
        page.goto(path_of(made))
        assert not page.locator(".settings").is_visible()
        assert not page.get_by_text("Copy link").is_visible()
        page.get_by_text("Share", exact=True).click()
        mail = page.get_by_role("link", name="By e-mail").get_attribute("href")
        assert mail.startswith("mailto:?subject=The%20count%20goes%20on&body=http")
        page.locator(".searchbox input").fill("harbor")
        page.locator(".searchbox button").click()
        assert page.url.endswith("/search/?q=harbor")


def test_on_paper_there_is_the_story_and_no_furniture(chromium, live_server):
    article = ArticleFactory(headline="The count goes on", slug="count", body=BODY)
    link(article, live_story(headline="Something else entirely").article)
    made = publish_article(article.pk, by=None, now=timezone.now() - timedelta(hours=1))
    with opened(chromium, live_server, color_scheme="dark") as page:
        page.goto(path_of(made))
        choose(page, "Dark")
        page.emulate_media(media="print")
        shown = page.locator("body").inner_text()
        pdf = page.pdf()
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate(COLORS, "h1")[0] == "rgb(0, 0, 0)"
        behind = page.evaluate(
            "[...document.querySelectorAll('.story-body a')].map(each => getComputedStyle(each, '::after').content)"
        )
    for words in ("The count goes on", "It ends on Friday.", "The Meridian"):
        assert words in shown
    for furniture in (
        "Search",
        "Share",
        "Copy link",
        "min read",
        "Something else entirely",
        "Corrections",
        "RSS",
        "Skip",
    ):
        assert furniture not in shown, furniture
    assert behind == ['" (https://example.org/count)"', f'" ({live_server.url}/politics/)"']
    paper = PdfReader(BytesIO(pdf))
    assert paper.metadata.title.startswith("The count goes on")
    assert len(paper.pages) == 4  # sixty paragraphs of a line, each with its space
    printed = "".join(sheet.extract_text() for sheet in paper.pages).replace("\n", " ")
    for words in ("The count goes on", "It ends on Friday.", "The Meridian", "https://example.org/count"):
        assert words in printed, words
    for furniture in ("Search", "Share", "min read", "Something else entirely", "RSS", "Skip"):
        assert furniture not in printed, furniture


@pytest.mark.parametrize("headline", ["W" * 300, "🙂" * 150, "الانتخابات " * 25])
def test_a_hostile_headline_pushes_no_page_sideways(chromium, live_server, headline):
    topics = [TopicFactory(name=f"{number} {'x' * 70}") for number in range(25)]
    made = story(headline.strip(), dek="m" * 300, topics=topics, authors=[ContributorFactory(name="Y" * 110)])
    SectionFactory(name="Z" * 60, slug="zed")
    with opened(chromium, live_server, viewport={"width": 320, "height": 700}, is_mobile=True) as page:
        for address in ("/", "/politics/", path_of(made), "/nothing/here-99999/"):
            page.goto(address)
            for size in ("100%", "200%"):
                page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
                width = page.evaluate("document.documentElement.scrollWidth")
                assert width <= 320, (address, size)


def test_targets_are_large_enough_for_a_thumb(chromium, live_server):
    made = story(topics=[TopicFactory() for _ in range(5)])
    with opened(chromium, live_server, viewport={"width": 390, "height": 844}, is_mobile=True) as page:
        page.goto(path_of(made))
        page.get_by_text("Share", exact=True).click()
        for target in page.locator("header :is(a, summary, button), .more-topics a, footer a, .header-share a").all():
            box = target.bounding_box()
            assert box is None or (box["height"] >= 24 and box["width"] >= 24), target.inner_text()
