"""live.js in a real browser: news reaches an open tab, hidden tabs ask for nothing, a banner ends at its time, faults
are met with patience, and the reader's place on the page stays."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.live import record
from articles.live.rules import Figures
from articles.models import SpecialCoverage
from tests.factories import ContestFactory, SpecialCoverageFactory
from tests.live.counting import NewCount

HIDDEN = """
    Object.defineProperty(document, 'visibilityState', {get: () => window.away ? 'hidden' : 'visible'});
    window.turn = away => { window.away = away; document.dispatchEvent(new Event('visibilitychange')); };
"""
JITTER = "Math.random = () => 0.5;"  # then it asks after 1.25 s, and every 5 s from then on


@pytest.fixture
def asked(page: Page) -> list[str]:
    """Every question for the banner from now on."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url) if "/live/banner/" in request.url else None)
    return found


def with_still_clock(page: Page, address: str = "/") -> None:
    """Opens a page on a clock that goes only when told, after the first question has been answered."""
    page.add_init_script(JITTER)
    page.clock.install()
    page.clock.pause_at(timezone.now() + timedelta(seconds=1))
    page.goto(address)
    with page.expect_response("**/live/banner/**"):
        page.clock.run_for(1300)
    settle(page)


def settle(page: Page) -> None:
    page.evaluate("() => fetch('/robots.txt').then((answer) => answer.text())")


def next_answer(page: Page, milliseconds: int) -> int:
    with page.expect_response("**/live/banner/**") as answer:
        page.clock.run_for(milliseconds)
    settle(page)
    return answer.value.status


def count(contest, **votes: int) -> None:
    new = NewCount(Figures(votes=votes), timezone.now() - timedelta(seconds=1))
    record(contest.pk, [new], source="csv", now=timezone.now())


def test_a_count_reaches_an_open_tab_within_ten_seconds(live_server: LiveServer, page: Page, page_errors: list[str]):
    contest = ContestFactory()
    page.goto("/")
    expect(page.locator(".coverage-stamp")).to_have_count(0)
    page.evaluate("document.querySelector('.coverage-label a').focus()")
    page.wait_for_timeout(2500)  # the page has asked once and knows of nothing new
    count(contest, ames=5, birch=3)
    expect(page.locator(".coverage-stamp")).to_contain_text("Last Updated:", timeout=10_000)
    assert page.evaluate("document.activeElement.href").endswith(f"/coverage/{contest.coverage.slug}/")
    assert page_errors == []


def test_what_has_not_changed_is_not_sent(live_server: LiveServer, page: Page, asked: list[str]):
    SpecialCoverageFactory()
    with_still_clock(page)
    assert next_answer(page, 5100) == 304
    assert len(asked) == 2


def test_a_tab_out_of_sight_asks_for_nothing_and_for_all_at_once_when_it_is_seen(
    live_server: LiveServer, page: Page, asked: list[str]
):
    SpecialCoverageFactory()
    page.add_init_script(HIDDEN)
    with_still_clock(page)
    page.evaluate("turn(true)")
    page.clock.run_for(60_000)
    assert len(asked) == 1
    SpecialCoverage.objects.update(title="News meanwhile")
    page.evaluate("turn(false)")
    assert next_answer(page, 10) == 200
    expect(page.locator(".coverage-title")).to_have_text("News meanwhile")
    assert len(asked) == 2


def test_faults_are_met_with_patience(live_server: LiveServer, page: Page, asked: list[str]):
    SpecialCoverageFactory()
    with_still_clock(page)
    page.route("**/live/banner/**", lambda route: route.fulfill(status=503, body="Busy"))
    assert next_answer(page, 5100) == 503
    for wait in (7600, 15_100, 30_100, 60_100, 90_100, 90_100):  # twice as long each time, to a limit
        before = len(asked)
        page.clock.run_for(wait - 200)
        assert len(asked) == before
        assert next_answer(page, 200) == 503
    page.unroute("**/live/banner/**")
    assert next_answer(page, 90_100) == 304
    assert next_answer(page, 5100) == 304
    expect(page.locator(".coverage-title")).to_be_visible()
