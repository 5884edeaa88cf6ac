"""live.js in a real browser: news reaches an open tab, hidden tabs ask for nothing, a banner ends at its time, faults
are met with patience, and the reader's place on the page stays."""

import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.live import record
from articles.live.rules import Figures
from articles.models import SpecialCoverage
from tests.factories import ContestFactory, SpecialCoverageFactory, live_story
from tests.live.counting import NewCount
from tests.workflow.processes import start

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


def load(path: Path, slug: str, **votes: int) -> float:
    """The loader as a process of its own, on the live server's database; when it had ended."""
    as_of = (timezone.now() - timedelta(seconds=1)).isoformat()
    path.write_text("\n".join(["contest,choice,votes,as_of", *(f"mayor,{n},{v},{as_of}" for n, v in votes.items())]))
    loader = start("manage.py", "load_results", str(path), "--format=csv", f"--coverage={slug}")
    _, complaints = loader.communicate(timeout=60)
    assert loader.returncode == 0, complaints
    return time.monotonic()


def test_a_count_reaches_an_open_tab_within_ten_seconds_of_the_loaders_end(
    live_server: LiveServer, page: Page, page_errors: list[str], tmp_path: Path
):
    contest = ContestFactory(slug="mayor")
    page.goto("/")
    expect(page.locator(".coverage-stamp")).to_have_count(0)
    page.evaluate("document.querySelector('.coverage-label a').focus()")
    page.wait_for_timeout(2500)  # the page has asked once and knows of nothing new
    ended = load(tmp_path / "counts.csv", contest.coverage.slug, Ames=5, Birch=3)
    expect(page.locator(".coverage-stamp")).to_contain_text("Last Updated:", timeout=10_000)
    assert time.monotonic() - ended < 10
    assert page.evaluate("document.activeElement.href").endswith(f"/coverage/{contest.coverage.slug}/")
    page.goto(f"/coverage/{contest.coverage.slug}/results/mayor/")
    votes = page.locator(".contest-card, main").first
    expect(votes).to_contain_text("Ames leads by 2 votes.")
    ended = load(tmp_path / "counts.csv", contest.coverage.slug, Ames=6, Birch=9)
    expect(votes).to_contain_text("Birch leads by 3 votes.", timeout=10_000)
    assert time.monotonic() - ended < 10
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


def test_a_page_that_is_cut_off_says_so_and_is_not_live_any_more(live_server: LiveServer, page: Page):
    contest = ContestFactory(coverage=SpecialCoverageFactory(slug="vote", label="Live results"))
    count(contest, ames=5, birch=3)
    with_still_clock(page, "/coverage/vote/")
    note, live = page.locator("p.cut-off"), page.locator(".results-live")
    for address in ("**/live/banner/**", "**/live/coverage/**"):
        page.route(address, lambda route: route.abort())
    page.clock.run_for(50_000)
    expect(live).to_be_visible()
    expect(note).to_be_hidden()
    page.clock.run_for(60_000)
    expect(note).to_be_visible()
    expect(page.locator("body > [role=status]")).to_have_text("No connection. What you see may be old.")
    expect(live).to_be_hidden()
    page.unroute_all()
    for _ in range(30):  # not in one: a question that is out for ten seconds is given up
        page.clock.run_for(3_000)
        settle(page)
    expect(note).to_be_hidden()
    expect(live).to_be_visible()


def test_a_banner_ends_in_an_open_tab_when_its_time_has_come(live_server: LiveServer, page: Page, asked: list[str]):
    """The clock of the tab is moved; the server goes on showing the banner, and could not be asked."""
    SpecialCoverageFactory(title="Until ten", ends_at=timezone.now() + timedelta(hours=2))
    with_still_clock(page)
    page.route("**/live/banner/**", lambda route: route.abort())
    top = page.locator(".masthead").bounding_box()
    page.clock.fast_forward("01:59:50")
    expect(page.locator(".coverage-title")).to_have_text("Until ten")
    page.clock.run_for(12_000)
    expect(page.locator(".coverage")).to_have_count(0)
    assert page.locator(".masthead").bounding_box() == top  # nothing jumps under a reader's finger
    asked.clear()
    page.clock.run_for(600_000)
    assert asked == []


def test_a_wrong_clock_of_the_readers_machine_ends_nothing(live_server: LiveServer, page: Page):
    SpecialCoverageFactory(ends_at=timezone.now() + timedelta(hours=2))
    page.add_init_script(JITTER)
    page.clock.install()
    page.clock.pause_at(timezone.now() + timedelta(days=2))
    page.goto("/")
    for wait in (1300, 5100):
        assert next_answer(page, wait) in (200, 304)
    expect(page.locator(".coverage-title")).to_be_visible()


def test_when_one_banner_ends_the_next_takes_its_place(live_server: LiveServer, page: Page):
    first = SpecialCoverageFactory(title="First", priority=2, ends_at=timezone.now() + timedelta(hours=2))
    SpecialCoverageFactory(title="Second", priority=1)
    with_still_clock(page)
    SpecialCoverage.objects.filter(pk=first.pk).update(ends_at=timezone.now())  # as the server sees it by then
    page.clock.fast_forward("02:00:01")
    assert next_answer(page, 3100) == 200
    expect(page.locator(".coverage-title")).to_have_text("Second")


def test_news_of_any_length_pushes_no_page(live_server: LiveServer, page: Page, page_errors: list[str]):
    SpecialCoverageFactory(title="Vote")
    SpecialCoverageFactory(title="Storm", is_on=False)
    live_story(at=timezone.now() - timedelta(hours=1))
    with_still_clock(page)
    place = page.locator(".masthead").bounding_box()
    for change in ({"title": "A long title, " * 8, "is_on": True}, {"title": "V", "label": ""}, {"is_on": False}):
        SpecialCoverage.objects.update(**change)
        assert next_answer(page, 5100) == 200
        assert page.locator(".masthead").bounding_box() == place
    assert page_errors == []


def test_what_a_screen_reader_is_told(live_server: LiveServer, page: Page):
    coverage = SpecialCoverageFactory(title="Vote", data_updated_at=timezone.now())
    with_still_clock(page)
    said = page.locator("body > [role=status]")
    SpecialCoverage.objects.update(data_updated_at=timezone.now() + timedelta(seconds=1))
    assert next_answer(page, 5100) == 200
    expect(said).to_have_text("")  # a new time alone is no news
    SpecialCoverage.objects.filter(pk=coverage.pk).update(data_updated_at=timezone.now() - timedelta(hours=2))
    assert next_answer(page, 5100) == 200
    expect(said).to_contain_text("Vote: Results. Nothing new since")
