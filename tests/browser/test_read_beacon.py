"""read.js in a real browser: one beacon when a story has been in view for five seconds, and none for anybody else."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from articles.readership import beacon
from articles.readership.buffer import Buffer
from articles.readership.recent import RecentReaders
from tests.browser.conftest import errors_of
from tests.factories import live_story

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
A_PERSON = "Object.defineProperty(navigator, 'webdriver', {get: () => false, configurable: true});"
HIDDEN = "Object.defineProperty(document, 'visibilityState', {get: () => window.shown ? 'visible' : 'hidden'});"
SHOW = "shown => { window.shown = shown; document.dispatchEvent(new Event('visibilitychange')); }"


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[int, int]:
    """What was counted by the newsroom, by story."""
    found: dict[int, int] = {}

    class Counting(Buffer):
        def add(self, story_id, *, at):
            found[story_id] = found.get(story_id, 0) + 1

    monkeypatch.setattr(beacon, "reads", Counting())
    monkeypatch.setattr(beacon, "recent", RecentReaders())
    return found


@contextmanager
def a_person(chromium: Browser, live_server: LiveServer, *scripts: str) -> Iterator[BrowserContext]:
    context = chromium.new_context(base_url=live_server.url, user_agent=CHROME, locale="en-US")
    context.set_default_timeout(10_000)
    for script in (A_PERSON, *scripts):
        context.add_init_script(script)
    try:
        yield context
    finally:
        context.close()


def open_story(context: BrowserContext, story) -> tuple[Page, list[str]]:
    """The page of a story with a clock that stands still, and the beacons that it sends from now on."""
    page = context.new_page()
    beacons: list[str] = []
    page.on("request", lambda request: beacons.append(request.url) if "/read/" in request.url else None)
    page.clock.install(time=0)
    page.clock.pause_at(1000)  # installed alone, it would go on by itself, and on a slow machine past the five seconds
    page.goto(f"/politics/{story.slug}-{story.pk}/")
    return page, beacons


@pytest.fixture
def story(live_server: LiveServer):
    return live_story(at=timezone.now() - timedelta(hours=1))


def test_five_seconds_in_view_are_one_read(chromium, live_server, story, counted):
    with a_person(chromium, live_server) as context:
        page, beacons = open_story(context, story)
        errors = errors_of(page)
        page.clock.run_for(4900)
        assert beacons == []
        with page.expect_response(f"**/read/{story.pk}/") as answer:
            page.clock.run_for(200)
        assert answer.value.status == 204
        page.clock.run_for(60_000)
        assert len(beacons) == 1
        assert context.cookies() == []
    assert counted == {story.pk: 1}
    assert errors == []


def test_time_in_the_background_does_not_count(chromium, live_server, story, counted):
    with a_person(chromium, live_server, HIDDEN) as context:
        page, beacons = open_story(context, story)
        page.clock.run_for(60_000)
        assert beacons == []
        page.evaluate(SHOW, True)
        page.clock.run_for(3000)
        page.evaluate(SHOW, False)
        page.clock.run_for(60_000)
        assert beacons == []
        page.evaluate(SHOW, True)
        with page.expect_response(f"**/read/{story.pk}/"):
            page.clock.run_for(2100)
    assert counted == {story.pk: 1}


@pytest.mark.parametrize(
    "script",
    [
        "Object.defineProperty(navigator, 'doNotTrack', {get: () => '1'});",
        "Object.defineProperty(navigator, 'globalPrivacyControl', {get: () => true});",
        "Object.defineProperty(navigator, 'webdriver', {get: () => true});",
        "Object.defineProperty(document, 'prerendering', {get: () => true});",
        "navigator.sendBeacon = undefined;",
    ],
)
def test_nobody_is_counted_who_does_not_want_to_be_or_is_not_there(chromium, live_server, story, counted, script):
    with a_person(chromium, live_server, script) as context:
        page, beacons = open_story(context, story)
        errors = errors_of(page)
        page.clock.run_for(60_000)
        assert beacons == []
        assert errors == []
    assert counted == {}
