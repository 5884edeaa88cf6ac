"""A log-in that ran out while somebody was writing: what they then save goes through the log-in page with them, and is
their unsaved work once they are in. With scripts the browser keeps it besides (static/articles/desk/unsaved.js)."""

import copy
import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone

from articles.admin.unsaved_asking import LARGEST, TAB
from articles.unsaved import BoxesRefused, Work, keep_work, read_boxes

TYPED = "typed_story"  # the hidden box of the log-in page (templates/admin/login.html)


def kept_through_login(admin_site: Any, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For the page of the story form: a save without a log-in answers with the log-in page, which brings the text."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, object_id: str = "", **kwargs: Any) -> HttpResponse:
        if object_id:
            kwargs["object_id"] = object_id
        if request.method != "POST" or request.user.is_authenticated or "headline" not in request.POST:
            return view(request, *args, **kwargs)
        return login_page(admin_site, request, {"typed_story": json.dumps(_typed(request, object_id))})

    return answer


def login_page(admin_site: Any, request: HttpRequest, brought: dict[str, str]) -> HttpResponse:
    """The log-in page in answer to a form that was sent without a log-in; it brings what was typed, and leads back."""
    asking = copy.copy(request)
    asking.method, asking.POST = "GET", QueryDict()
    next_page = {REDIRECT_FIELD_NAME: request.path}
    back = f"{reverse('admin:login')}?{urlencode(next_page, safe='/')}"
    return admin_site.login(asking, {**brought, "app_path": back, **next_page})


def _typed(request: HttpRequest, object_id: str) -> dict[str, Any]:
    boxes = {name: texts for name, texts in request.POST.lists() if not name.startswith(("_", "csrf"))}
    number = int(object_id) if object_id.isascii() and object_id.isdecimal() and len(object_id) < 19 else None
    return {
        "story": number,
        "tab": request.POST.get("tab"),
        "version": request.POST.get("opened_version"),
        "boxes": boxes,
    }


@receiver(user_logged_in)
def keep_what_came_along(request: HttpRequest | None, user: Any, **kwargs: Any) -> None:
    """What a browser sends with the log-in is as good as what it sends while somebody types: looked through the same
    way, and theirs alone. What cannot be read is passed over: nobody is kept out for it."""
    if request is None or not (sent := getattr(request, "POST", {}).get(TYPED)) or not user.is_staff:
        return
    try:
        typed = json.loads(sent)
        tab, version, story = str(typed["tab"]), str(typed["version"]), typed["story"]
        boxes = read_boxes(typed["boxes"])
    except (ValueError, RecursionError, KeyError, TypeError, BoxesRefused):
        return
    if not TAB.fullmatch(tab) or not (story is None or (type(story) is int and 0 < story < 10**18)):
        return
    opened = int(version) if version.isascii() and version.isdecimal() and 0 < len(version) < 10 else None
    opened = opened if opened and opened <= LARGEST else None
    keep_work(user.pk, Work(article_id=story, tab=tab, opened_version=opened, boxes=boxes), now=timezone.now())
