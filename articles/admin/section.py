"""Sections."""

from django.contrib import admin

from articles.admin.simple import DeskAdmin
from articles.models import Section


@admin.register(Section)
class SectionAdmin(DeskAdmin):
    fields = ("name", "slug", "description", "position")
    prepopulated_fields = {"slug": ("name",)}
    list_display = ("name", "slug", "description", "position")
    search_fields = ("name", "slug")
    ordering = ("position", "name")
