"""Standing pages: about us, ethics, contact."""

from datetime import datetime

from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html

from articles.admin.badges import time_ago
from articles.admin.simple import DeskAdmin
from articles.models import Page


@admin.register(Page)
class PageAdmin(DeskAdmin):
    fields = (("title", "slug"), "description", "body", ("role", "position"), ("is_public", "in_footer"))
    prepopulated_fields = {"slug": ("title",)}
    list_display = ("title", "address", "role", "is_public", "edited")
    list_filter = ("is_public",)
    search_fields = ("title", "slug")
    ordering = ("position", "title")
    view_on_site = True

    @admin.display(description="address", ordering="slug")
    def address(self, page: Page) -> str:
        if not page.is_public:
            return "Readers do not see it"
        return format_html('<a href="{0}">{0}</a>', page.get_absolute_url())

    @admin.display(description="last changed", ordering="edited_at")
    def edited(self, page: Page) -> str:
        now: datetime = timezone.now()
        return time_ago(page.edited_at, now=now)
