"""Readers' pages on the screens readers have: nothing refused, nothing sideways, nothing that needs a script."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from articles.models import Correction
from articles.workflow import UpdateKind, publish_article, withdraw_article
from tests.browser.conftest import errors_of
from tests.factories import (
    ArticleFactory,
    PhotoFactory,
    SectionFactory,
    SpecialCoverageFactory,
    link,
    live_story,
    photo_with_picture,
)

GROUND = {"light": "rgb(255, 255, 255)", "dark": "rgb(18, 18, 18)"}
LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenpensionskassenverwaltung"
HEADLINE = f"What {LONG} means"
BODY = (
    f"<p>The council met in the {LONG} and read https://example.org/{'a-long-address/' * 12} aloud.</p>"
    "<h2>The count</h2><table><tr><th>Ward</th><th>Yes</th><th>No</th><th>Share</th></tr>"
    "<tr><td>Harborside-and-the-Islands</td><td>12,402</td><td>11,990</td><td>50.8%</td></tr></table>"
    "<blockquote><p>Slow is not the same as wrong.</p></blockquote><ul><li>One.</li></ul><p>That was all.</p>"
)


def newsroom() -> dict[str, int]:
    """A site with everything on it that a page can show: address -> status it must answer with."""
    now = timezone.now()
    at = now - timedelta(hours=2)
    others = [live_story(at=at, lead_photo=photo_with_picture(color=color)) for color in ("navy", "teal", "gray")]
    article = ArticleFactory(headline=HEADLINE, slug="the-long-word", body=BODY, lead_photo=PhotoFactory())
    link(article, others[0].article, placement="inline", after_paragraph=1)
    link(article, others[1].article)
    publish_article(article.pk, by=None, now=at)
    article.body += "<p>And more.</p>"
    article.save()
    story = publish_article(article.pk, by=None, now=now, kind=UpdateKind.CORRECTION, note="We left out the rest.")
    assert Correction.objects.exists()
    gone = live_story(at=at)
    withdraw_article(gone.pk, by=None, now=now, reason="Wrong.")
    SpecialCoverageFactory(target=others[2], data_updated_at=now)
    for number in range(8):
        SectionFactory(name=f"A Section With a Long Name {number}")
    return {
        "/": 200,
        "/politics/": 200,
        f"/politics/{story.slug}-{story.pk}/": 200,
        f"/politics/{gone.slug}-{gone.pk}/": 410,
        "/there/is-nothing-here-9999/": 404,
    }


def open_page(page: Page, path: str, status: int) -> None:
    """Go there and hold the page to its status, to its width and to silence in the console."""
    errors = errors_of(page)
    answer = page.goto(path, wait_until="load")
    assert answer is not None, path
    assert answer.status == status, path
    width, room = page.evaluate("document.documentElement.scrollWidth"), page.viewport_size["width"]
    assert width <= room, f"{path} is {width} px wide in a window of {room} px"
    # That the page itself answers 404 or 410 is an error to the browser, but the point of the page.
    own = f"the server responded with a status of {status}"
    assert [error for error in errors if status == 200 or own not in error] == [], path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page_fits_every_screen_and_has_nothing_refused(
    chromium: Browser, live_server: LiveServer, scheme: str
) -> None:
    pages = newsroom()
    for width in (320, 390, 1440):
        size = ViewportSize(width=width, height=900)
        context = chromium.new_context(
            base_url=live_server.url, viewport=size, color_scheme=scheme, is_mobile=width < 600
        )
        for path, status in pages.items():
            page = context.new_page()
            open_page(page, path, status)
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") == GROUND[scheme]
            page.close()
        context.close()


def test_without_scripts_a_reader_gets_from_the_front_page_to_a_story_and_on(
    chromium: Browser, live_server: LiveServer
) -> None:
    pages = newsroom()
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    for each, status in pages.items():
        open_page(page, each, status)
    page.goto("/")
    page.get_by_role("link", name=HEADLINE).click()
    assert page.locator("h1").inner_text() == HEADLINE
    related = page.locator('[data-slot="inline"] a')
    headline = related.inner_text()
    related.click()
    assert page.locator("h1").inner_text() == headline
    context.close()


def test_the_picture_of_a_section_stands_beside_its_headline(page: Page):
    """Also when browsers may choose between types of it: what they choose from has no place on the page."""
    live_story(at=timezone.now() - timedelta(hours=1), lead_photo=photo_with_picture())
    page.goto("/politics/")
    picture, headline = (
        page.locator(".section-lead img").bounding_box(),
        page.locator(".section-lead h2").bounding_box(),
    )
    assert picture is not None
    assert headline is not None
    assert picture["x"] + picture["width"] < headline["x"]
    assert picture["y"] <= headline["y"] < picture["y"] + picture["height"]
