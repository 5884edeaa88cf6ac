"""Results in an open tab: a count arrives on the page of a coverage and of a contest, is read out, and moves nothing of
the reader's."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.live import record
from articles.live.recording import NewCount
from articles.live.rules import Figures
from tests.factories import ContestFactory, ReportingAreaFactory, SectionFactory, SpecialCoverageFactory


def count(contest, seconds_ago: float, **votes: int) -> None:
    new = NewCount(Figures(votes=votes), timezone.now() - timedelta(seconds=seconds_ago))
    record(contest.pk, [new], source="csv", now=timezone.now())


def test_a_new_lead_reaches_an_open_coverage_and_is_read_out(
    live_server: LiveServer, page: Page, page_errors: list[str]
):
    coverage = SpecialCoverageFactory(slug="the-count")
    mayor, sheriff = (
        ContestFactory(coverage=coverage, title=title, slug=title.lower()) for title in ("Mayor", "Sheriff")
    )
    for contest in (mayor, sheriff):
        count(contest, 60, ames=5, birch=3)
    page.goto("/coverage/the-count/")
    link = page.get_by_role("link", name="Sheriff")
    link.focus()
    page.wait_for_timeout(2500)  # it has asked once, and nothing was new
    spoken = page.locator("[role='status'].unseen")
    expect(spoken).to_be_empty()
    count(mayor, 1, ames=5, birch=1_204)
    card = page.locator(f"[data-contest='{mayor.pk}']")
    expect(card).to_contain_text("Birch leads by 1,199 votes.", timeout=10_000)
    expect(spoken).to_have_text("Mayor: Birch now leads.")
    expect(link).to_be_focused()
    assert page_errors == []


def test_an_open_table_of_a_contest_stays_open_when_a_count_comes(
    live_server: LiveServer, page: Page, page_errors: list[str]
):
    contest = ContestFactory(title="Mayor", slug="mayor")
    for step in range(5):
        count(contest, 600 - 60 * step, ames=50 + 10 * step, birch=40 + 10 * step)
    page.goto(f"/coverage/{contest.coverage.slug}/results/mayor/")
    page.get_by_text("The same as a table").click()
    table = page.get_by_role("table", name="Shares over time, Mayor")
    expect(table.locator("tbody tr")).to_have_count(5)
    page.evaluate("window.scrollTo({top: 200, behavior: 'instant'})")
    top = table.bounding_box()["y"]
    count(contest, 1, ames=150, birch=90)
    expect(table.locator("tbody tr")).to_have_count(6, timeout=10_000)
    expect(table).to_be_visible()
    assert table.bounding_box()["y"] == top
    assert page_errors == []


def test_an_open_page_stays_fresh_when_its_address_changes(live_server: LiveServer, page: Page):
    contest = ContestFactory(coverage=SpecialCoverageFactory(slug="vote"), title="Mayor", slug="mayor")
    count(contest, 60, ames=5, birch=3)
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/live/coverage/" in request.url else None)
    page.goto("/coverage/vote/")
    card = page.locator(f"[data-contest='{contest.pk}']")
    expect(card).to_contain_text("Ames leads by 2 votes.")
    contest.coverage.slug = "vote-2026"
    contest.coverage.save(update_fields=["slug"])
    count(contest, 30, ames=5, birch=8)
    expect(card).to_contain_text("Birch leads by 3 votes.", timeout=10_000)
    expect(card.get_by_role("link")).to_have_attribute("href", "/coverage/vote-2026/results/mayor/")
    asked.clear()
    count(contest, 1, ames=15, birch=8)
    expect(card).to_contain_text("Ames leads by 7 votes.", timeout=10_000)
    assert {url.rpartition("/live/")[2] for url in asked} == {"coverage/vote-2026/"}  # it has learned the new one


def test_nothing_pushes_a_page_sideways_on_a_small_phone(live_server: LiveServer, page: Page, page_errors: list[str]):
    """What is there for screen readers only stuck out of the table of areas, and a long section out of the search."""
    names = ("Maximiliana Hohenzollern-Sigmaringen von und zu Liechtenstein", "Birch", "الكتبي", "Dean")
    contest = ContestFactory(
        coverage=SpecialCoverageFactory(slug="vote"), title="Commissioner", slug="long", choices=names
    )
    SectionFactory(name="Science, health, weather and everything else under the sun")
    votes = {name.lower(): 1_200_345 - place for place, name in enumerate(names)}
    wards = [ReportingAreaFactory(coverage=contest.coverage, code=f"W{place}", name="Lowlands") for place in range(5)]
    for seconds in (300, 200, 100):
        counts = [
            NewCount(Figures(votes), timezone.now() - timedelta(seconds=seconds), area_id=ward.pk) for ward in wards
        ]
        record(contest.pk, counts, source="csv", now=timezone.now())
    page.set_viewport_size({"width": 320, "height": 700})
    for address in ("/coverage/vote/", "/coverage/vote/results/long/", "/search/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == 320, address
    assert page_errors == []
