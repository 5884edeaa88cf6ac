"""The Meridian: seven sections of made-up stories, as plain data. The shapes are in shapes.py, the notation in markup.py."""

from __future__ import annotations

from . import business, culture, news, politics, science, sport
from .people import CONTRIBUTORS, SECTIONS, TOPICS
from .shapes import DemoCoverage, DemoStory
from .standing import COVERAGE_INTRODUCTION, INTRODUCTIONS, PAGES

STORIES: tuple[DemoStory, ...] = (
    *news.STORIES,
    *politics.STORIES,
    *business.STORIES,
    *science.STORIES,
    *culture.STORIES,
    *sport.STORIES,
)

COVERAGE = DemoCoverage(
    title="Port Meridian Votes 2026",
    label="Live results",
    updated_minutes_ago=4,
    stale_after=240,
    topic="election-2026",
)

# How often some stories were read this morning; the others nobody has opened yet.
READS = (
    ("how-to-see-the-comet", 412),
    ("bridge-crack-found", 388),
    ("bakery-workers-buy-ovens", 305),
    ("provenance-detective", 271),
    ("late-ferry-returns", 244),
    ("emergency-room-waits", 190),
    ("keeper-mags-orlova", 166),
    ("office-towers-to-homes", 121),
)

__all__ = [
    "CONTRIBUTORS",
    "COVERAGE",
    "COVERAGE_INTRODUCTION",
    "INTRODUCTIONS",
    "PAGES",
    "READS",
    "SECTIONS",
    "STORIES",
    "TOPICS",
]
