"""Sections."""

from django.contrib import admin
from django.http import HttpRequest

from articles.admin.simple import DeskAdmin
from articles.models import Section


@admin.register(Section)
class SectionAdmin(DeskAdmin):
    fields = ("name", "slug", "description", "half_life_days", "position")
    prepopulated_fields = {"slug": ("name",)}
    list_display = ("name", "slug", "description", "position")
    search_fields = ("name", "slug")
    ordering = ("position", "name")

    def has_delete_permission(self, request: HttpRequest, obj: Section | None = None) -> bool:
        """A section that stories are filed under stays: their addresses begin with it."""
        return super().has_delete_permission(request, obj) and (obj is None or not obj.articles.exists())
