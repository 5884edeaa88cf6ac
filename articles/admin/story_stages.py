"""Stages: sending to review, sending back, marking ready, and where the story stands, said above its form.

The verbs are in workflow/stages.py, what stands above the form in standing.py, the buttons in buttons.py.
"""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from unfold.widgets import UnfoldAdminTextareaWidget

from articles.admin import actions
from articles.admin.closing import keep_what_was_typed, show_what_was_typed
from articles.admin.giving_back import give_back
from articles.admin.handing import HAND_OVERS, hand_over_and_tell
from articles.admin.outcomes import story_link
from articles.admin.standing import standing_of
from articles.admin.story_part import StoryPart
from articles.models import Article
from articles.workflow import NotAllowed
from articles.workflow.permissions import CLOSED, why_not_edit, why_not_review
from articles.workflow.schedule import waiting_update
from articles.workflow.stages import LONGEST_NOTE, StageRefused, send_back


class NoteForm(forms.Form):
    """How long the note may be is decided by the verb, which says it in words."""

    note = forms.CharField(
        label="What is to be done?",
        required=False,
        strip=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 6, "autofocus": ""}),
        help_text=f"Whoever opens the story reads it above the text. Up to {LONGEST_NOTE:,} characters.",
    )


class StoryStages(StoryPart):
    """For ArticleAdmin to inherit, before Django's own."""

    actions = (actions.send_to_review, actions.mark_ready, actions.publish_selected, actions.withdraw_selected)

    def part_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.send_back_view)
        own = path("<int:article_id>/send-back/", page, name="articles_article_send_back")
        return [own, *super().part_urls()]

    def part_context(self, request: HttpRequest, story: Article | None, *, now: datetime) -> dict[str, Any]:
        context = super().part_context(request, story, now=now)
        if story is None:
            return context
        standing = standing_of(story, waiting=context["waiting"], now=now)
        return {**context, "standing": standing, "why_not_edit": why_not_edit(request.user, story)}

    def acted(self, request: HttpRequest, story: Article, *, now: datetime) -> HttpResponse | bool:
        if "_send_back" in request.POST:
            return HttpResponseRedirect(reverse("admin:articles_article_send_back", args=[story.pk]))
        for button, hand_over in HAND_OVERS.items():
            if button in request.POST:
                hand_over_and_tell(request, story, hand_over, now=now)
                return True
        return super().acted(request, story, now=now)

    def changeform_view(self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any) -> Any:
        """Saving what one may not change any more is refused with a page that has the text, not with a bare “no”."""
        story = self.get_object(request, object_id) if request.method == "POST" and object_id else None
        refused = why_not_edit(request.user, story) if story is not None else ""
        if story is not None and refused == CLOSED:
            try:
                keep_what_was_typed(self, request, story, now=timezone.now())
            except Article.DoesNotExist:
                return give_back(self, request)
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[story.pk]))
        if story is not None and refused and "headline" in request.POST:
            return show_what_was_typed(self, request, story, why=refused)
        return super().changeform_view(request, object_id, *args, **kwargs)

    def send_back_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        """Asks for the note, and keeps it whatever comes in between."""
        story = self.get_object(request, str(article_id))
        if story is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(article_id))
        if refused := why_not_review(request.user, story):
            raise PermissionDenied(refused)
        form = NoteForm(request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid() and self._sent_back(request, story, form):
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article_id]))
        context = {
            **self.admin_site.each_context(request),
            "title": "Send this story back?",
            "opts": self.opts,
            "story": story,
            "standing": standing_of(story, waiting=waiting_update(story.pk), now=timezone.now()),
            "form": form,
        }
        return TemplateResponse(request, "admin/articles/article/send_back.html", context)

    def _sent_back(self, request: HttpRequest, story: Article, form: NoteForm) -> bool:
        try:
            send_back(story.pk, by=request.user, now=timezone.now(), note=form.cleaned_data["note"])
        except (NotAllowed, StageRefused) as refusal:
            form.add_error("note", str(refusal))
            return False
        except Article.DoesNotExist:
            form.add_error("note", "Somebody has deleted this story meanwhile. Copy your note from here.")
            return False
        text = "Sent back: {}. Whoever wrote it finds your note above the text."
        messages.success(request, format_html(text, story_link(story)))
        return True
