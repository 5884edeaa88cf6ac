"""Corrections: what the paper has told readers about its own faults, and what changed in the story with each. Made by
publishing with a note (story_updates.py)."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from articles.admin.badges import time_ago
from articles.admin.outcomes import story_link
from articles.admin.simple import ReadOnlyAdmin
from articles.models import Correction


@admin.register(Correction)
class CorrectionAdmin(ReadOnlyAdmin):
    fields = ("kind", "note", "story", "difference", "when", "who")
    readonly_fields = ("story", "difference", "when", "who")
    list_display = ("note", "kind", "story", "difference", "when", "who")
    list_filter = ("kind",)
    list_select_related = ("article", "by", "before", "after")
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("article__body", "before__content", "after__content")

    @admin.display(description="story")
    def story(self, correction: Correction) -> str:
        return story_link(correction.article)

    @admin.display(description="what changed")
    def difference(self, correction: Correction) -> str:
        """The two versions side by side."""
        before, after = correction.before.number, correction.after.number
        address = reverse("admin:articles_article_compare", args=[correction.article_id])
        words = f"Version {before} to {after}"
        return format_html('<a href="{}?before={}&amp;after={}">{}</a>', address, before, after, words)

    @admin.display(description="by")
    def who(self, correction: Correction) -> str:
        return (correction.by.get_full_name() or correction.by.get_username()) if correction.by else "The newsroom"

    @admin.display(description="when")
    def when(self, correction: Correction) -> str:
        return time_ago(correction.at, now=timezone.now())
