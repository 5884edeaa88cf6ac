"""Headlines are edited in the list: the boxes are as wide as that takes, and fit a phone."""

import pytest
from playwright.sync_api import Page

from tests.browser.desk import log_in
from tests.factories import ArticleFactory


@pytest.mark.parametrize(("width", "box"), [(1440, 280), (390, 340)])
def test_the_box_of_a_headline_has_room_for_one(page: Page, width: int, box: int) -> None:
    ArticleFactory(headline="Council approves the harbor plan after a night of talks")
    page.set_viewport_size({"width": width, "height": 844})
    log_in(page, "Editor")
    page.goto("/admin/articles/article/?edit=1")
    assert page.locator("#id_form-0-headline").bounding_box()["width"] >= box
    assert page.evaluate("document.documentElement.scrollWidth") <= width
