"""A text scrape goes in at one end, and a reader's screen shows the story: each part once, nothing left over."""

from pathlib import Path

from django.core.management import call_command
from playwright.sync_api import Page, expect

from articles.models import PublishedArticle, SpecialCoverage

PARAGRAPHS = [
    "The lighthouse at Cape Orrin went dark at noon, and by one the keeper had the lamp in pieces on a kitchen table.",
    "He found a wren's nest behind the lens, with two eggs in it.",
    '"I was not going to move them," the keeper, Tomas Reyl, said. "They were here before the electricians."',
    "The coast guard sent a buoy.",
    "It has blinked off the cape since, at half the strength and, sailors say, twice the charm.",
    "Reyl, who has kept the light for 19 years, writes down the weather every three hours and has never missed one.",
    "That is when the letters began to come.",
    "Schoolchildren in Port Ellery sent 212 of them, most with drawings and one with a feather.",
    '"We read every one of them aloud," Reyl said. "The wren was not impressed."',
    "The eggs hatched on a Sunday, in fog.",
    "The lamp goes back in on the first of the month, if the wren agrees.",
]
SCRAPE = """Harbor Vote 2026

Live results
Last Updated: March 3, 9:15:07PM ET

How a Wren Put Out the Light at Cape Orrin

"I was not going to move them," the keeper said.

ByOrrin Bay News
March 4, 2026, 12:30 PM
The lighthouse at Cape Orrin stands dark, March 2, 2026.
The lighthouse at Cape Orrin stands dark, March 2, 2026.
Dana Whitlock/Bay Wire

March 4, 2026 -- {0}

{1}

{2}

{3}

Ferry Captains Recall the Year the Fog Did Not Lift

{4}

{5}

{6}

Ferry Captains Recall the Year the Fog Did Not Lift

{7}

{8}

{9}

{10}
"""


def test_a_scrape_becomes_a_page_with_every_part_once(page: Page, page_errors: list[str], tmp_path: Path) -> None:
    (tmp_path / "wren.txt").write_text(SCRAPE.format(*PARAGRAPHS), encoding="utf-8")
    call_command("import_articles", str(tmp_path), "--publish", verbosity=0)
    SpecialCoverage.objects.update(is_on=True)
    story = PublishedArticle.objects.get()
    page.goto(f"/news/{story.slug}-{story.pk}/")

    expect(page.locator("h1")).to_have_text("How a Wren Put Out the Light at Cape Orrin")
    expect(page.locator(".dek")).to_have_text('"I was not going to move them," the keeper said.')
    expect(page.locator(".byline")).to_have_text("By Orrin Bay News")
    expect(page.locator("time.published")).to_have_text("March 4, 2026, 12:30 PM")
    expect(page.locator("time.published")).to_have_attribute("datetime", "2026-03-04T12:30:00-05:00")
    expect(page.locator("figcaption")).to_have_text(
        "The lighthouse at Cape Orrin stands dark, March 2, 2026. Dana Whitlock/Bay Wire"
    )
    expect(page.locator(".no-picture")).to_be_visible()

    body = page.locator(".story-body > p")
    expect(body).to_have_text([f"March 4, 2026 -- {PARAGRAPHS[0]}", *PARAGRAPHS[1:]])
    expect(page.get_by_text("Ferry Captains Recall the Year the Fog Did Not Lift")).to_have_count(1)
    expect(page.locator(".coverage")).to_contain_text("Harbor Vote 2026")
    expect(page.locator(".coverage-label")).to_have_text("Live results")
    expect(page.locator(".coverage-stamp")).to_have_text("Last Updated: March 3, 9:15:07PM ET")
    assert page_errors == []
