"""Nothing that was typed is lost: the tab is closed, the log-in runs out, the network goes; and one sees who else is
there. What the newsroom answers to the script is tested in tests/admin/test_unsaved.py."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, UnsavedWork
from tests.browser.desk import PASSWORD, choose, write
from tests.factories import ArticleFactory, SectionFactory, UserFactory, link

BEAT = 15_000  # ms, as in desk/unsaved.js
KEPT = re.compile(r"^Kept \d+:\d\d:\d\d [AP]M$")


def editor(**kwargs: str) -> User:
    user = UserFactory(role="Editor", **kwargs)
    user.set_password(PASSWORD)
    user.save()
    return user


def enter(page: Page, user: User, address: str = "/admin/") -> None:
    """Log in through the page that stands before `address`."""
    page.goto(address)
    fill_in(page, user)


def fill_in(page: Page, user: User) -> None:
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Log in").click()


def ready(page: Page) -> None:
    page.wait_for_function("window.CKEDITOR?.instances.id_body?.status === 'ready'")
    expect(page.locator(".desk-kept")).to_be_attached()
    page.wait_for_timeout(500)  # until the script knows what the form was opened with


def change(story: Article) -> str:
    return f"/admin/articles/article/{story.pk}/change/"


def headline(page: Page):
    return page.get_by_label("Headline", exact=True)


def body(page: Page):
    return page.frame_locator("iframe.cke_wysiwyg_frame").locator("body")


@pytest.fixture
def another(chromium: Browser, live_server: LiveServer) -> Callable[[], Page]:
    """One more computer."""

    def open_one() -> Page:
        context = chromium.new_context(base_url=live_server.url, viewport={"width": 1440, "height": 900})
        context.set_default_timeout(10_000)
        opened.append(context)
        return context.new_page()

    opened: list = []
    yield open_one
    for context in opened:
        context.close()


def test_write_close_the_tab_come_back_see_the_difference_and_go_on(page: Page, page_errors: list[str]) -> None:
    story = ArticleFactory(headline="Pier opens", body="<p>The planks held.</p>")
    for title in ("The ferry is back", "The fog has gone"):
        link(story, ArticleFactory(headline=title))
    enter(page, editor(), change(story))
    ready(page)
    headline(page).fill("Pier opens a week early")
    write(page, " Nobody fell in.")
    page.locator("#related_links-group .desk-row").nth(1).locator(".desk-drag").press("ArrowUp")
    expect(page.locator(".desk-kept")).to_have_text(KEPT)
    tab = page.context.new_page()
    page.close()

    tab.goto(change(story))
    expect(headline(tab)).to_have_value("Pier opens")
    tab.locator(".desk-unsaved-notice").get_by_role("link").click()
    expect(tab.get_by_text("Headline", exact=True).first).to_be_visible()
    expect(tab.locator("body")).to_contain_text("a week early")
    expect(tab.locator("body")).to_contain_text("Nobody fell in.")
    tab.get_by_role("link", name="Go on with it").click()
    ready(tab)
    expect(headline(tab)).to_have_value("Pier opens a week early")
    expect(body(tab)).to_have_text("The planks held. Nobody fell in.")
    rows = tab.locator("#related_links-group .desk-row:visible .desk-card-headline")
    expect(rows).to_have_text(["The fog has gone", "The ferry is back"])
    with tab.expect_navigation():
        tab.get_by_role("button", name="Save", exact=True).click()
    ready(tab)
    expect(tab.locator(".desk-unsaved-notice")).to_have_count(0)
    story.refresh_from_db()
    assert (story.headline, story.body) == ("Pier opens a week early", "<p>The planks held. Nobody fell in.</p>")
    assert not UnsavedWork.objects.exists()
    assert tab.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('desk-unsaved'))") == []
    assert page_errors == []


def test_a_new_story_that_was_never_saved_is_there_when_one_comes_back(page: Page) -> None:
    SectionFactory(name="Harbor")
    enter(page, editor(), "/admin/articles/article/add/")
    ready(page)
    headline(page).fill("Fire on Quay Street")
    choose(page, page.locator(".field-section"), typed="Har", option="Harbor")
    write(page, "Smoke stood over the harbor.")
    expect(page.locator(".desk-kept")).to_have_text(KEPT)
    tab = page.context.new_page()
    page.close()

    tab.goto("/admin/articles/article/add/")
    expect(tab.locator(".desk-unsaved-notice")).to_contain_text("Fire on Quay Street")
    tab.locator(".desk-unsaved-notice").get_by_role("link").click()
    tab.get_by_role("link", name="Go on with it").click()
    ready(tab)
    expect(headline(tab)).to_have_value("Fire on Quay Street")
    expect(body(tab)).to_have_text("Smoke stood over the harbor.")
    expect(tab.locator(".field-section .select2-selection__rendered")).to_contain_text("Harbor")
    with tab.expect_navigation():
        tab.get_by_role("button", name="Save", exact=True).click()
    assert Article.objects.get().section.name == "Harbor"
    assert not UnsavedWork.objects.exists()


def test_the_log_in_that_ran_out_in_the_middle_of_a_save_loses_nothing(page: Page) -> None:
    story, user = ArticleFactory(headline="Pier opens"), editor()
    enter(page, user, change(story))
    ready(page)
    headline(page).fill("Typed when the log-in ran out")
    Session.objects.all().delete()
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    fill_in(page, user)
    page.goto(change(story))
    ready(page)
    page.locator(".desk-unsaved-notice").get_by_role("link").click()
    page.get_by_role("link", name="Go on with it").click()
    ready(page)
    expect(headline(page)).to_have_value("Typed when the log-in ran out")


def test_who_is_logged_out_while_writing_logs_in_in_another_tab_and_saves_from_the_first(page: Page) -> None:
    story, user = ArticleFactory(headline="Pier opens"), editor()
    enter(page, user, change(story))
    ready(page)
    Session.objects.all().delete()
    headline(page).fill("Typed while logged out")
    expect(page.locator(".desk-kept")).to_contain_text("You are logged out")
    with page.context.expect_page() as opened:
        page.locator(".desk-kept").get_by_role("link").click()
    fill_in(opened.value, user)
    opened.value.close()
    expect(page.locator(".desk-kept")).to_have_text(KEPT, timeout=20_000)
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    story.refresh_from_db()
    assert story.headline == "Typed while logged out"


def test_what_was_typed_while_the_network_was_gone_is_handed_in_later(page: Page) -> None:
    story, user = ArticleFactory(headline="Pier opens"), editor()
    enter(page, user, change(story))
    ready(page)
    page.context.set_offline(True)
    headline(page).fill("Typed on the train")
    expect(page.locator(".desk-kept")).to_have_text("Not reachable: kept in this browser")
    assert not UnsavedWork.objects.exists()
    tab = page.context.new_page()
    page.close()
    tab.wait_for_timeout(500)
    UnsavedWork.objects.all().delete()  # what a closing tab sends slips through the outage that Chromium pretends

    tab.context.set_offline(False)
    tab.goto(change(story))
    expect(tab.locator(".desk-unsaved-notice")).to_contain_text("You have unsaved work")
    assert UnsavedWork.objects.get().headline == "Typed on the train"


def test_another_person_at_the_same_computer_sees_nothing_of_it(page: Page) -> None:
    story = ArticleFactory(headline="Pier opens")
    enter(page, editor(), change(story))
    ready(page)
    page.context.set_offline(True)
    headline(page).fill("My secret lead")
    expect(page.locator(".desk-kept")).to_contain_text("kept in this browser")
    page.context.set_offline(False)
    page.context.clear_cookies()
    enter(page, editor(), change(story))
    ready(page)
    page.wait_for_timeout(1000)
    expect(page.locator(".desk-unsaved-notice")).to_have_count(0)
    assert not UnsavedWork.objects.filter(user=User.objects.latest("pk")).exists()


def test_two_people_see_each_other_and_who_saved(page: Page, another: Callable[[], Page]) -> None:
    story = ArticleFactory(headline="Pier opens")
    page.clock.install()
    enter(page, editor(first_name="Dana", last_name="Reed"), change(story))
    ready(page)
    other = another()
    enter(other, editor(first_name="Sam", last_name="Ode"), change(story))
    expect(other.locator("[data-presence]")).to_have_text("Dana Reed has this open")
    page.clock.fast_forward(BEAT)
    expect(page.locator("[data-presence]")).to_have_text("Sam Ode has this open")
    ready(other)
    other.get_by_label("Kicker").fill("Analysis")
    with other.expect_navigation():
        other.get_by_role("button", name="Save", exact=True).click()
    page.clock.fast_forward(BEAT)
    expect(page.locator("[data-saved-meanwhile]")).to_contain_text("Sam Ode saved this story")


def test_opening_and_leaving_a_story_keeps_nothing(page: Page) -> None:
    story = ArticleFactory(body="<p>Planks &amp; nails.</p><ul><li>One</li></ul>")
    enter(page, editor(), change(story))
    ready(page)
    page.wait_for_timeout(4000)
    page.goto("/admin/")
    assert not UnsavedWork.objects.exists()
