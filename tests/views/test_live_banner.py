"""The banner's fragment, and the colours it may have."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from lxml import html

from articles.models import SpecialCoverage
from tests.factories import NOW, SectionFactory, SpecialCoverageFactory, live_story


@pytest.mark.django_db
class TestFragment:
    @pytest.fixture(autouse=True)
    def _clock(self, time_machine):
        time_machine.move_to(NOW, tick=False)

    def test_the_page_prints_what_its_open_tabs_know(self, client):
        SpecialCoverageFactory()
        page = client.get("/").text
        (tag,) = re.findall(r"data-live-tag='([^']+)'", page)
        assert client.get("/live/banner/", headers={"If-None-Match": tag}).status_code == 304
        assert client.get("/live/banner/").text.strip() in page
        assert page.count("live.js") == 1

    def test_without_a_banner_no_page_asks_for_one(self, client):
        page = client.get("/").text
        assert "data-live" not in page
        assert "live.js" not in page
        answer = client.get("/live/banner/")
        assert (answer.status_code, answer.content) == (200, b"")
        assert client.get("/live/banner/", headers={"If-None-Match": answer["ETag"]}).status_code == 304

    def test_a_section_has_its_own_and_others_that_of_all(self, client):
        SpecialCoverageFactory(title="Vote", priority=1).sections.add(SectionFactory(name="Politics"))
        SpecialCoverageFactory(title="Storm")
        assert "Vote" in client.get("/live/banner/politics/").text
        for path in ("/live/banner/", "/live/banner/nothing/", "/live/banner/-/"):
            text = client.get(path).text
            assert "Storm" in text
            assert "Vote" not in text

    def test_a_section_with_another_address_is_led_on_to(self, client, django_capture_on_commit_callbacks):
        section = SectionFactory(name="Politics")
        SpecialCoverageFactory(title="Vote").sections.add(section)
        section.slug = "government"
        with django_capture_on_commit_callbacks(execute=True):
            section.save()
        answer = client.get("/live/banner/politics/")
        assert (answer.status_code, answer["Location"]) == (301, "/live/banner/government/")
        assert answer["Cache-Control"] == "public, max-age=2"
        assert "Vote" in client.get(answer["Location"]).text

    def test_it_is_not_kept_long_and_not_found_by_search_engines(self, client):
        SpecialCoverageFactory()
        answer = client.get("/live/banner/")
        assert answer["Cache-Control"] == "public, max-age=2"
        assert answer["X-Robots-Tag"] == "noindex"
        assert client.post("/live/banner/").status_code == 405

    def test_the_home_page_calls_its_stories_by_the_banner(self, client):
        coverage = SpecialCoverageFactory(title="The Count")
        for number in range(25):
            live_story(coverage=coverage, at=NOW - timedelta(hours=number))
        (heading,) = html.fromstring(client.get("/").text).xpath("//h2[@id='coverage']")
        assert heading.text_content() == "The Count"

    def test_what_is_new_sets_its_tag_whatever_it_is(self, client):
        coverage = SpecialCoverageFactory()
        seen = set()
        for change in (
            {}, {"title": "Other"}, {"label": "Live updates"}, {"colour": "blue"}, {"data_updated_at": NOW},
            {"url": "https://example.org/"}, {"ends_at": NOW.replace(hour=23)}, {"is_on": False},
        ):  # fmt: skip
            SpecialCoverage.objects.filter(pk=coverage.pk).update(**change)
            seen.add(client.get("/live/banner/")["ETag"])
        assert len(seen) == 8


def luminance(colour: str) -> float:
    digits = colour * 2 if len(colour) == 3 else colour
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lower, higher = sorted((luminance(one), luminance(other)))
    return (higher + 0.05) / (lower + 0.05)


@pytest.mark.parametrize("colour", SpecialCoverage.Colour.values)
def test_every_colour_has_a_ground_and_an_ink_that_can_be_read_in_light_and_dark(colour):
    """7:1 is what WCAG asks of text at its strictest level."""
    sheet = Path(finders.find("articles/site.css")).read_text(encoding="utf-8")
    rule = re.search(rf"\.coverage-{colour} {{(.*?)}}", sheet) or re.search(r":root {(.*?)\n}", sheet, re.DOTALL)
    pairs = [re.search(rf"--live-{name}: light-dark\(#(\w+), #(\w+)\)", rule[1]).groups() for name in ("ground", "ink")]
    for ground, ink in zip(*pairs, strict=True):
        assert contrast(ground, ink) >= 7
