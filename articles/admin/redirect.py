"""Old addresses, and where they lead."""

from django.contrib import admin

from articles.admin.simple import DeskAdmin
from articles.models import Redirect


@admin.register(Redirect)
class RedirectAdmin(DeskAdmin):
    fields = ("old_address", "new_address")
    list_display = ("old_address", "new_address", "is_automatic", "made_at")
    list_filter = ("is_automatic",)
    search_fields = ("old_address", "new_address")
