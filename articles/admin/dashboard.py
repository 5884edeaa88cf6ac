"""The first page after log-in: what waits for this person, and what happened last. Cheap: three short lists."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from articles.admin.article_list import UNREAD
from articles.admin.badges import state_badge, time_ago
from articles.admin.filters import mine
from articles.models import Article

ROWS = 8


def front(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """The context of the desk's front page (UNFOLD["DASHBOARD_CALLBACK"])."""
    if not request.user.has_perm("articles.view_article"):
        return context
    stories = Article.objects.select_related("published", "edited_by", "section").defer(*UNREAD).order_by("-edited_at")
    lists = [
        ("Needs review", "review", stories.filter(stage=Article.Stage.IN_REVIEW)),
        ("Yours", "mine", stories.filter(mine(request.user))),
        ("Last edited", "", stories),
    ]
    return {
        **context,
        "title": "Desk",
        "story_lists": [(title, view, _rows(found[:ROWS])) for title, view, found in lists],
        "may_write": request.user.has_perm("articles.add_article"),
    }


def _rows(stories: Any) -> list[dict[str, Any]]:
    now = timezone.now()
    return [
        {"story": story, "state": state_badge(story, now=now), "edited": time_ago(story.edited_at, now=now)}
        for story in stories
    ]
