"""The newsroom's log: who published, scheduled or withdrew what, and when."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from articles.admin.badges import time_ago
from articles.admin.outcomes import story_link
from articles.admin.simple import ReadOnlyAdmin
from articles.models import AuditLine


@admin.register(AuditLine)
class AuditLineAdmin(ReadOnlyAdmin):
    fields = ("when", "who", "verb", "story", "detail")
    readonly_fields = ("story", "when", "who")
    list_display = ("when", "who", "verb", "story", "detail")
    list_display_links = None
    list_filter = ("verb",)
    list_select_related = ("article", "by")
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("article__body")

    @admin.display(description="when")
    def when(self, line: AuditLine) -> str:
        return time_ago(line.at, now=timezone.now())

    @admin.display(description="who")
    def who(self, line: AuditLine) -> str:
        return (line.by.get_full_name() or line.by.get_username()) if line.by else "The newsroom"

    @admin.display(description="story")
    def story(self, line: AuditLine) -> str:
        return story_link(line.article)
