"""Standing pages: about us, ethics, contact."""

from django.contrib import admin

from articles.admin.simple import DeskAdmin
from articles.models import Page


@admin.register(Page)
class PageAdmin(DeskAdmin):
    fields = ("title", "slug", "description", "body", "role", "is_public", "in_footer", "position")
    prepopulated_fields = {"slug": ("title",)}
    list_display = ("title", "slug", "role", "is_public", "edited_at")
    search_fields = ("title", "slug")
