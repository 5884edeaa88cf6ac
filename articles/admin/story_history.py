"""History: what happened to a story, and its versions: compared, named and brought back. What that means is in
workflow/compare.py and restore.py."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from articles.admin.badges import time_ago
from articles.admin.story_part import StoryPart
from articles.models import Article

SHOWN = 50


class StoryHistory(StoryPart):
    """For ArticleAdmin to inherit, before Django's own."""

    def part_context(self, request: HttpRequest, story: Article | None, *, now: datetime) -> dict[str, Any]:
        context = super().part_context(request, story, now=now)
        if story is None:
            return context
        versions = story.revisions.select_related("by").defer("content").order_by("-number")[:SHOWN]
        return {
            **context,
            "log": [(line, time_ago(line.at, now=now)) for line in story.audit_lines.select_related("by")[:SHOWN]],
            "versions": [(version, time_ago(version.at, now=now)) for version in versions],
        }
