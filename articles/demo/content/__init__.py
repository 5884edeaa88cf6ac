"""The Meridian: six sections of made-up stories, as plain data. The shapes are in shapes.py, the notation in markup.py."""

from __future__ import annotations

from . import business, culture, news, politics, science, sport
from .people import CONTRIBUTORS, SECTIONS, TOPICS
from .shapes import DemoCoverage, DemoStory

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
    story="achterberg-leads-mayor-count",
    updated_minutes_ago=4,
)

__all__ = ["CONTRIBUTORS", "COVERAGE", "SECTIONS", "STORIES", "TOPICS"]
