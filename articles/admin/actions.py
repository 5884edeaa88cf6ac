"""What the desk does to several stories at once: each through its own verb, one refusal never stops the rest."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import DatabaseError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.admin.handing import MARK_READY, SUBMIT, HandOver
from articles.admin.outcomes import story_link
from articles.admin.withdrawing import ReasonForm, ask_reason, withdraw_and_tell
from articles.models import Article
from articles.workflow import NotAllowed, PublicationRefused, publish_article, published_of
from articles.workflow.stages import StageRefused

log = logging.getLogger("newsroom.admin")


@admin.action(description="Send to review", permissions=["change"])
def send_to_review(model_admin: Any, request: HttpRequest, stories: QuerySet[Article]) -> None:
    _hand_over_each(request, stories, SUBMIT)


@admin.action(description="Mark ready", permissions=["publish"])
def mark_ready(model_admin: Any, request: HttpRequest, stories: QuerySet[Article]) -> None:
    _hand_over_each(request, stories, MARK_READY)


@admin.action(description="Publish", permissions=["publish"])
def publish_selected(model_admin: Any, request: HttpRequest, stories: QuerySet[Article]) -> None:
    """A change to what readers have already is not for the list: somebody has to say what they are told."""
    now, live, scheduled = timezone.now(), 0, 0
    for story in _chosen(request, stories):
        if (words := _why_not_from_here(story, now=now)) is not None:
            messages.warning(request, format_html("Not published: {}. {}", story_link(story), words))
            continue
        published = _tried(
            request, story, "published", lambda pk=story.pk: publish_article(pk, by=request.user, now=now)
        )
        if published is not None:
            live, scheduled = live + (published.published_at <= now), scheduled + (published.published_at > now)
    _tell_count(request, live, "published. Readers see {} now")
    _tell_count(request, scheduled, "scheduled. Readers do not see {} yet")


@admin.action(description="Withdraw…", permissions=["withdraw"])
def withdraw_selected(model_admin: Any, request: HttpRequest, stories: QuerySet[Article]) -> HttpResponse | None:
    form = ReasonForm(request.POST if "confirmed" in request.POST else None)
    chosen = _chosen(request, stories)
    if not chosen:
        return None
    if not form.is_valid():
        return ask_reason(request, model_admin, chosen, form=form, action="withdraw_selected")
    now = timezone.now()
    for story in chosen:
        _tried(
            request,
            story,
            "withdrawn",
            lambda one=story: withdraw_and_tell(request, one, **form.cleaned_data, now=now),
        )
    return None


def _hand_over_each(request: HttpRequest, stories: QuerySet[Article], hand_over: HandOver) -> None:
    now = timezone.now()
    done = [
        _tried(request, story, hand_over.done, lambda pk=story.pk: hand_over.verb(pk, by=request.user, now=now))
        for story in _chosen(request, stories)
    ]
    _tell_count(request, len([one for one in done if one is not None]), hand_over.done)


def _chosen(request: HttpRequest, stories: QuerySet[Article]) -> list[Article]:
    """The chosen stories that are still there; of those that are not, the desk is told."""
    found = list(stories)
    gone = len(set(request.POST.getlist(ACTION_CHECKBOX_NAME))) - len(found)
    if gone > 0:
        words = "One of the stories you chose is" if gone == 1 else f"{gone} of the stories you chose are"
        messages.warning(request, f"{words} not in this list any more. Somebody has changed or deleted what you saw.")
    return found


def _tried(request: HttpRequest, story: Article, done: str, verb: Callable[[], Any]) -> Any:
    """What the verb returns; None when it refused, which is told. Each story is a transaction of its own."""
    try:
        return verb()
    except PublicationRefused as refusal:
        why = " ".join(refusal.problems)
    except (NotAllowed, StageRefused) as refusal:
        why = str(refusal)
    except Article.DoesNotExist:
        messages.warning(request, f"Not {done}: {story}. Somebody has deleted it meanwhile.")
        return None
    except DatabaseError:
        log.exception("story %s could not be %s", story.pk, done)
        why = "The database did not take it just now. Try it again in a minute."
    messages.warning(request, format_html("Not {}: {}. {}", done, story_link(story), why))
    return None


def _why_not_from_here(story: Article, *, now: datetime) -> SafeString | str | None:
    published = published_of(story)
    if published is None or published.withdrawn_at is not None or published.published_at > now:
        return None
    if published.content_digest == story.content_digest:
        return "Readers see exactly this already." if published.is_live(now) else None
    address = reverse("admin:articles_article_update", args=[story.pk])
    return format_html('Readers have it already: <a href="{}">say what they are told about the change</a>.', address)


def _tell_count(request: HttpRequest, count: int, done: str) -> None:
    if count == 1:
        messages.success(request, f"1 story {done.format('it')}.")
    elif count:
        messages.success(request, f"{count} stories {done.format('them')}.")
