"""A gallery in a real browser: by button, by key, by scrolling; without scripts; on paper."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import ArticlePhoto
from articles.workflow import note_save, publish_article
from tests.factories import ArticleFactory, photo_with_picture

COLORS = ("navy", "red", "green")


@pytest.fixture
def path(transactional_db) -> str:
    article = ArticleFactory(lead_photo=photo_with_picture(color="gold", caption="The lead."))
    for place, color in enumerate(COLORS):
        photo = photo_with_picture(color=color, caption=f"The {color} one.")
        ArticlePhoto.objects.create(article=article, photo=photo, in_gallery=True, position=place)
    now = timezone.now() - timedelta(hours=1)
    note_save(article.pk, by=None, now=now)
    publish_article(article.pk, by=None, now=now)
    return f"/politics/{article.slug}-{article.pk}/"


def expect_shown(page: Page, place: str, caption: str) -> None:
    expect(page.locator(".gallery-buttons [data-place]")).to_have_text(place)
    page.wait_for_function(
        """(caption) => {
          const strip = document.querySelector(".gallery-strip"), left = strip.getBoundingClientRect().left;
          return [...strip.children].some((one) =>
            Math.abs(one.getBoundingClientRect().left - left) < 3 && one.textContent.includes(caption));
        }""",
        arg=caption,
    )


@pytest.mark.parametrize("width", [1440, 390])
def test_pictures_are_turned_by_button_key_and_scrolling_and_nothing_moves(page: Page, page_errors, path, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(path)
    strip = page.locator(".gallery-strip")
    strip.scroll_into_view_if_needed()
    expect_shown(page, "1 of 3", "The navy one.")
    height = strip.bounding_box()["height"]
    page.get_by_role("button", name="Next picture").click()
    expect_shown(page, "2 of 3", "The red one.")
    strip.focus()
    page.keyboard.press("ArrowRight")
    expect_shown(page, "3 of 3", "The green one.")
    page.keyboard.press("ArrowRight")  # there is no fourth
    expect_shown(page, "3 of 3", "The green one.")
    page.keyboard.press("Home")
    expect_shown(page, "1 of 3", "The navy one.")
    strip.evaluate("strip => strip.scrollBy(strip.clientWidth, 0)")  # what a finger does
    expect_shown(page, "2 of 3", "The red one.")
    assert strip.bounding_box()["height"] == height
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("[...document.images].every((image) => !image.complete || image.naturalWidth > 0)")


def test_without_scripts_every_picture_is_there_with_its_place_and_on_paper_one_below_the_other(
    chromium: Browser, live_server: LiveServer, path
):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(path)
    expect(page.locator(".gallery-buttons")).to_be_hidden()
    for place, color in enumerate(COLORS, start=1):
        expect(page.locator(".gallery figcaption").nth(place - 1)).to_contain_text(f"{place} of 3 The {color} one.")
    page.emulate_media(media="print")
    boxes = [page.locator(".gallery .photo").nth(number).bounding_box() for number in range(3)]
    assert boxes[0]["y"] < boxes[1]["y"] < boxes[2]["y"]
    assert len({box["x"] for box in boxes}) == 1
    context.close()
