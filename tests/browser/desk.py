"""What a person does at the desk, as steps of a browser test: log in, write, choose, press, read what is said."""

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from tests.factories import UserFactory

PASSWORD = "ink-and-paper"


def log_in(page: Page, role: str) -> User:
    """Make somebody with this role, who has logged in and is at the desk. The log-in page itself: test_login.py."""
    user = UserFactory(role=role)
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.goto("/admin/login/")
    site = page.url.removesuffix("admin/login/")
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    page.goto("/admin/")
    expect(page.get_by_role("heading", name="Needs review")).to_be_visible()
    return user


def write(page: Page, *paragraphs: str) -> None:
    """Type behind what stands in the story editor, each paragraph on a line of its own."""
    page.wait_for_function("window.CKEDITOR?.instances.id_body?.status === 'ready'")
    page.frame_locator("iframe.cke_wysiwyg_frame").locator("body").click()
    page.keyboard.press("Control+End")
    for number, text in enumerate(paragraphs):
        if number:
            page.keyboard.press("Enter")
        page.keyboard.type(text)


def choose(page: Page, box: Locator, *, typed: str, option: str) -> None:
    """Pick an option of an autocomplete by typing the beginning of it."""
    box.locator(".select2-selection").click()
    page.locator(".select2-container--open .select2-search__field").press_sequentially(typed)
    page.locator(".select2-results__option").filter(has_text=option).click()


def press(page: Page, button: str) -> str:
    """Press a button of the story form and return what the desk is told."""
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()
    return page.locator(".desk-messages").inner_text()


def publish_update(page: Page, *, kind: str) -> str:
    """Publish what was changed in a live story, from its form: choose what readers are told, and return what the desk
    is told."""
    with page.expect_navigation():
        page.get_by_role("button", name="Publish update…", exact=True).click()
    page.get_by_role("radio", name=kind, exact=True).check()
    return press(page, "Publish update")


def drag(page: Page, handle: Locator, *, before: Locator) -> None:
    """Take a row by its handle and let it go above another."""
    handle.hover()
    page.mouse.down()
    box = before.bounding_box()
    assert box is not None
    for step in (24, 12, 6, 2):  # the sorting script follows the way, not the end
        page.mouse.move(box["x"] + 12, box["y"] + step, steps=4)
        page.wait_for_timeout(50)  # it looks at the pointer between frames, which a busy machine draws late
    page.mouse.up()
