"""Following a live blog in an open tab, and writing in it from the page itself."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.live.blog import Words, change_post, withdraw_post, write_post
from articles.models import LivePost
from tests.browser.desk import PASSWORD, log_in
from tests.factories import SpecialCoverageFactory

WITHOUT_ANCHORS = """
    CSS.supports = () => false;
    addEventListener('DOMContentLoaded', () => { document.documentElement.style.overflowAnchor = 'none'; });
"""


def post(coverage, headline: str) -> LivePost:
    return write_post(coverage.pk, Words(headline=headline, body="<p>As we hear.</p>"), by=None, now=timezone.now())


def test_new_posts_wait_behind_a_button_and_changes_do_not(page: Page, page_errors):
    coverage = SpecialCoverageFactory(slug="the-count", starts_at=None)
    first, second = post(coverage, "One"), post(coverage, "Two")
    page.goto("/coverage/the-count/")
    expect(page.locator("[data-post]")).to_have_count(2)
    third = post(coverage, "Three")
    corrected = Words(headline="One, corrected")
    change_post(first.pk, corrected, version=1, by=None, now=timezone.now(), correction="Not two.")
    withdraw_post(second.pk, by=None, now=timezone.now())
    expect(page.get_by_role("button", name="Show 1 new post")).to_be_visible()
    expect(page.get_by_role("heading", name="One, corrected")).to_be_visible()
    expect(page.get_by_text("Not two.")).to_be_visible()
    expect(page.locator(f"#post-{second.pk}")).to_have_count(0)
    expect(page.locator(f"#post-{third.pk}")).to_have_count(0)
    post(coverage, "Four")
    page.get_by_role("button", name="Show 2 new posts").click()
    expect(page.locator("[data-post] h3")).to_have_text(["Four", "Three", "One, corrected"])
    page.wait_for_timeout(6000)  # another round changes nothing and repeats nobody
    expect(page.locator("[data-post] h3")).to_have_text(["Four", "Three", "One, corrected"])


def test_only_new_posts_are_read_out_and_whoever_reads_them_keeps_the_place(page: Page, page_errors):
    """Withdrawing the newest post made the one before it news, and a changed headline as well."""
    coverage = SpecialCoverageFactory(slug="the-count", starts_at=None)
    first, second = post(coverage, "One"), post(coverage, "Two")
    page.goto("/coverage/the-count/live/")
    said = page.locator("body > [role=status]")
    withdraw_post(second.pk, by=None, now=timezone.now())
    expect(page.get_by_role("heading", name="Two")).to_have_count(0, timeout=10_000)
    change_post(first.pk, Words(headline="One, mended"), version=1, by=None, now=timezone.now())
    expect(page.get_by_role("heading", name="One, mended")).to_be_visible(timeout=10_000)
    expect(said).to_be_empty()
    third = post(coverage, "Three")
    expect(said).to_have_text("New post: Three", timeout=10_000)
    page.get_by_role("button", name="Show 1 new post").press("Enter")
    expect(page.locator(f"#post-{third.pk}")).to_be_focused()
    change_post(third.pk, Words(headline="Three, mended"), version=1, by=None, now=timezone.now())
    expect(page.get_by_role("heading", name="Three, mended")).to_be_visible(timeout=10_000)
    expect(page.locator(f"#post-{third.pk}")).to_be_focused()
    expect(said).to_have_text("New post: Three")
    assert page_errors == []


@pytest.mark.parametrize("anchors", [True, False], ids=["Chromium", "as Safari does"])
def test_what_comes_in_does_not_move_the_line_that_is_read(page: Page, page_errors, anchors: bool):
    coverage = SpecialCoverageFactory(slug="the-count", starts_at=None)
    several = [post(coverage, f"Post {number}") for number in range(12)]
    if not anchors:
        page.add_init_script(WITHOUT_ANCHORS)
    page.goto("/coverage/the-count/live/")
    read = page.get_by_role("heading", name="Post 3")
    read.evaluate("(line) => scrollTo({top: line.getBoundingClientRect().top - 300, behavior: 'instant'})")
    before = read.bounding_box()["y"]
    key = Words(headline="Pinned and new", body="<p>Long.</p>" * 9, is_pinned=True, is_key=True)
    write_post(coverage.pk, key, by=None, now=timezone.now())
    longer = Words(headline="Post 9", body="<p>Much longer than before.</p>" * 9, is_key=True)
    change_post(several[9].pk, longer, version=1, by=None, now=timezone.now())
    button = page.get_by_role("button", name="Show 1 new post")
    expect(button).to_be_visible(timeout=10_000)
    expect(page.locator(f"#post-{several[9].pk}")).to_contain_text("Much longer")
    expect(page.get_by_text("Pinned and new")).to_have_count(0)  # not among the key moments either
    page.wait_for_timeout(100)
    assert abs(read.bounding_box()["y"] - before) < 2
    button.click()
    expect(page.get_by_role("heading", name="Pinned and new")).to_be_in_viewport()
    expect(page.locator("#posts-pinned > [data-post]")).to_have_count(1)
    expect(page.locator(".moments li")).to_have_count(2)
    page.wait_for_timeout(6000)
    expect(page.get_by_role("heading", name="Pinned and new")).to_have_count(1)
    assert page_errors == []


def test_a_reporter_writes_from_the_page_itself_and_loses_nothing(page: Page, page_errors):
    coverage = SpecialCoverageFactory(slug="the-count", starts_at=None)
    post(coverage, "One")
    log_in(page, "Reporter")
    page.goto("/coverage/the-count/")
    page.get_by_role("button", name="Write a post").click()
    page.get_by_label("Headline").fill("Ward 5 is in")
    page.get_by_label("Text").fill("Banik has it.\n\nMore soon.")
    page.reload()  # a slip, in the middle of it
    page.get_by_role("button", name="Write a post").click()
    expect(page.get_by_label("Headline")).to_have_value("Ward 5 is in")
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_text("Out. Open pages show it within seconds.")).to_be_visible()
    page.get_by_role("button", name=re.compile("Show 1 new post")).click()
    expect(page.get_by_role("heading", name="Ward 5 is in")).to_be_visible()
    assert LivePost.objects.get(headline="Ward 5 is in").body.count("<p>") == 2
    page.reload()
    page.get_by_role("button", name="Write a post").click()
    expect(page.get_by_label("Headline")).to_have_value("")


def test_a_draft_from_the_page_itself_stays_one_and_a_new_login_elsewhere_loses_nothing(page: Page, page_errors):
    coverage = SpecialCoverageFactory(slug="the-count", starts_at=None)
    post(coverage, "One")
    reporter = log_in(page, "Reporter")
    page.goto("/coverage/the-count/")
    page.get_by_role("button", name="Write a post").click()
    expect(page.get_by_text("Photo, and whose name")).to_have_count(0)  # needs the scripts of the desk
    page.get_by_label("Headline").fill("To be looked at")
    page.get_by_role("button", name="Keep as a draft").click()
    expect(page.get_by_text("Kept as a draft. Readers do not see it.")).to_be_visible()
    assert LivePost.objects.get(headline="To be looked at").published_at is None

    page.get_by_label("Headline").fill("Ward 5 is in")
    page.context.clear_cookies()
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_text("You are logged out.")).to_be_visible()
    with page.context.new_page() as other:
        other.goto("/admin/login/")
        other.get_by_label("Username").fill(reporter.username)
        other.get_by_label("Password").fill(PASSWORD)
        other.get_by_role("button", name="Log in").click()
        other.wait_for_url("**/admin/")
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_text("Out. Open pages show it within seconds.")).to_be_visible()
    assert LivePost.objects.get(headline="Ward 5 is in").published_at is not None


def test_forms_of_the_desk_outlive_a_new_login_in_another_tab(page: Page, page_errors):
    coverage = SpecialCoverageFactory(slug="the-count", starts_at=None)
    reporter = log_in(page, "Reporter")
    page.goto("/admin/articles/livepost/write/the-count/")
    page.get_by_label("Headline").fill("Ward 5 is in")
    with page.context.new_page() as other:
        other.goto("/admin/")
        with other.expect_navigation():
            other.evaluate("document.querySelector('form[action*=logout]').submit()")
        other.goto("/admin/login/")
        other.get_by_label("Username").fill(reporter.username)
        other.get_by_label("Password").fill(PASSWORD)
        other.get_by_role("button", name="Log in").click()
        other.wait_for_url("**/admin/")
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_text("Out. Open pages show it within seconds.")).to_be_visible()
    assert coverage.posts.get().headline == "Ward 5 is in"
