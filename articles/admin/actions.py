"""What the desk does to several stories at once: each through its own verb, one refusal never stops the rest."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html

from articles.admin.outcomes import story_link
from articles.admin.withdrawing import ReasonForm, ask_reason, withdraw_and_tell
from articles.models import Article
from articles.workflow import NotAllowed, PublicationRefused, may_edit, publish_article


@admin.action(description="Send to review", permissions=["change"])
def send_to_review(model_admin: Any, request: HttpRequest, stories: QuerySet[Article]) -> None:
    sent = 0
    for story in stories:
        if not may_edit(request.user, story):
            _tell_not(request, "Not sent to review", story, "You may not edit this story.")
        # Compare and set: what has moved on meanwhile is left alone.
        elif Article.objects.filter(pk=story.pk, stage=Article.Stage.DRAFT).update(stage=Article.Stage.IN_REVIEW):
            sent += 1
        else:
            _tell_not(request, "Not sent to review", story, f"It is “{story.get_stage_display().lower()}” already.")
    _tell_count(request, sent, "sent to review")


@admin.action(description="Publish", permissions=["publish"])
def publish_selected(model_admin: Any, request: HttpRequest, stories: QuerySet[Article]) -> None:
    now, live, scheduled = timezone.now(), 0, 0
    for story in stories:
        try:
            published = publish_article(story.pk, by=request.user, now=now)
        except (NotAllowed, Article.DoesNotExist) as refusal:
            _tell_not(request, "Not published", story, str(refusal))
        except PublicationRefused as refusal:
            _tell_not(request, "Not published", story, " ".join(refusal.problems))
        else:
            live, scheduled = live + (published.published_at <= now), scheduled + (published.published_at > now)
    _tell_count(request, live, "published. Readers see {} now")
    _tell_count(request, scheduled, "scheduled. Readers do not see {} yet")


@admin.action(description="Withdraw…", permissions=["withdraw"])
def withdraw_selected(model_admin: Any, request: HttpRequest, stories: QuerySet[Article]) -> HttpResponse | None:
    form = ReasonForm(request.POST if "confirmed" in request.POST else None)
    chosen = list(stories)
    if not form.is_valid():
        return ask_reason(request, model_admin, chosen, form=form, action="withdraw_selected")
    now = timezone.now()
    for story in chosen:
        withdraw_and_tell(request, story, reason=form.cleaned_data["reason"], now=now)
    return None


def _tell_not(request: HttpRequest, what: str, story: Article, why: str) -> None:
    messages.warning(request, format_html("{}: {}. {}", what, story_link(story), why))


def _tell_count(request: HttpRequest, count: int, done: str) -> None:
    if count == 1:
        messages.success(request, f"1 story {done.format('it')}.")
    elif count:
        messages.success(request, f"{count} stories {done.format('them')}.")
