"""The way into the desk, in a real browser under the real Content-Security-Policy."""

from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect


def test_the_desk_asks_for_a_log_in_and_then_opens_without_complaints(page: Page, page_errors: list[str]) -> None:
    get_user_model().objects.create_superuser("chief", password="ink-and-paper")
    page.goto("/admin/")
    expect(page).to_have_url(page.url.split("/admin/")[0] + "/admin/login/?next=/admin/")
    page.get_by_label("Username").fill("chief")
    page.get_by_label("Password").fill("ink-and-paper")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("link", name="Log out").or_(page.locator("#nav-sidebar, #main")).first).to_be_visible()
    assert "/login/" not in page.url
    assert page_errors == []
