"""Corrections: what the paper has told readers about its own faults. Made by publishing with a note."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from articles.admin.badges import time_ago
from articles.admin.outcomes import story_link
from articles.admin.simple import ReadOnlyAdmin
from articles.models import Correction


@admin.register(Correction)
class CorrectionAdmin(ReadOnlyAdmin):
    fields = ("kind", "note", "story", "when", "who")
    readonly_fields = ("story", "when", "who")
    list_display = ("note", "kind", "story", "when", "who")
    list_filter = ("kind",)
    list_select_related = ("article", "by")
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("article__body")

    @admin.display(description="story")
    def story(self, correction: Correction) -> str:
        return story_link(correction.article)

    @admin.display(description="by")
    def who(self, correction: Correction) -> str:
        return (correction.by.get_full_name() or correction.by.get_username()) if correction.by else "The newsroom"

    @admin.display(description="when")
    def when(self, correction: Correction) -> str:
        return time_ago(correction.at, now=timezone.now())
