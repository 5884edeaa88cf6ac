"""The list of stories: what a row prints, how the list is searched and which questions it costs the database."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html

from articles.admin.badges import state_badge, thumbnail, time_ago
from articles.admin.comparing import LIVE, NOW, compare_path
from articles.admin.filters import VIEWS
from articles.admin.paging import DeskChangeList
from articles.admin.quick_edit import BOXES, EDITING, is_editing
from articles.dates import printed_soon
from articles.html import without_controls
from articles.models import Article, Byline
from articles.related import article_id_of, url_key
from articles.workflow import State, published_of, story_state

# Long texts that a row never prints.
UNREAD = (
    *("body", "dek", "lead_caption", "published__blocks", "published__search_text", "published__picked"),
    *("published__corrections", "published__lead", "published__dek", "published__authors", "published__topics"),
)


class StoryChangeList(DeskChangeList):
    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any):
        super().__init__(request, *args, **kwargs)
        if is_editing(request) and not self.is_popup:
            self.list_editable = BOXES

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        return {name: value for name, value in super().get_filters_params(params).items() if name != EDITING}

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Article]:
        return super().get_queryset(request, exclude_parameters).for_list().defer(*UNREAD)


def search_stories(stories: QuerySet[Article], term: str) -> QuerySet[Article]:
    """Stories with every word of `term` in headline, dek, address or byline; an address of ours finds its story.

    Bylines are asked apart from the stories, so no join multiplies rows and nothing needs DISTINCT.
    """
    term = without_controls(term).strip()
    if term.startswith(("http://", "https://", "/")) and (found := article_id_of(url_key(term))):
        return stories.filter(pk=found)
    for word in term.split()[:8]:
        by_name = Byline.objects.filter(contributor__name__icontains=word).values("article_id")
        stories = stories.filter(
            Q(headline__icontains=word) | Q(dek__icontains=word) | Q(slug__icontains=word) | Q(pk__in=by_name)
        )
    return stories


def view_links(request: HttpRequest, change_list: DeskChangeList) -> list[dict[str, Any]]:
    """The row of views above the list: All, Mine, Needs review …"""
    chosen = request.GET.get("view", "")
    return [
        {
            "words": words,
            "query": change_list.get_query_string({"view": key} if key else {}, ["view", "p"]),
            "chosen": key == chosen,
        }
        for key, words in [("", "All"), *((key, words) for key, (words, _) in VIEWS.items())]
    ]


def editing_link(request: HttpRequest, change_list: DeskChangeList) -> str:
    """Where this list can be edited, or where it is only read again; empty for those who may change no story."""
    if not change_list.model_admin.has_change_permission(request):
        return ""
    new, left = ({}, [EDITING]) if is_editing(request) else ({EDITING: "1"}, [])
    return change_list.get_query_string(new, left) or "?"


class StoryColumns:
    """The columns, for the ModelAdmin to inherit."""

    @admin.display(description="")
    def picture(self, story: Article) -> str:
        return thumbnail(story.lead_photo)

    @admin.display(description="story")
    def story(self, story: Article) -> str:
        kicker = format_html('<span class="desk-kicker">{}</span>', story.kicker) if story.kicker else ""
        return format_html('{}<span class="desk-list-headline">{}</span>', kicker, str(story))

    @admin.display(description="state")
    def state(self, story: Article) -> str:
        now = self._now()
        badge, published = state_badge(story, now=now), published_of(story)
        if published is None or published.published_at > now:  # the badge of a scheduled story tells its time itself
            return badge
        since = printed_soon(published.published_at, now=now)
        difference = self._difference(story) if story_state(story, now=now) is State.LIVE_CHANGED else ""
        return format_html('{}<span class="desk-quiet" title="First published">{}</span>{}', badge, since, difference)

    def _difference(self, story: Article) -> str:
        address = compare_path(story, LIVE, NOW)
        return format_html('<a class="desk-list-link" href="{}">Live against working copy</a>', address)

    @admin.display(description="in")
    def in_section(self, story: Article) -> str:
        return story.section.name if story.section else "–"

    @admin.display(description="by")
    def by(self, story: Article) -> str:
        return ", ".join(line.contributor.name for line in story.bylines.all()) or "–"

    @admin.display(description="edited", ordering="edited_at")
    def edited(self, story: Article) -> str:
        who = story.edited_by.get_full_name() or story.edited_by.get_username() if story.edited_by else ""
        return format_html(
            '{}<span class="desk-quiet">{}</span>', time_ago(story.edited_at or story.created_at, now=self._now()), who
        )

    def _now(self) -> datetime:
        return timezone.now()
