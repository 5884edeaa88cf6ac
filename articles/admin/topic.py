"""Topics."""

from django.contrib import admin

from articles.admin.simple import DeskAdmin
from articles.models import Topic


@admin.register(Topic)
class TopicAdmin(DeskAdmin):
    fields = ("name", "slug", "description")
    prepopulated_fields = {"slug": ("name",)}
    list_display = ("name", "slug", "description")
    search_fields = ("name", "slug")
