"""Searching as a reader does it: with the keyboard, with suggestions, on a phone, and without scripts."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.workflow import publish_article
from tests.factories import ArticleFactory, TopicFactory, live_story

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ferry():
    article = ArticleFactory(headline="Ferries return to the harbor", body="<p>The last ferry left in May.</p>")
    article.topics.add(TopicFactory(name="Ferries", slug="ferries"))
    live_story(headline="Bridge opens", at=timezone.now())
    return publish_article(article.pk, by=None, now=timezone.now())


def test_from_a_word_to_the_story(page: Page, page_errors: list[str], ferry):
    page.goto("/search/")
    page.get_by_label("Words to look for").fill("ferry")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="1 story")).to_be_visible()
    expect(page.locator("[data-slot=results] mark")).to_have_text(["Ferries", "ferry"])
    page.get_by_role("link", name="Ferries return to the harbor").click()
    expect(page).to_have_url(re.compile(rf"-{ferry.pk}/$"))
    assert page_errors == []


def test_suggestions_are_chosen_with_the_keyboard_and_told_to_screen_readers(page: Page, page_errors, ferry):
    page.goto("/search/")
    box = page.get_by_role("combobox", name="Words to look for")
    box.press_sequentially("ferr")
    options = page.get_by_role("option")
    expect(options).to_have_count(2)
    expect(options.first).to_have_text("Ferries Topic")
    expect(page.locator(".search-told")).to_have_text("2 suggestions. Use the arrow keys.")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    box.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.nth(1).get_attribute("id"))
    expect(box).to_have_value("ferr")
    box.press("Escape")
    expect(options.first).to_be_hidden()
    expect(box).to_have_value("ferr")
    box.press("ArrowUp")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    expect(page).to_have_url(re.compile(rf"-{ferry.pk}/$"))
    assert page_errors == []


def test_enter_without_a_choice_searches_for_what_was_typed(page: Page, ferry):
    page.goto("/search/")
    box = page.get_by_label("Words to look for")
    box.press_sequentially("ferr")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"[?&]q=ferr(&|$)"))


def test_a_suggestion_is_clicked_on_a_phone_and_nothing_sticks_out(reader: Page, ferry):
    reader.goto("/search/")
    reader.get_by_label("Words to look for").press_sequentially("harb")
    reader.get_by_role("option", name="Ferries return").click()
    expect(reader).to_have_url(re.compile(rf"-{ferry.pk}/$"))
    reader.goto("/search/?q=ferry&from=2026-02-31")
    assert reader.evaluate("document.documentElement.scrollWidth") == 390


def test_without_scripts_the_form_filters_and_suggests(chromium: Browser, live_server: LiveServer, ferry):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/search/?q=ferries")
    expect(page.get_by_role("list", name="Pages of that name").get_by_role("link")).to_have_text("Ferries")
    page.get_by_text("Narrow it down").click()
    page.get_by_label("in the section").select_option("politics")
    page.get_by_label("published on or before").fill("2001-01-01")
    page.get_by_label("the newest").check()
    page.get_by_role("search").get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="No story has that")).to_be_visible()
    page.get_by_role("link", name="Look everywhere").click()
    expect(page.get_by_role("heading", name="1 story")).to_be_visible()
    context.close()
