"""The first page after log-in: what asks for this person, in the order of what they may do about it.

What the parts show and cost is in front_stories.py, front_attention.py and front_counts.py; together they are at most
15 queries, whatever the size of the newsroom.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from articles.admin.badges import time_ago
from articles.admin.front_attention import attention_lines
from articles.admin.front_counts import COLUMNS, counts_by_section
from articles.admin.front_stories import DeskStories, desk_stories
from articles.dates import printed_soon, printed_wait
from articles.models import SpecialCoverage
from articles.unsaved import find_all_work
from articles.workflow.upcoming import GoingOut, going_out_next

GOING_OUT = 10
COVERAGES = 6
UNSAVED = 5
SEES = "articles.view_article"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page. `kind` names its template (templates/admin/front/), `view` the list of stories that has all
    of it, `empty` is said when there are no `rows`."""

    kind: str
    title: str
    rows: Iterable[Any]
    view: str = ""
    empty: str = ""

    @property
    def template(self) -> str:
        return f"admin/front/_{self.kind}.html"

    @property
    def address(self) -> str:
        return f"{reverse('admin:articles_article_changelist')}?view={self.view}" if self.view else ""


def front(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """The context of the desk's front page (UNFOLD["DASHBOARD_CALLBACK"])."""
    if not request.user.has_perm(SEES):
        return context
    may_write = request.user.has_perm("articles.add_article")
    return {
        **context,
        "title": "Desk",
        "parts": _parts(request.user, now=timezone.now()),
        "count_columns": [words for _, words in COLUMNS],
        "may_write": may_write,
    }


def _parts(user: Any, *, now: datetime) -> list[Part]:
    stories = desk_stories(user, now=now)
    going_out = going_out_next(now, GOING_OUT)
    order = _order(user)
    only = stories.mine_ids if order[0] == "mine" else None
    made = {
        **_story_parts(stories),
        "going_out": Part(
            "going_out", "Going out next", _going_out(going_out, now=now), "scheduled", "Nothing is scheduled."
        ),
        "attention": Part(
            "attention",
            "Needs attention",
            attention_lines(now=now, going_out=going_out, only=only),
            empty="All links lead somewhere, all photos are described.",
        ),
        "sections": Part("sections", "By section", counts_by_section(now=now)),
    }
    if "coverage" in order:
        made["coverage"] = Part("coverage", "Special coverage", _coverages(now), empty="No banner yet.")
    unsaved = Part("unsaved", "Not saved yet", _unsaved(user, now=now))
    return [*([unsaved] if unsaved.rows else []), *(made[name] for name in order)]


def _order(user: Any) -> list[str]:
    """What somebody can do something about comes first."""
    writes, publishes = user.has_perm("articles.add_article"), user.has_perm("articles.publish_article")
    if publishes:
        order = ["waiting", "going_out", "changed", "mine", "attention", "coverage", "sections"]
    elif writes:
        order = ["mine", "waiting", "going_out", "attention", "sections"]
    elif user.has_perm("articles.change_specialcoverage"):
        order = ["coverage", "going_out", "sections", "changed", "waiting", "attention"]
    else:
        order = ["attention", "going_out", "waiting", "changed", "sections"]
    return [name for name in order if name != "coverage" or user.has_perm("articles.view_specialcoverage")]


def _story_parts(stories: DeskStories) -> dict[str, Part]:
    return {
        "mine": Part("stories", "Yours", stories.mine, "mine", "Nothing of yours yet."),
        "waiting": Part("stories", "Needs review", stories.waiting, "review", "Nothing waits."),
        "changed": Part(
            "stories",
            "Live with unpublished changes",
            stories.changed,
            "changed",
            "Readers have every story as it was last saved.",
        ),
    }


def _going_out(found: Iterable[GoingOut], *, now: datetime) -> list[dict[str, Any]]:
    return [
        {
            "headline": each.headline or "Story without a headline",
            "address": reverse("admin:articles_article_change", args=[each.article_id]) + "#publishing",
            "what": each.what,
            "when": printed_soon(each.at, now=now),
            "wait": printed_wait(each.at, now),
            "is_late": each.late is not None,
        }
        for each in found
    ]


def _coverages(now: datetime) -> list[dict[str, Any]]:
    """Those that are switched on first, and whether readers see their banner at `now`."""
    return [
        {
            "title": str(each),
            "address": reverse("admin:articles_specialcoverage_change", args=[each.pk]),
            "is_on": each.is_on,
            "shows": each.is_on
            and (each.starts_at is None or each.starts_at <= now)
            and (each.ends_at is None or each.ends_at > now),
        }
        for each in SpecialCoverage.objects.order_by("-is_on", "-priority", "-id")[:COVERAGES]
    ]


def _unsaved(user: Any, *, now: datetime) -> list[dict[str, Any]]:
    """What was typed and never saved. The link leads to how it differs from what is saved."""
    return [
        {
            "headline": str(work),
            "address": reverse("admin:articles_article_unsaved", args=[work.pk]),
            "when": time_ago(work.at, now=now),
        }
        for work in find_all_work(user, now=now)[:UNSAVED]
    ]
