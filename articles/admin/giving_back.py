"""The page for somebody who saves a story that another has deleted meanwhile: it gives the text back, to copy or to
save as a new story."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString, mark_safe

from articles.html import clean_body

TEXTS = {"kicker": "Kicker", "headline": "Headline", "dek": "Dek", "dateline": "Dateline", "body": "Text"}
_OF_THE_OLD_STORY = re.compile(r"csrfmiddlewaretoken|opened_version|tab|_.*|initial-.*|[a-z_]+-[0-9]+-(?:id|article)")
_STARTED = re.compile(r"[a-z_]+-INITIAL_FORMS")


def give_back(model_admin: Any, request: HttpRequest, *, boxes: QueryDict | None = None) -> HttpResponse:
    """What was typed, as the page shows it and as a form that makes a new story of it. Nothing is saved. `boxes`: what
    was typed, where the request is not the story form."""
    boxes = request.POST if boxes is None else boxes
    texts = [(label, text) for name, label in TEXTS.items() if (text := _shown(name, boxes.get(name, "")))]
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": "This story has been deleted",
        "texts": texts,
        "boxes": list(_as_new_story(boxes)) if texts and model_admin.has_add_permission(request) else [],
    }
    return TemplateResponse(request, "admin/articles/article/merge_deleted.html", context, status=409)


def _shown(name: str, text: str) -> str | SafeString:
    return mark_safe(clean_body(text)) if name == "body" else text.strip()  # noqa: S308 (the sanitiser's work)


def _as_new_story(boxes: QueryDict) -> Iterator[tuple[str, str]]:
    """The boxes without what ties them to the story that is gone."""
    for name, values in boxes.lists():
        if _STARTED.fullmatch(name):
            yield name, "0"
        elif not _OF_THE_OLD_STORY.fullmatch(name):
            yield from ((name, value) for value in values)
    yield "tab", str(uuid4())
