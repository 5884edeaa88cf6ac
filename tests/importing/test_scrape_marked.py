"""Invented pages in the style of the network's site, every line marked with what a careful editor says it is.

A page opens with "=== name". Every other line is MARK|text, and is printed on the page without its mark; empty lines
are printed as they are. What the answer says and the page does not stands behind a "¦".

T banner title¦label · L its label · U its stamp¦moment · H headline · D dek · B byline¦names; of; authors · W time
A alt text · C caption (twice when the page prints it twice) · K credit¦credit without what surrounds it
N printed dateline¦dateline¦paragraph · P paragraph · R label¦related headline · r the same once more · X furniture
"""

import html
import re
import zoneinfo
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from articles.importing.files import Outcome
from articles.importing.formats.scrape import read_scrape
from articles.importing.match import Status
from articles.importing.report import outcome_as_json

NEW_YORK = zoneinfo.ZoneInfo("America/New_York")


@dataclass(slots=True)
class MarkedPage:
    """`text` is the page as scraped, `answer` what the importer must tell, in the shape of its JSON."""

    name: str
    lines: list[str] = field(default_factory=list)
    answer: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip("\n") + "\n"


def marked_pages(folder: Path) -> list[MarkedPage]:
    """Every page of the marked files in the folder."""
    pages: list[MarkedPage] = []
    for path in sorted(folder.glob("*.txt")):
        for part in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            name, _, body = part.partition("\n")
            pages.append(_page(f"{path.stem}-{name}", body.split("\n")))
    return pages


def _page(name: str, marked: list[str]) -> MarkedPage:
    page = MarkedPage(name, answer=_empty())
    before = ""
    for line in marked:
        mark, _, text = line.partition("|")
        page.lines.append(_printed(mark, text) if line else "")
        if line:
            _note(page.answer, mark, text, before)
        before = mark
    return page


def _printed(mark: str, text: str) -> str:
    parts = text.split("¦")
    if mark in ("B", "U", "K"):
        return parts[0]
    if mark == "T":
        return " ".join(parts)
    return parts[0] + parts[2] if mark == "N" else "".join(parts)


def _empty() -> dict[str, Any]:
    empty: dict[str, Any] = {key: [] for key in ("authors", "photos", "related", "paragraphs")}
    return empty | {"headline": "", "dek": "", "published_at": None, "dateline": "", "coverage": None}


def _note(answer: dict[str, Any], mark: str, text: str, before: str) -> None:
    head, last = text.split("¦", maxsplit=1)[0], text.rsplit("¦", maxsplit=1)[-1]
    if mark in ("H", "D"):
        answer["headline" if mark == "H" else "dek"] = text
    elif mark == "B":
        answer["authors"] = last.split("; ")
    elif mark == "W":
        answer["published_at"] = datetime.strptime(text, "%B %d, %Y, %I:%M %p").replace(tzinfo=NEW_YORK).isoformat()
    elif mark == "N":
        answer["dateline"] = html.unescape(text.split("¦")[1])
        answer["paragraphs"].append(last)
    elif mark == "P":
        answer["paragraphs"].append(text)
    elif mark == "R":
        answer["related"].append({"title": last, "url": ""})
    elif mark in ("C", "K"):
        _note_photo(answer["photos"], mark, last if mark == "K" else text, before)
    elif mark in ("T", "L", "U"):
        answer["coverage"] = answer["coverage"] or {"title": "", "label": "", "updated_at": None}
        answer["coverage"][{"T": "title", "L": "label", "U": "updated_at"}[mark]] = last if mark == "U" else head
        if mark == "T" and last != head:
            answer["coverage"]["label"] = last


def _note_photo(photos: list[dict[str, str]], mark: str, text: str, before: str) -> None:
    caption, _, glued = text.removeprefix("PHOTO: ").partition("¦")
    if mark == "C" and before != "C":
        photos.append({"caption": caption, "credit": glued})
    elif mark == "K" and before == "C":
        photos[-1]["credit"] = text
    elif mark == "K":
        photos.append({"caption": "", "credit": text})


PAGES = marked_pages(Path(__file__).parent.parent / "samples" / "scrapes" / "marked")


def told(page: MarkedPage, text: str) -> dict[str, object]:
    story = read_scrape(text.encode(), zone=NEW_YORK)
    article: dict[str, object] = outcome_as_json(Outcome(Path(page.name), Status.NEW, story=story))["article"]
    return article


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_marked_page_is_read_as_an_editor_would(page: MarkedPage) -> None:
    assert told(page, page.text) == page.answer


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_marked_page_with_loose_white_space_reads_the_same(page: MarkedPage) -> None:
    loose = page.text.replace("\n", " \r\n").replace(". ", ".  ").replace("\r\n \r\n", "\r\n\u00a0\r\n \t\r\n")
    assert told(page, "\ufeff\n" + loose) == page.answer


def test_every_kind_of_line_occurs_among_the_marked_pages() -> None:
    assert len(PAGES) >= 60
    for part in PAGES[0].answer:
        assert any(page.answer[part] for page in PAGES), part
    for part in ("dek", "dateline", "photos", "related", "coverage"):
        assert any(not page.answer[part] for page in PAGES), part


BANNER = "Your Voice Your Vote 2024\n\nLive results\nLast Updated: April 23, 10:42:16PM ET\n\n"
COVERAGE = {
    "title": "Your Voice Your Vote 2024",
    "label": "Live results",
    "updated_at": "2024-04-23T22:42:16-04:00",
}
FOOT = "\n\nTop Stories\n\nJudge Rules Cows Are People\n1 hour ago\n\nPopular Reads\n\nCow Appeals\n"


@pytest.mark.parametrize("page", [page for page in PAGES if not page.answer["coverage"]], ids=lambda page: page.name)
def test_banner_above_and_teasers_below_change_nothing_in_the_story(page: MarkedPage) -> None:
    assert told(page, BANNER + page.text + FOOT) == page.answer | {"coverage": COVERAGE}


@pytest.mark.parametrize("page", [page for page in PAGES if page.answer["dek"]], ids=lambda page: page.name)
def test_page_without_its_dek_reads_the_same(page: MarkedPage) -> None:
    without = page.text.replace(f"\n{page.answer['dek']}\n", "\n", 1)
    assert told(page, without) == page.answer | {"dek": ""}
