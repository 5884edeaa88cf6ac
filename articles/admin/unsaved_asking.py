"""What the script of an open story form sends every few seconds: what is typed (keep), that it is open (here).

JSON in and out, and plain sentences where something is refused. Somebody who is logged out is told so with status 401
and never sent to another page: their text would go with them. The script is static/articles/desk/unsaved.js.
"""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from articles.admin.questions import Unanswerable
from articles.admin.unsaved_words import presence_lines, printed_second, saved_meanwhile
from articles.models import Article
from articles.unsaved import BoxesRefused, TooMuch, Work, beat, drop_spare, hand_in, keep_work, others_at, read_boxes

WRITES = "articles.change_article"
LOGGED_OUT = "You are logged out. Log in in another tab: your text is kept in this browser until then."
SOMEBODY_ELSE = "Somebody else is logged in here by now. Your text is kept in this browser until you log in again."
TAB = re.compile(r"[0-9A-Za-z-]{1,36}")
LARGEST = 2**31 - 1
Sent = dict[str, Any]


def may_write(user: Any) -> bool:
    """Whether somebody may change stories at all. The roles are groups, so these are asked first: one query fewer, and
    this is asked every few seconds."""
    return (not user.is_superuser and WRITES in user.get_group_permissions()) or user.has_perm(WRITES)


def asked_by_script(view: Callable[[ModelAdmin, HttpRequest, Sent], Sent]) -> Callable[..., HttpResponse]:
    """For a view that gets what was sent as JSON and returns what is to be answered as JSON."""

    def told(model_admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
        try:
            if request.method != "POST":
                raise Unanswerable("Ask this with POST.", status=405)
            if not model_admin.admin_site.has_permission(request):
                raise Unanswerable(LOGGED_OUT, status=401)
            sent = _sent(request)
            if sent.get("user") != request.user.pk:
                raise Unanswerable(SOMEBODY_ELSE, status=401)
            if not may_write(request.user):
                raise Unanswerable("You may not write stories. Ask whoever runs the newsroom’s log-ins.", status=403)
            return JsonResponse(view(model_admin, request, sent))
        except Unanswerable as refusal:
            sentence = {"error": refusal.sentence, "login": reverse("admin:login")}
            return JsonResponse(sentence, status=refusal.status, headers={"Allow": "POST"})

    @wraps(view)
    def answer(model_admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
        answered = told(model_admin, request)
        add_never_cache_headers(answered)
        return answered

    return answer


@asked_by_script
def keep(model_admin: ModelAdmin, request: HttpRequest, sent: Sent) -> Sent:
    """{"user", "story", "tab", "version", "beside", "boxes"}: answers {"kept_at": "2:02:14 PM"}.

    With "age" (seconds) it is a copy that a browser held while it could not reach the newsroom: answers {"notice"},
    the HTML of a notice about it, or nothing in it where it was saved after all. Whether somebody may change the story
    is asked when they save it: what they have typed is theirs.
    """
    now, work = timezone.now(), _work(sent)
    if "age" in sent:
        return _handed_in(model_admin, request, work, now=now, age=_age(sent["age"]))
    keep_work(request.user.pk, work, now=now)
    drop_spare(request.user.pk, work.tab, article_id=work.article_id)
    return {"kept_at": printed_second(now)}


def _handed_in(model_admin: Any, request: HttpRequest, work: Work, *, now: datetime, age: timedelta) -> Sent:
    kept = hand_in(request.user.pk, work, typed_at=now - age, now=now)
    story = Article.objects.filter(pk=work.article_id).first() if work.article_id else None
    if kept is None:
        return {"notice": ""}
    return {"notice": "".join(model_admin.printed_notices(request, story, [kept], now=now, saved=story))}


@asked_by_script
def here(model_admin: ModelAdmin, request: HttpRequest, sent: Sent) -> Sent:
    """{"user", "story", "tab", "version", "typed_ago"}: answers {"others", "who", "saved"}: lines to print, the same
    without the times (said aloud when it changes), and whether a newer version was saved meanwhile."""
    now, article_id = timezone.now(), _number(sent.get("story"), what="story")
    tab, version = _tab(sent), _number(sent.get("version"), what="version", largest=LARGEST)
    story = Article.objects.filter(pk=article_id).select_related("edited_by").defer("body").first()
    typed_at = None if sent.get("typed_ago") is None else now - _age(sent["typed_ago"])
    if story is None:
        return {"others": [], "who": [], "saved": "Somebody has deleted this story. Your text is kept."}
    if not model_admin.has_change_permission(request, story):
        raise Unanswerable("You may not change this story any more. What you have typed is kept.", status=403)
    beat(story.pk, request.user.pk, now=now, typed_at=typed_at)
    others = others_at(story.pk, but_not=request.user.pk, now=now)
    return {
        "others": presence_lines(others, now=now),
        "who": [one.name for one in others],
        "saved": saved_meanwhile(story, opened=version, tab=tab, by=request.user, now=now),
    }


def _sent(request: HttpRequest) -> Sent:
    try:
        sent = json.loads(request.body)
    except RequestDataTooBig:
        raise Unanswerable(str(TooMuch()), status=413) from None
    except (ValueError, RecursionError):
        sent = None
    if not isinstance(sent, dict):
        raise Unanswerable("This could not be read. Load the page again.")
    return sent


def _work(sent: Sent) -> Work:
    try:
        boxes = read_boxes(sent.get("boxes"))
    except TooMuch as refusal:
        raise Unanswerable(str(refusal), status=413) from None
    except BoxesRefused as refusal:
        raise Unanswerable(str(refusal)) from None
    return Work(
        article_id=_number(sent.get("story"), what="story"),
        tab=_tab(sent),
        opened_version=_number(sent.get("version"), what="version", largest=LARGEST),
        boxes=boxes,
        is_beside=sent.get("beside") is True,
    )


def _number(value: Any, *, what: str, largest: int = 10**18) -> int | None:
    if value is None:
        return None
    if type(value) is not int or not 0 < value <= largest:
        raise Unanswerable(f"This is not the number of a {what}.")
    return value


def _tab(sent: Sent) -> str:
    tab = sent.get("tab")
    if not isinstance(tab, str) or not TAB.fullmatch(tab):
        raise Unanswerable("This page does not say which it is. Load it again.")
    return tab


def _age(value: Any) -> timedelta:
    if type(value) not in (int, float) or not 0 <= value <= 10**9:  # NaN is not either
        raise Unanswerable("This is no number of seconds.")
    return timedelta(seconds=value)
