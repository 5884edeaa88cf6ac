"""What the story form asks while somebody writes: stories, photos and contests to pick, suggestions, what is wrong with
links.

All answer JSON to staff who may see stories, and are never cached. How a question is read is in questions.py.
"""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils import timezone

from articles.admin.contest_cards import contest_cards, contests_by_id, contests_by_words
from articles.admin.photo_cards import photo_cards, photos_by_id, photos_by_words
from articles.admin.questions import answers, long_text, number, numbers, posted_rows
from articles.admin.story_cards import (
    stories_by_headline,
    stories_by_id,
    story_card,
)
from articles.admin.suggesting import Writing, suggested_stories
from articles.related.linter import lint

LONGEST_TERM = 300
SEES_STORIES, SEES_PHOTOS = "articles.view_article", "articles.view_photo"


def picking_urls(site: AdminSite) -> list[URLPattern]:
    """The addresses, for ArticleAdmin.get_urls()."""
    return [
        path("pick/stories/", site.admin_view(pick_stories), name="articles_article_pick_stories"),
        path("pick/photos/", site.admin_view(pick_photos), name="articles_article_pick_photos"),
        path("pick/contests/", site.admin_view(pick_contests), name="articles_article_pick_contests"),
        path("suggest/", site.admin_view(suggest), name="articles_article_suggest"),
        path("lint/", site.admin_view(lint_links), name="articles_article_lint"),
    ]


@answers("GET", SEES_STORIES)
def pick_stories(request: HttpRequest) -> dict[str, Any]:
    """?q= words of a headline (none: the newest stories), ?story= the story being edited; or ?ids=1,2 their cards."""
    now = timezone.now()
    if "ids" in request.GET:
        stories = stories_by_id(numbers(request.GET["ids"].split(","), what="story"))
    else:
        editing = number(request.GET.get("story", ""), what="story")
        stories = stories_by_headline(request.GET.get("q", "")[:LONGEST_TERM], but_not=editing)
    return {"results": [story_card(story, now=now).as_dict() for story in stories]}


@answers("GET", SEES_STORIES, SEES_PHOTOS)
def pick_photos(request: HttpRequest) -> dict[str, Any]:
    """?q= words of a photo (none: the newest photos), or ?ids=1,2 their cards."""
    if "ids" in request.GET:
        photos = photos_by_id(numbers(request.GET["ids"].split(","), what="photo"))
    else:
        photos = list(photos_by_words(request.GET.get("q", "")[:LONGEST_TERM]))
    return {"results": photo_cards(photos, now=timezone.now())}


@answers("GET", SEES_STORIES)
def pick_contests(request: HttpRequest) -> dict[str, Any]:
    """?q= words of a contest or its coverage (none: the newest), or ?ids=1,2 their cards."""
    if "ids" in request.GET:
        contests = contests_by_id(numbers(request.GET["ids"].split(","), what="contest"))
    else:
        contests = list(contests_by_words(request.GET.get("q", "")[:LONGEST_TERM]))
    return {"results": contest_cards(contests)}


@answers("POST", SEES_STORIES)
def suggest(request: HttpRequest) -> dict[str, Any]:
    """The form as it stands: story, headline, dek, body, topics, section, coverage, and picked (repeated)."""
    sent = request.POST
    writing = Writing(
        story_id=number(sent.get("story", ""), what="story"),
        headline=sent.get("headline", ""),
        dek=sent.get("dek", ""),
        body=long_text(sent.get("body", "")),
        topic_ids=tuple(numbers(sent.getlist("topics"), what="topic")),
        section_id=number(sent.get("section", ""), what="section"),
        coverage_id=number(sent.get("coverage", ""), what="special coverage"),
        picked=tuple(numbers(sent.getlist("picked"), what="story")),
    )
    return {"results": [card.as_dict() for card in suggested_stories(writing, now=timezone.now())]}


@answers("POST", SEES_STORIES)
def lint_links(request: HttpRequest) -> dict[str, Any]:
    """The text and the rows as they stand: story, body, rows (JSON, see questions.posted_rows)."""
    found = lint(
        story_id=number(request.POST.get("story", ""), what="story"),
        body=long_text(request.POST.get("body", "")),
        rows=posted_rows(request.POST.get("rows", "")),
        now=timezone.now(),
    )
    return {"findings": [finding.as_dict() for finding in found]}
