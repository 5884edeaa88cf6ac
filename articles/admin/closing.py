"""When a story is closed to somebody who still types in it: what they then save is not saved, and not lost. A writer
finds it among the story's versions; who has no part in the story any more gets it back to copy."""

import copy
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from articles.admin.giving_back import TEXTS
from articles.admin.outcomes import story_link
from articles.admin.typed import typed_content
from articles.html import clean_body
from articles.models import Article
from articles.workflow.permissions import CLOSED
from articles.workflow.restore import set_aside
from articles.workflow.snapshot import digest_of


def keep_what_was_typed(model_admin: Any, request: HttpRequest, story: Article, *, now: datetime) -> None:
    """Among the versions of the story, where its writer and the editor find it, unless nothing was changed."""
    reading = copy.copy(request)
    reading.only_reads = story.pk  # StoryRights lets this copy of the request read the boxes; it saves nothing
    typed = typed_content(model_admin, reading, story, request.POST)
    if digest_of(typed.content) == story.content_digest:
        messages.warning(request, format_html("Not saved: {}. {}", story_link(story), CLOSED))
        return
    with transaction.atomic():
        set_aside(story.pk, typed.content, by=request.user, now=now, reason="Typed while it was marked ready")
    text = "Not saved: {}. {} What you typed is kept under “History”, for you and for the editor."
    messages.warning(request, format_html(text, story_link(story), CLOSED))


def show_what_was_typed(model_admin: Any, request: HttpRequest, story: Article, *, why: str) -> HttpResponse:
    """A refusal that has the text on it. Nothing is written, least of all into a story that is not theirs."""
    typed = [(label, name, request.POST.get(name, "").strip()) for name, label in TEXTS.items()]
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": "This was not saved",
        "story": story,
        "why": why,
        "texts": [
            (label, mark_safe(clean_body(text)) if name == "body" else text)  # noqa: S308 (the sanitiser's work)
            for label, name, text in typed
            if text
        ],
    }
    return TemplateResponse(request, "admin/articles/article/not_yours.html", context, status=403)
