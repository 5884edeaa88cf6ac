"""Following a live blog in an open tab, and writing in it from the page itself."""

import re

from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.live.blog import Words, change_post, withdraw_post, write_post
from articles.models import LivePost
from tests.browser.desk import log_in
from tests.factories import SpecialCoverageFactory


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
