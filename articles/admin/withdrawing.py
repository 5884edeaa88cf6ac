"""The page that asks, once, before stories are taken from readers: why, and what readers will see instead."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html
from unfold.widgets import UnfoldAdminTextareaWidget

from articles.admin.outcomes import story_link
from articles.models import Article
from articles.workflow import NotAllowed, PublicationRefused, withdraw_article


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Why is it withdrawn?",
        max_length=300,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3, "autofocus": ""}),
        help_text="Only the desk sees it.",
        error_messages={"required": "Write why. The next person at the desk will want to know."},
    )
    reader_note = forms.CharField(
        label="What are readers told?",
        max_length=600,
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text="Everybody can read it: where the story was, and on the corrections page. Empty: only that it has "
        "been withdrawn.",
    )


def ask_reason(
    request: HttpRequest, admin: Any, stories: list[Article], *, form: ReasonForm, action: str = ""
) -> HttpResponse:
    """The confirmation page. `action` is the bulk action to repeat when confirmed, "" on a single story."""
    context = {
        **admin.admin_site.each_context(request),
        "title": "Withdraw this story?" if len(stories) == 1 else f"Withdraw {len(stories)} stories?",
        "opts": admin.opts,
        "stories": stories,
        "form": form,
        "action": action,
    }
    return TemplateResponse(request, "admin/articles/article/withdraw.html", context)


def withdraw_and_tell(
    request: HttpRequest, story: Article, *, reason: str, reader_note: str = "", now: datetime
) -> bool:
    """Withdraw one story and say what came of it."""
    try:
        withdraw_article(story.pk, by=request.user, now=now, reason=reason, reader_note=reader_note)
    except NotAllowed as refusal:
        messages.warning(request, format_html("Not withdrawn: {}. {}", story_link(story), str(refusal)))
    except PublicationRefused as refusal:
        sentences = " ".join(refusal.problems)
        messages.warning(request, format_html("Not withdrawn: {}. {}", story_link(story), sentences))
    else:
        told = "Your note stands there too." if reader_note.strip() else ""
        text = "Withdrawn: {}. Readers who open it are told that it has been withdrawn. {}"
        messages.success(request, format_html(text, story_link(story), told))
        return True
    return False
