"""Topics."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html

from articles.admin.simple import DeskAdmin
from articles.models import Topic


@admin.register(Topic)
class TopicAdmin(DeskAdmin):
    fields = ("name", "slug", "description", "introduction")
    prepopulated_fields = {"slug": ("name",)}
    list_display = ("name", "page_for_readers", "description")
    search_fields = ("name", "slug")

    @admin.display(description="page", ordering="slug")
    def page_for_readers(self, topic: Topic) -> str:
        return format_html('<a href="{0}">{0}</a>', f"/topics/{topic.slug}/")

    def has_delete_permission(self, request: HttpRequest, obj: Topic | None = None) -> bool:
        """A topic that readers find stories under stays."""
        return super().has_delete_permission(request, obj) and (obj is None or not obj.listings.exists())
